"""Folders of Markdown, single files and JSON lines as comers."""

import gzip
import hashlib
import json
import lzma
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from haowen.domain.articles.arrivals import Arrival
from haowen.domain.articles.drafts import DraftCredit, DraftDeclaration, DraftReference
from haowen.domain.articles.models import CreditRole, DeclarationKind, Kind
from haowen.domain.site.models import Origin
from haowen.doors.cli.bringing.comers import Comer
from haowen.doors.cli.bringing.pictures import kept_beside
from haowen.formats import markdown as md
from haowen.text import markup

_SUFFIXES = {".md", ".markdown"}


def comers(path: Path) -> Iterator[Comer]:
    """Read a folder (all below it), one file, or JSON lines."""
    if path.is_dir():
        inside = path.resolve()
        for found in sorted(p for p in path.rglob("*") if p.suffix.lower() in _SUFFIXES and p.is_file()):
            name = str(found.relative_to(path))
            if found.resolve().is_relative_to(inside):
                yield _file(found, name)
            else:
                yield Comer(name, refused=_("is a link that leads out of the folder"))
    elif path.suffix.lower() in _SUFFIXES:
        yield _file(path, path.name)
    elif path.is_file():
        yield from _lines(path)
    else:
        yield Comer(str(path), refused=_("is no file or folder"))


def _file(path: Path, name: str) -> Comer:
    try:
        source = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return Comer(name, refused=_("cannot be read: %(reason)s") % {"reason": error.strerror or str(error)})
    except UnicodeDecodeError:
        return Comer(name, refused=_("is not UTF-8 text"))
    if not source.strip():
        return Comer(name, refused=_("has no text"))
    return _piece_comer(name, md.read(source, path=name), name, path.parent)


def _lines(path: Path) -> Iterator[Comer]:
    opened = {".gz": gzip.open, ".xz": lzma.open}.get(path.suffix.lower(), open)
    try:
        with opened(path, "rt", encoding="utf-8") as file:  # type: ignore[operator]
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _row(f"{path.name}:{number}", line)
    except (OSError, EOFError, UnicodeDecodeError, lzma.LZMAError) as error:
        yield Comer(str(path), refused=_("cannot be read: %(reason)s") % {"reason": error})


def _row(name: str, line: str) -> Comer:
    try:
        row = json.loads(line)
    except ValueError:
        return Comer(name, refused=_("is no line of JSON"))
    if not isinstance(row, dict) or not (piece := md.from_row(row)):
        return Comer(name, refused=_("has no text"))
    return _piece_comer(name, piece, str(row.get("path") or row.get("id") or ""), None)


def _piece_comer(name: str, piece: "md.Piece", path: str, folder: Path | None) -> Comer:
    if not markup.to_text(piece.html).strip() and not piece.title:
        return Comer(name, refused=_("has no text"))
    found, notes = kept_beside(piece.picture_addresses(), folder)
    html = md.place_pictures(piece.html, {address: media.sha256 for address, media in found.items()})
    text = markup.to_text(html)
    key = f"path:{path}"[:200] if path else "sha256:" + hashlib.sha256(f"{piece.title}\n{text}".encode()).hexdigest()
    cover = found.get(piece.cover)
    arrival = Arrival(
        key=key,
        title=piece.title or text.strip().splitlines()[0],
        html=html,
        language=piece.language,
        summary=piece.summary,
        publisher_name=piece.publisher or _author(piece),
        published=piece.published,
        cover=cover,
        cover_alt=piece.cover_alt,
        kind=Kind(piece.kind) if piece.kind in Kind.values else Kind.ARTICLE,
        origin=Origin(piece.origin) if piece.origin in Origin.values else Origin.UPLOAD,
        source_name=piece.source_name,
        source_url=piece.source_url,
        licence=piece.licence,
        tags=tuple(piece.tags),
        series=piece.series,
        series_position=piece.series_position,
        references=tuple(
            DraftReference(
                title=row.title, key=row.key, outlet=row.outlet, authors=row.authors, dated_on=row.dated[:10], url=row.url
            )
            for row in piece.references
        ),
        declarations=tuple(
            DraftDeclaration(
                DeclarationKind(row.kind), row.note, row.source_name, row.source_url, row.event_on, row.place
            )
            for row in piece.declarations
            if row.kind in DeclarationKind.values
        ),
        credits=tuple(
            DraftCredit(CreditRole(row.role), row.name) for row in piece.credits if row.role in CreditRole.values
        ),
    )  # fmt: skip
    return Comer(name, arrival, report=[*piece.problems, *notes], translation_of=piece.translation_of)


def _author(piece: "md.Piece") -> str:
    return next((row.name for row in piece.credits if row.role in ("author", "reporter")), "")
