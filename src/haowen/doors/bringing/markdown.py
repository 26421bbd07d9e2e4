"""Folders of Markdown, single files and JSON lines as comers."""

import gzip
import hashlib
import json
import lzma
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from haowen.domain.articles.arrivals import Arrival
from haowen.domain.articles.drafts import DraftCredit, DraftDeclaration, DraftReference
from haowen.domain.articles.models import CreditRole, DeclarationKind, Kind
from haowen.domain.site.models import Origin
from haowen.doors.bringing.comers import Comer
from haowen.doors.bringing.pictures import kept_beside
from haowen.formats import markdown as md
from haowen.text import markup

_SUFFIXES = {".md", ".markdown", ".mdown", ".mkd"}
_OPENED = {".gz": gzip.open, ".xz": lzma.open}
BYTES_MOST: Final = 10 * 1024 * 1024
_KEY: Final = 200
_URL: Final = 500


def comers(path: Path) -> Iterator[Comer]:
    """Read a folder (all below it), one file, or JSON lines."""
    if path.is_dir():
        yield from _folder(path)
    elif path.suffix.lower() in _SUFFIXES:
        yield _file(path, path.name)
    elif path.is_file():
        yield from _lines(path)
    else:
        yield Comer(str(path), refused=_("is no file or folder"))


def count(path: Path) -> int | None:
    """Return how many comers there will be, None where that cannot be told."""
    if path.is_dir():
        return sum(1 for _each in _below(path))
    if path.suffix.lower() in _SUFFIXES or not path.is_file():
        return 1
    try:
        with _opened(path) as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    except (OSError, EOFError, lzma.LZMAError):
        return None


def _opened(path: Path) -> IO[bytes]:
    return _OPENED.get(path.suffix.lower(), open)(path, "rb")  # type: ignore[operator, no-any-return]


def _below(folder: Path) -> Iterator[Path | OSError]:
    """Yield what is named like Markdown below a folder, by name, and the folders that cannot be read."""
    unread: list[OSError] = []
    for where, folders, files in os.walk(folder, onerror=unread.append):
        folders.sort()
        yield from unread
        unread.clear()
        named = [name for name in (*folders, *files) if Path(name).suffix.lower() in _SUFFIXES]
        yield from (Path(where, name) for name in sorted(named))
    yield from unread


def _folder(folder: Path) -> Iterator[Comer]:
    inside = folder.resolve()
    for found in _below(folder):
        if isinstance(found, OSError):
            yield Comer(str(found.filename), refused=_unreadable(found))
            continue
        name = str(found.relative_to(folder))
        try:
            if found.resolve(strict=True).is_relative_to(inside):
                yield _file(found, name, inside)
            else:
                yield Comer(name, refused=_("is a link that leads out of the folder"))
        except (OSError, RuntimeError) as error:  # links that lead to themselves, or nowhere
            yield Comer(name, refused=_unreadable(error))


def _unreadable(error: Exception) -> str:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return _("cannot be read: %(reason)s") % {"reason": reason}


def _file(path: Path, name: str, inside: Path | None = None) -> Comer:
    if path.is_dir():
        return Comer(name, refused=_("is a folder, no text"))
    if path.exists() and not path.is_file():
        return Comer(name, refused=_("is no file or folder"))
    try:
        with path.open("rb") as file:
            data = file.read(BYTES_MOST + 1)
    except OSError as error:
        return Comer(name, refused=_unreadable(error))
    source = _text(name, data)
    if isinstance(source, Comer):
        return source
    return _piece_comer(name, md.read(source, path=name), name, path.parent, inside)


def _text(name: str, data: bytes) -> "str | Comer":
    """Return the text, or a comer that says why there is none."""
    if len(data) > BYTES_MOST:
        return Comer(name, refused=_("is too large for a text: %(most)d MB are the most") % {"most": BYTES_MOST >> 20})
    if b"\0" in data:
        return Comer(name, refused=_("is no text: it holds null characters"))
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Comer(name, refused=_("is not UTF-8 text (byte %(at)d)") % {"at": error.start})
    return source if source.strip() else Comer(name, refused=_("has no text"))


def _lines(path: Path) -> Iterator[Comer]:
    try:
        with _opened(path) as file:
            number = 0
            while line := file.readline(BYTES_MOST + 1):
                number += 1
                name = f"{path.name}:{number}"
                if len(line) > BYTES_MOST:
                    _skip(file, line)
                if line.strip():
                    yield _row(name, line)
    except (OSError, EOFError, lzma.LZMAError) as error:
        yield Comer(str(path), refused=_unreadable(error))


def _skip(file: IO[bytes], line: bytes) -> None:
    """Go to the end of a line of which more is there than anybody wants to hold."""
    while line and not line.endswith(b"\n"):
        line = file.readline(1 << 20)


