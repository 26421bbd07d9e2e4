"""Of what kind a file is that somebody handed in: told by what is in it, whatever it is called; then read as that."""

import bz2
import contextlib
import gzip
import lzma
import os
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, Final

from django.utils.translation import gettext as _

from haowen.doors.bringing import exports, markdown, pages
from haowen.doors.bringing.comers import Comer
from haowen.doors.bringing.elsewhere import key_of, trouble
from haowen.kit import bundles
from haowen.text import markup

HEAD: Final = 64 * 1024
UNPACKED_MOST: Final = 500 * 1024 * 1024
UNPACKED_FILES_MOST: Final = 10_000
LOOKED_INTO: Final = 8  # files of an archive whose beginning is read to know what they are
_PACKED: Final[tuple[tuple[bytes, str, Any], ...]] = (
    (b"\x1f\x8b", ".gz", gzip.open), (b"\xfd7zXZ", ".xz", lzma.open), (b"BZh", ".bz2", bz2.open),
)  # fmt: skip
_HEADINGS = re.compile(r"^#{1,6} \S", re.MULTILINE)
_STORY = re.compile(r"(?:^|/)posts/[^/]+\.html?$", re.IGNORECASE)
_MARKDOWN: Final = (".md", ".markdown", ".mdown", ".mkd")
_PAGES: Final = (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".txt")
_UNSAFE = re.compile(r"[^\w.\-（）()《》、，]+")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file was taken for, and the ending by which its reader knows it. ``reason`` is why it is nothing."""

    name: str
    ending: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file by its kind, with what its reader finds in it."""

    kind: str
    comers: Iterator[Comer]


@contextlib.contextmanager
def recognised(path: Path, name: str) -> Iterator[Recognised]:
    """Look what a file is and read it. ``name`` is what its writer called it; the file itself is left as it is."""
    kind = kind_of(path, name)
    if kind.reason:
        yield Recognised(kind.name, iter([Comer(name, refused=kind.reason)]))
        return
    with tempfile.TemporaryDirectory(dir=path.parent, prefix="open-") as room:
        stem = _UNSAFE.sub("_", Path(name).name.split(".")[0])[:80] or "file"
        here = Path(room) / f"{stem}{kind.ending}"
        os.link(path, here)
        found = _READERS[kind.name](here)
        yield Recognised(kind.name, (replace(each, name=_shown(each.name, room)) for each in found))


def _shown(name: str, room: str) -> str:
    """Return a name without where the file lies meanwhile, which is nobody's business."""
    return name.replace(f"{room}/text/", "").replace(f"{room}/", "")


