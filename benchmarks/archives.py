"""What taking a large site along costs, and bringing it back: seconds and peak of memory, and that nothing is lost.

    scripts/bench archives [--articles N] [--pictures N] [--seed N] [--folder DIR]

A site is made of invented text: each article with two revisions, comments, readers by the hour and likes, every tenth with a
picture. ``haowen export site`` and ``haowen import archive`` then run as an operator runs them, each measured by what the
system says of the process. In the end the rows of both sites are compared.
"""

import argparse
import datetime as dt
import hashlib
import io
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LETTERS = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定"
)
BEGIN = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
BATCH = 1000
# What has to be the same on both sites; a column of a moment stands for the row.
SAME = {
    "articles": "SELECT public_id, title, state, published_at, import_key FROM articles_article ORDER BY public_id",
    "revisions": "SELECT r.public_id, r.number, r.sha256, r.made_at, b.html FROM articles_revision r"
    " JOIN articles_body b ON b.revision_id = r.id ORDER BY r.public_id",
    "comments": "SELECT public_id, floor, text, at, score FROM comments_comment ORDER BY public_id",
    "reads": "SELECT a.public_id, h.hour_at, h.source, h.opened, h.finished FROM audience_hourlyreads h"
    " JOIN articles_article a ON a.id = h.article_id ORDER BY 1, 2, 3",
    "pictures": "SELECT sha256, size_bytes, added_at FROM media_media ORDER BY sha256",
}


def words(least: int, most: int) -> str:
    """Return letters that say nothing, as many as a sentence has."""
    return "".join(random.choices(LETTERS, k=random.randint(least, most)))


def text(picture: str) -> str:
    """Return a body of some ten paragraphs."""
    paragraphs = [
        f"<p>{'，'.join(words(6, 22) for _each in range(random.randint(4, 9)))}。</p>"
        for _at in range(random.randint(4, 14))
    ]
    return "".join(
        [*paragraphs, f'<figure><img data-media="{picture}" alt="{words(4, 8)}"></figure>' if picture else ""]
    )


def fill(data: Path, articles: int, pictures: int) -> None:
    """Make a site of invented text, by rows."""
    from haowen.doors.cli.site import open_site

    open_site(str(data))
    from haowen.domain.media.keeping import keep
    from haowen.domain.people.models import Actor
    from haowen.domain.publishers.models import Publisher

    publishers = [Publisher.objects.create(handle=f"made_up_{at}", name=words(3, 6), kind="media") for at in range(5)]
    readers = [Actor.objects.create(kind="remote", name=words(2, 4)) for _at in range(200)]
    kept = [keep(picture(), by=None).sha256 for _at in range(pictures)]
    for start in range(0, articles, BATCH):
        _batch(range(start, min(start + BATCH, articles)), publishers, readers, kept)


def picture() -> bytes:
    """Return a photograph of nothing."""
    from PIL import Image

    out = io.BytesIO()
    Image.frombytes("RGB", (60, 40), random.randbytes(7200)).resize((1500, 1000)).save(out, "JPEG", quality=88)
    return out.getvalue()


