"""How exports of other systems, Word files and feeds are read: what comes in, what is refused and why, what is lost.

python benchmarks/import_exports.py FOLDER [--long MEGABYTES]

FOLDER holds test data: ``import/wxr_wordpress_importer``, ``import/tryghost_migrate_fixtures``, ``import/docx_mammoth`` and
``feeds``. Every file is read by its format, as the command line reads it, without a site. ``--long`` writes an export of
WordPress of that size and tells how fast and within how much memory it is read.
"""

import argparse
import os
import resource
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path

os.environ.setdefault("HAOWEN_DATA", tempfile.mkdtemp(prefix="haowen-import-exports-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haowen.config.settings")

import django

django.setup()

from haowen.formats import ghost, medium, syndicated, word, wordpress  # noqa: E402 - Django has to be set up before
from haowen.formats.foreign import LeftOut, Piece  # noqa: E402
from haowen.text import markup  # noqa: E402

Reading = Callable[[bytes, str], Iterable[Piece | LeftOut]]
_LOST = "Not in the body"


def files(folder: Path, pattern: str) -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes of the files of a folder."""
    for path in sorted(folder.rglob(pattern)):
        yield str(path.relative_to(folder)), path.read_bytes()


def packed(path: Path, endings: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes of the files of an archive."""
    with tarfile.open(path) as tar:
        for entry in tar:
            file = tar.extractfile(entry) if entry.isfile() and entry.name.endswith(endings) else None
            if file is not None:
                yield entry.name, file.read()


def measure(
    name: str, found: Iterable[tuple[str, bytes]], read: Reading, refusals: tuple[type[Exception], ...]
) -> None:
    """Read all files of a set, and print what became of them."""
    count: Counter[str] = Counter()
    refused: dict[str, list[str]] = {}
    lost: list[str] = []
    began = time.perf_counter()
    for file, data in found:
        count["files"] += 1
        try:
            parts = list(read(data, file))
        except refusals as reason:
            refused.setdefault(str(reason), []).append(file)
            continue
        if faults := [part for part in parts if isinstance(part, LeftOut) and part.is_fault]:
            refused.setdefault(faults[-1].reason, []).append(file)
        for part in parts:
            _take(part, file, count, lost)
    seconds = time.perf_counter() - began
    print(f"## {name}: {count['files']} files in {seconds:.1f} s")
    print(
        "   "
        + ", ".join(f"{number} {what}" for what, number in count.items() if what != "files" and "left" not in what)
    )
    for what, number in sorted(count.items()):
        if what.startswith("left"):
            print(f"   {what}: {number}")
    for reason, names in sorted(refused.items(), key=lambda each: -len(each[1])):
        print(f"   refused ({len(names)}): {reason} — {', '.join(names[:6])}{' …' if len(names) > 6 else ''}")  # noqa: PLR2004
    for words in lost:
        print(f"   lost: {words}")


def _take(part: Piece | LeftOut, file: str, count: Counter[str], lost: list[str]) -> None:
    if isinstance(part, LeftOut):
        count[
            "faults"
            if part.is_fault
            else f"left out: {''.join(sign for sign in part.reason if not sign.isdigit()).strip()}"
        ] += 1
        return
    count["articles"] += 1
    count["of them drafts"] += bool(part.held_back)
    count["pictures elsewhere"] += len(markup.remote_addresses(part.html))
    count["pictures inside"] += len(part.files)
    count["covers"] += bool(part.cover)
    count["comments"] += len(part.comments)
    count["notes"] += len(part.notes)
    count["old addresses"] += len(part.addresses)
    lost += [f"{file}: {part.title}: {remark}" for remark in part.remarks if remark.startswith(_LOST)]


def long(megabytes: int) -> None:
    """Write an export of this size, read it, and print the rate and the memory that it took."""
    text = "".join(
        f"<p>A paragraph of some length, the {at}th of its post, with a <a href='/x'>link</a>.</p>\n"
        for at in range(60)
    )
    with tempfile.NamedTemporaryFile(suffix=".xml") as file:
        file.write(
            b'<?xml version="1.0"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">'
            b"<channel><wp:base_blog_url>https://old.example</wp:base_blog_url>"
        )
        number = 0
        while file.tell() < megabytes * 1_000_000:
            number += 1
            file.write(
                f"<item><title>Post {number}</title><link>https://old.example/{number}/</link><wp:post_id>{number}</wp:post_id>"
                f"<wp:post_type>post</wp:post_type><wp:status>publish</wp:status><content:encoded><![CDATA[{text}]]></content:encoded></item>\n".encode()
            )
        file.write(b"</channel></rss>")
        file.flush()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.perf_counter()
        read = sum(isinstance(part, Piece) for part in wordpress.read(partial(Path(file.name).open, "rb")))
        seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"## an export of {megabytes} MB: {read} of {number} posts in {seconds:.0f} s ({read / seconds:.0f} a second), {(after - before) / 1024:.0f} MB more memory"
    )


def main() -> None:
    """Read what is named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--long", type=int, default=0, metavar="MEGABYTES")
    given = parser.parse_args()
    inside = given.folder / "import"
    moving = inside / "tryghost_migrate_fixtures"

    def export(data: bytes, _name: str) -> Iterable[Piece | LeftOut]:
        return wordpress.read(partial(BytesIO, data))

    measure("WordPress (wxr_wordpress_importer)", files(inside / "wxr_wordpress_importer", "*.xml"), export, ())
    measure("WordPress (tryghost, mg-wp-xml)", files(moving / "mg-wp-xml", "*.xml"), export, ())
    measure(
        "Ghost (tryghost, mg-json)",
        files(moving / "mg-json", "*.json"),
        lambda data, _name: list(ghost.read(data)),
        (ghost.NoExportError,),
    )
    measure(
        "Medium (tryghost)",
        files(moving / "mg-medium-export", "*.html"),
        lambda data, name: [medium.read(data, name=name)],
        (medium.NoStoryError,),
    )
    measure(
        "Word (docx_mammoth)",
        files(inside / "docx_mammoth", "*.docx"),
        lambda data, name: [word.read(data, name=name)],
        (word.NoDocumentError,),
    )
    for name in ("feedparser_tests", "w3c_feedvalidator_testcases"):
        found = packed(given.folder / "feeds" / f"{name}.tar.xz", (".xml", ".rss", ".atom", ".json"))
        measure(f"Feeds ({name})", found, lambda data, _name: list(syndicated.read(data)), (syndicated.NoFeedError,))
    bombs = given.folder / "security" / "defusedxml_xml"
    measure("Hostile XML as an export (defusedxml)", files(bombs, "*.xml"), export, ())
    measure(
        "Hostile XML as a feed (defusedxml)",
        files(bombs, "*.xml"),
        lambda data, _name: list(syndicated.read(data)),
        (syndicated.NoFeedError,),
    )
    print(f"## most memory so far: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB", file=sys.stderr)
    if given.long:
        long(given.long)


if __name__ == "__main__":
    main()
