"""``haowen export`` and ``haowen import archive`` from outside: killed in the middle, run again, and what is refused."""

import json
import shutil
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

from tests.serving import haowen

TEXT = "---\ntitle: {title}\ndate: 2026-03-0{at}\npublisher: 河流观察\nreferences:\n  - {{id: r1, title: 水文年鉴 {at}}}\n---\n\n水位 {at} 厘米。[^r1]\n"


def rows(data: Path, question: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(data / "haowen.sqlite3") as database:
        return database.execute(question).fetchall()


def test_an_archive_comes_back_once_though_killed_and_run_again(
    new_site: Path, made_site: Path, tmp_path: Path
) -> None:
    texts, file, second = tmp_path / "texts", tmp_path / "river.zip", tmp_path / "second"
    texts.mkdir()
    shutil.copytree(made_site, second)
    for at in range(1, 6):
        (texts / f"{at}.md").write_text(TEXT.format(title=f"第{at}篇：水位", at=at), encoding="utf-8")
    assert haowen(new_site, "import", "markdown", str(texts), "--publish").returncode == 0
    ((handle,),) = rows(new_site, "SELECT handle FROM publishers_publisher")
    done = haowen(new_site, "--json", "export", "publisher", handle, str(file))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["articles"] == 5

    killed = haowen(second, "import", "archive", str(file), HAOWEN_FAILPOINT="import.after_article:2")
    assert killed.returncode == -9
    assert len(rows(second, "SELECT 1 FROM articles_article")) == 2
    again = haowen(second, "--json", "import", "archive", str(file))
    assert again.returncode == 0, again.stderr
    fates = [json.loads(line)["fate"] for line in again.stdout.splitlines()]  # the publisher, and five articles
    assert fates == ["same", "same", "same", "made", "made", "made"]
    question = "SELECT public_id, title, state, published_at, import_key FROM articles_article ORDER BY public_id"
    assert rows(second, question) == rows(new_site, question)
    question = "SELECT r.public_id, r.number, r.sha256, r.made_at, b.html FROM articles_revision r JOIN articles_body b ON b.revision_id = r.id ORDER BY 1"
    assert rows(second, question) == rows(new_site, question)

    # where it came from it meets itself: each clash is named, and nothing is written
    before = rows(new_site, "SELECT count(*) FROM articles_article")
    met = haowen(new_site, "import", "archive", str(file))
    assert (met.returncode, met.stdout) == (1, "")
    assert f"@{handle}" in met.stderr
    assert met.stderr.count("/a/") >= 5
    assert rows(new_site, "SELECT count(*) FROM articles_article") == before


def test_an_archive_that_was_altered_changes_nothing(new_site: Path, tmp_path: Path) -> None:
    file = tmp_path / "bad.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("../outside.json", "{}")
    done = haowen(new_site, "import", "archive", str(file))
    assert (done.returncode, done.stdout) == (1, "")
    assert "leads out" in done.stderr
    assert "Traceback" not in done.stderr
    assert not rows(new_site, "SELECT 1 FROM archives_restoring")