def _batch(numbers: range, publishers: list[Any], readers: list[Any], kept: list[str]) -> None:
    from django.db import transaction

    from haowen.domain.articles.models import Article, Body, Publication, Revision
    from haowen.domain.audience.models import HourlyReads
    from haowen.domain.comments.models import Comment
    from haowen.domain.readers.models import Like
    from haowen.text import markup

    with transaction.atomic():
        made = Article.objects.bulk_create(
            Article(
                publisher=random.choice(publishers), title=words(10, 24), language="zh-Hans",
                created_at=BEGIN + dt.timedelta(hours=at), is_date_known=True, import_key=f"path:{at}.md",
            )
            for at in numbers
        )  # fmt: skip
        bodies = []
        for at, article in enumerate(made):
            before = None
            for number in (1, 2):
                html = markup.clean(text(kept[at // 10 % len(kept)] if kept and at % 10 == 0 else ""))
                before = Revision(
                    article=article, number=number, title=article.title, made_at=article.created_at, cause="save",
                    made_from=before, sha256=hashlib.sha256(html.encode()).hexdigest(),
                )  # fmt: skip
                before.save()
                bodies.append(
                    Body(
                        revision=before,
                        html=html,
                        plain=markup.to_text(html),
                        sanitiser_version=markup.SANITISER_VERSION,
                    )
                )
            article.revision = article.head = before
            article.published_at, article.state = article.created_at, "published"
        Body.objects.bulk_create(bodies)
        Article.objects.bulk_update(made, ["revision", "head", "published_at", "state"], batch_size=200)
        Publication.objects.bulk_create(
            Publication(article=article, revision=article.revision, at=article.published_at) for article in made
        )
        Comment.objects.bulk_create(
            Comment(
                article=article, floor=floor, actor=random.choice(readers), text=words(8, 60), at=article.created_at
            )
            for article in made
            for floor in range(1, random.randint(1, 8))
        )
        HourlyReads.objects.bulk_create(
            HourlyReads(
                article=article,
                hour_at=article.created_at + dt.timedelta(hours=at),
                source=source,
                opened=9,
                finished=2,
            )
            for article in made
            for at in range(24)
            for source in ("", "search")
        )
        Like.objects.bulk_create(
            Like(article=article, actor=reader, at=article.created_at)
            for article in made
            for reader in random.sample(readers, 5)
        )


def measured(data: Path, *arguments: str) -> None:
    """Run a command as an operator types it, and print what it cost."""
    command = [sys.executable, "-m", "haowen.doors.cli", *arguments, "--data", str(data)]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HAOWEN_")}
    with tempfile.TemporaryFile() as said:
        began = time.monotonic()
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=said, cwd=ROOT, env={**clean, "PYTHONPATH": str(ROOT / "src")}
        )
        own = 0
        while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
            own = max(own, _own_memory(process.pid))
            time.sleep(0.2)
        _pid, status, used = ended
        process.returncode = os.waitstatus_to_exitcode(status)
        took = time.monotonic() - began
        said.seek(0)
        last = said.read().decode().strip().splitlines()[-1:]
    print(
        f"{' '.join(arguments[:2])}: {took:.0f} s, {used.ru_utime + used.ru_stime:.0f} s of processor,"
        f" at most {own // 1024} MB of memory of its own ({used.ru_maxrss // 1024} MB with pages of files),"
        f" exit {process.returncode} {last}",
        flush=True,
    )


def _own_memory(process: int) -> int:
    """Return how many kB a process holds beside pages of files, which the system takes back when it needs them."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("RssAnon:"):
                return int(line.split()[1])
    return 0


def sums(data: Path) -> dict[str, tuple[int, str]]:
    """Return how many rows of each kind a site has, and the hash of all that they say."""
    found = {}
    with sqlite3.connect(data / "haowen.sqlite3") as database:
        for name, question in SAME.items():
            hashed, count = hashlib.sha256(), 0
            for row in database.execute(question):
                hashed.update(repr(row).encode())
                count += 1
            found[name] = (count, hashed.hexdigest()[:16])
    return found


def main() -> None:
    """Fill, take along, bring back, compare."""
    parser = argparse.ArgumentParser(description="What taking a large site along costs, and bringing it back.")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--pictures", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where sites and archive are left; without it they are deleted")
    told = parser.parse_args()
    random.seed(told.seed)
    with tempfile.TemporaryDirectory(prefix="haowen-archives-") as temporary:
        folder = told.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        first, second, file = folder / "first", folder / "second", folder / "site.zip"
        if not first.exists():
            fill(first, told.articles, told.pictures)
        file.unlink(missing_ok=True)
        measured(first, "export", "site", str(file))
        print(f"the archive: {file.stat().st_size / 1e6:.0f} MB", flush=True)
        measured(second, "import", "archive", str(file))
        here, there = sums(first), sums(second)
        for name, (count, hashed) in here.items():
            print(
                f"{name}: {count}, {'the same' if there[name] == (count, hashed) else f'NOT the same: {there[name]}'}"
            )
        sys.exit(here != there)


if __name__ == "__main__":
    main()