def _row(name: str, line: bytes) -> Comer:
    source = _text(name, line)
    if isinstance(source, Comer):
        return source
    try:
        row = json.loads(source)
    except RecursionError:
        return Comer(name, refused=_("is nested too deep"))
    except ValueError as error:
        return Comer(name, refused=_("is no line of JSON: %(reason)s") % {"reason": error})
    piece = md.from_row(row) if isinstance(row, dict) else None
    if piece is None:
        return Comer(name, refused=_("has no text"))
    if "\0" in piece.text:
        return Comer(name, refused=_("is no text: it holds null characters"))
    return _piece_comer(name, piece, str(row.get("path") or row.get("id") or ""), None)


def _identity(piece: "md.Piece", path: str, html: str) -> str:
    if not path:
        text = markup.to_text(html)
        return "sha256:" + hashlib.sha256(f"{piece.title}\n{text}".encode()).hexdigest()
    key = f"path:{path}"
    return key if len(key) <= _KEY else f"{key[: _KEY - 65]}#{hashlib.sha256(path.encode()).hexdigest()}"


def _piece_comer(name: str, piece: "md.Piece", path: str, folder: Path | None, inside: Path | None = None) -> Comer:
    if piece.bad_head:
        return Comer(name, refused=_("its head cannot be read: %(reason)s") % {"reason": piece.bad_head})
    if not piece.plain and not piece.pictures:
        return Comer(name, refused=_("has no text"))
    found, notes = kept_beside(piece.picture_addresses(), folder, inside)
    html = md.place_pictures(piece.html, {address: media.sha256 for address, media in found.items()})
    arrival = Arrival(
        key=_identity(piece, path, html),
        title=piece.title or name,
        html=html,
        language=piece.language,
        summary=piece.summary,
        publisher_name=piece.publisher or _author(piece),
        published=piece.published,
        cover=found.get(piece.cover),
        cover_alt=piece.cover_alt,
        cover_address=piece.cover if _is_elsewhere(piece.cover) else "",
        stays_draft=_("its source holds it back (%(line)s)") % {"line": piece.held_back} if piece.held_back else "",
        kind=Kind(piece.kind) if piece.kind in Kind.values else Kind.ARTICLE,
        origin=_origin(piece),
        source_name=piece.source_name or _host(piece.via),
        source_url=_fitting(piece.via or piece.source_url),
        licence=piece.licence,
        tags=piece.tags,
        category=piece.channel,
        series=piece.series,
        series_position=piece.series_position,
        references=_references(piece),
        declarations=_declarations(piece),
        credits=tuple(
            DraftCredit(CreditRole(row.role), row.name) for row in piece.credits if row.role in CreditRole.values
        ),
        former_addresses=piece.former_addresses,
        facts=piece.extra,
    )

    def differences(stored: str) -> "list[md.Difference]":
        return md.differences(piece, stored)

    return Comer(
        name, arrival, report=[*piece.problems, *notes], translation_of=piece.translation_of, differences=differences
    )  # fmt: skip


def _author(piece: "md.Piece") -> str:
    return next((row.name for row in piece.credits if row.role in ("author", "reporter")), "")


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _fitting(address: str) -> str:
    return address if len(address) <= _URL else ""


def _is_elsewhere(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


def _origin(piece: "md.Piece") -> Origin:
    if piece.origin in Origin.values:
        return Origin(piece.origin)
    return Origin.REPOST if piece.via else Origin.UPLOAD


def _references(piece: "md.Piece") -> tuple[DraftReference, ...]:
    """Return what the text cites, each under a key of its own, and the original that it names."""
    given: dict[str, DraftReference] = {}
    for at, row in enumerate(piece.references, 1):
        key = row.key[:40] if row.key and row.key[:40] not in given else f"r{at}"
        while key in given:
            key += "x"
        given[key] = DraftReference(
            title=row.title, key=key, outlet=row.outlet, authors=row.authors, dated_on=row.dated[:10], url=row.url
        )
    if piece.via and all(row.url != piece.via for row in given.values()):
        key = "original" if "original" not in given else "via"
        title = piece.original_title.strip(' "“”')
        title = title.removeprefix("(") if title.count("(") > title.count(")") else title
        given[key] = DraftReference(
            title=title or piece.via.partition("//")[2].removeprefix("www.").rstrip("/"),
            key=key,
            outlet=_host(piece.via),
            authors=", ".join(row.name for row in piece.credits if row.role == "author"),
            url=piece.via,
        )
    return tuple(given.values())


def _declarations(piece: "md.Piece") -> tuple[DraftDeclaration, ...]:
    """Return what is declared, each kind once; whoever names an original reposts, unless they say otherwise."""
    stated = {
        row.kind: DraftDeclaration(
            DeclarationKind(row.kind), row.note, row.source_name, _fitting(row.source_url), row.event_on, row.place
        )
        for row in reversed(piece.declarations)
        if row.kind in DeclarationKind.values
    }
    declarations = [stated[kind] for kind in dict.fromkeys(row.kind for row in piece.declarations) if kind in stated]
    if piece.via and not {DeclarationKind.REPOST, DeclarationKind.ORIGINAL} & set(stated):
        declarations.append(
            DraftDeclaration(DeclarationKind.REPOST, piece.closing, _host(piece.via), _fitting(piece.via))
        )
    return tuple(declarations)