def kind_of(path: Path, name: str = "") -> Kind:
    """Return what a file is."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
        if head.startswith(b"PK\x03\x04"):
            return _archive(path)
        for magic, ending, opened in _PACKED:
            if head.startswith(magic):
                with opened(path, "rb") as file:
                    inner = _plain(file.read(HEAD), "")
                return replace(inner, ending=inner.ending + ending) if not inner.reason else inner
        return _plain(head, name)
    except bundles.BROKEN:
        return Kind("", reason=_("The file is broken and cannot be read."))


def _plain(head: bytes, name: str) -> Kind:
    """Return what a file is that is not packed, by its beginning."""
    if known := _by_magic(head):
        return known
    text = head.decode("utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return _of_tags(text)
    if text.startswith("{") and not name.lower().endswith(_MARKDOWN):
        return _of_json(text)
    return _of_words(text, name) if text else Kind("", reason=_("The file is empty."))


def _by_magic(head: bytes) -> Kind | None:
    if head[257:262] == b"ustar":
        return Kind("page", ".tar")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return Kind("", reason=_("This is a Word file of the old kind. Save it as .docx in Word, then it can be read."))
    if head.startswith(b"%PDF"):
        return Kind("", reason=_("This is a PDF: it holds pages, not a text that could be brought in."))
    if _is_mhtml(head):
        return Kind("page", ".mhtml")
    if b"\0" in head:  # no text, but for what is written in two bytes a sign
        return Kind("page", ".txt") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else _unknown()
    return None


def _of_words(text: str, name: str) -> Kind:
    has_head = text.startswith(("---\n", "---\r\n", "+++\n"))
    is_markdown = name.lower().endswith(_MARKDOWN) or has_head or _HEADINGS.search(text)
    return Kind("markdown", ".md") if is_markdown else Kind("page", ".txt")


def _unknown() -> Kind:
    return Kind("", reason=_("This is no kind of file that can be brought in."))


def _is_mhtml(head: bytes) -> bool:
    from haowen.formats.page import mhtml

    return mhtml.is_wrapped(head)


def _of_tags(text: str) -> Kind:
    start = text[:4096].lower()
    if "wordpress.org/export/" in text:
        return Kind("wordpress", ".xml")
    if re.search(r"<(?:rss|feed|rdf:rdf)\b", start):
        return Kind("feed", ".xml")
    if "<html" not in start and "<!doctype html" not in start and start.startswith("<?xml") and "xhtml" not in start:
        return _unknown()
    is_story = "data-field=" in text and "p-name" in text
    return Kind("medium", ".html") if is_story else Kind("page", ".html")


def _of_json(text: str) -> Kind:
    if "jsonfeed.org/version" in text:
        return Kind("feed", ".json")
    first, newline, rest = text.partition("\n")
    if first.rstrip().endswith("}") and (not newline or not rest.strip() or rest.lstrip().startswith("{")):
        return Kind("ghost", ".json") if '"db"' in first[:200] else Kind("markdown", ".jsonl")
    return Kind("ghost", ".json")


def _archive(path: Path) -> Kind:
    with zipfile.ZipFile(path) as archive:
        names = [
            entry.filename for entry in archive.infolist() if not entry.is_dir() and not _is_hidden(entry.filename)
        ]
        if len(names) > UNPACKED_FILES_MOST:
            return Kind("", reason=_("The archive holds too many files: %(most)d are the most.") % {"most": UNPACKED_FILES_MOST})  # fmt: skip
        if "[Content_Types].xml" in names and any(each.startswith("word/") for each in names):
            return Kind("word", ".docx")
        inner = {_inner(archive, each) for each in _of(names, ".xml", ".json")[:LOOKED_INTO]}
    for kind in ("wordpress", "ghost"):
        if kind in inner:
            return Kind(kind, ".zip")
    for kind, endings in (("markdown", _MARKDOWN), ("word", (".docx", ".docm"))):
        if _of(names, *endings):
            return Kind(kind, ".zip")
    if _of(names, *_PAGES, ".gz"):
        return Kind("medium" if any(map(_STORY.search, names)) else "page", ".zip")
    return Kind("", reason=_("Nothing in the archive is of a kind that can be brought in."))


def _inner(archive: zipfile.ZipFile, name: str) -> str:
    with contextlib.suppress(*bundles.BROKEN), archive.open(name) as file:
        return _plain(file.read(HEAD), name).name
    return ""


def _of(names: list[str], *endings: str) -> list[str]:
    return [name for name in names if name.lower().endswith(endings)]


def _is_hidden(name: str) -> bool:
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith((".", "~$"))


def _markdown(path: Path) -> Iterator[Comer]:
    """Read Markdown: an archive's is unpacked within bounds first, as texts name the pictures that lie beside them."""
    if not bundles.is_bundle(path):
        is_lines = ".jsonl" in path.name
        yield from (comer if is_lines else _by_content(comer) for comer in markdown.comers(path))
        return
    folder = path.parent / "text"
    if refused := _unpack(path, folder):
        yield Comer(path.name, refused=refused)
        return
    yield from markdown.comers(folder)


def _by_content(comer: Comer) -> Comer:
    """Return a single text under what it says: many are called article.md."""
    if comer.arrival is None:
        return comer
    content = f"{comer.arrival.title}\n{markup.to_text(comer.arrival.html)}"
    return replace(comer, arrival=replace(comer.arrival, key=key_of("", "markdown", content)))


def _unpack(path: Path, folder: Path) -> str:
    """Write an archive's files below a folder; return why that was given up, empty when all is there."""
    left = UNPACKED_MOST
    for member in bundles.members(path, lambda name: not _is_hidden(name)):
        if member.trouble:
            return f"{member.name}: {trouble(member)}"
        left -= len(member.data)
        if left < 0:
            return _("unpacks to far more than it holds")
        target = folder / member.name.replace("\\", "/")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(member.data)
        except OSError:  # a name too long, a file where a folder should be
            return f"{member.name}: {_('cannot be read')}"
    return ""


_READERS: Final[dict[str, Callable[[Path], Iterator[Comer]]]] = {
    "page": lambda path: pages.comers([path]),
    "markdown": _markdown,
    "wordpress": lambda path: exports.wordpress_exports([path]),
    "ghost": lambda path: exports.ghost_exports([path]),
    "medium": lambda path: exports.medium_exports([path]),
    "word": lambda path: exports.word_files([path]),
    "feed": lambda path: exports.feeds([str(path)]),
}
