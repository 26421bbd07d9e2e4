"""What ``haowen import`` does with each file: read, keep its pictures, bring it in, say what was recognised."""

import gzip
import hashlib
import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from haowen.domain.articles.arrivals import Arrival
from haowen.domain.articles.drafts import DraftCredit, DraftDeclaration, DraftReference
from haowen.domain.articles.importing import Brought, Fate, bring_in, link_translation
from haowen.domain.articles.models import Article, CreditRole, DeclarationKind, Kind
from haowen.domain.channels.models import Channel
from haowen.domain.media.keeping import keep
from haowen.domain.people.acting import host_actor
from haowen.domain.publishers.models import Kind as PublisherKind
from haowen.domain.publishers.models import Publisher
from haowen.domain.publishers.opening import open_publisher
from haowen.domain.site.models import Origin
from haowen.doors.cli import say
from haowen.formats import markdown as md
from haowen.formats import page as saved
from haowen.kit.refusals import Refused
from haowen.text import markup

if TYPE_CHECKING:
    from haowen.doors.cli.importing import Options

_SUFFIXES = {".md", ".markdown"}


@dataclass(frozen=True, slots=True)
class Comer:
    """One thing to bring in, or why it cannot be: ``name`` is what the person gave."""

    name: str
    arrival: Arrival | None = None
    refused: str = ""
    report: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    is_page: bool = False
    translation_of: str = ""


class Bringer:
    """Brings comers in under what was asked, and says so: results on standard output, the rest on standard error."""

    def __init__(self, options: "Options") -> None:
        self.options = options
        self.seen = 0
        self.by = host_actor()
        self._channel = self._find_channel()
        self._publisher: Publisher | None = None
        self._translations: list[tuple[Article, str]] = []

    def _find_channel(self) -> Channel | None:
        slug = self.options.channel
        if not slug:
            return None
        if found := Channel.objects.filter(slug=slug).first():
            return found
        known = ", ".join(Channel.objects.values_list("slug", flat=True)) or "—"
        raise Refused(_("There is no channel %(slug)s. There are: %(known)s") % {"slug": slug, "known": known})

    def _under(self, comer: Comer, arrival: Arrival) -> Publisher | None:
        """Return the publisher that was named, made and kept by the host if there is none of this handle.

        For a page the name given beats what the page says; for Markdown it stands in where the text names nobody.
        """
        handle = self.options.publisher.removeprefix("@")
        if arrival.publisher_name and not comer.is_page:
            return None
        if handle and self._publisher is None:
            self._publisher = Publisher.objects.filter(handle=handle).first() or open_publisher(
                handle=handle,
                name=arrival.publisher_name or handle,
                kind=PublisherKind.ORGANISATION,
                tagline=arrival.publisher_tagline,
                is_kept_by_host=True,
                verified=False,
            )
        return self._publisher

    def bring(self, comer: Comer) -> bool:
        """Bring one in. Returns whether everything that was asked happened."""
        self.seen += 1
        if comer.arrival is None:
            return _refuse(comer.name, comer.refused)
        try:
            brought = bring_in(
                comer.arrival,
                by=self.by,
                publisher=self._under(comer, comer.arrival),
                channel=self._channel,
                publish=self.options.publish,
            )
        except Refused as refusal:
            return _refuse(comer.name, refusal.message)
        article = brought.article
        if comer.translation_of:
            self._translations.append((article, comer.translation_of))
        address = f"/a/{article.public_id}"
        facts = {
            "address": address, "title": article.title, "file": comer.name, "fate": brought.fate.value,
            "state": article.state, "publisher": article.publisher.handle, **comer.facts, "waits": brought.waits,
        }  # fmt: skip
        say.result(f"{address} {article.title}", **{key: value for key, value in facts.items() if value != ""})
        for line in [_fate(brought.fate), *comer.report, *_more(brought, comer.arrival)]:
            say.progress(f"  {line}")
        return not brought.waits

    def link(self) -> None:
        """Link translations to their originals, now that both are here."""
        for article, name in self._translations:
            article.refresh_from_db()
            if not link_translation(article, name, by=self.by):
                say.progress(
                    _("The original of %(title)s is not here: %(name)s") % {"title": article.title, "name": name}
                )
        self._translations.clear()


def _fate(fate: Fate) -> str:
    return {
        Fate.MADE: _("new"),
        Fate.CHANGED: _("brought up to date"),
        Fate.SAME: _("unchanged"),
        Fate.LEFT_ALONE: _("left alone: somebody has worked on it here"),
    }[fate]


def _more(brought: Brought, arrival: Arrival) -> Iterator[str]:
    if brought.article.title != arrival.title:
        yield _("The whole title: %(title)s") % {"title": arrival.title}
    if brought.waits:
        yield _("Stays a draft: %(reason)s") % {"reason": brought.waits}


def _refuse(name: str, reason: str) -> bool:
    """Say that one thing did not come in; its line goes to standard error, or as JSON to standard output."""
    if say.is_json():
        say.result("", file=name, refused=reason)
    say.failure(f"{name}: {reason}")
    return False


def pages(files: list[Path]) -> Iterator[Comer]:
    """Read saved pages, one after the other."""
    for path in files:
        try:
            data = path.read_bytes()
        except OSError as error:
            yield Comer(str(path), refused=_("cannot be read: %(reason)s") % {"reason": error.strerror or str(error)})
            continue
        try:
            found = saved.read(data, name=path.name)
        except saved.NoArticle as reason:
            yield Comer(str(path), refused=str(reason))
            continue
        yield Comer(
            str(path), _page_arrival(found), report=_page_report(path, found), facts=_page_facts(found), is_page=True
        )


def _page_arrival(found: "saved.Page") -> Arrival:
    text = markup.to_text(found.html)
    key = found.canonical_url[:200] or "sha256:" + hashlib.sha256(f"{found.title}\n{text}".encode()).hexdigest()
    return Arrival(
        key=key,
        title=found.title,
        html=found.html,
        language=found.language,
        publisher_name=found.publisher_name,
        publisher_tagline=found.publisher_tagline,
        published=found.published,
        source_name=found.source_name,
        source_url=found.canonical_url,
        references=tuple(
            DraftReference(title=row.title, outlet=row.outlet, dated_on=row.date, url=row.url, authors=row.authors)
            for row in found.references
        ),
        declarations=tuple(
            DraftDeclaration(DeclarationKind(row.kind), note=row.note, source_name=row.source_name)
            for row in found.declarations
        ),
        credits=tuple(DraftCredit(CreditRole(row.role), row.name) for row in found.author_credits),
    )


def _page_report(path: Path, found: "saved.Page") -> list[str]:
    lines = [
        _("%(file)s: %(sure)s") % {"file": path.name, "sure": found.certainty},
        *(_("Recognised: %(what)s") % {"what": what} for what in found.recognised),
        *(_("Left out (%(why)s): %(text)s") % {"why": row.why, "text": _short(row.text)} for row in found.dropped),
    ]
    if found.unplaced:
        lines.append(_("Kept and marked, as their place is not sure: %(count)s passages") % {"count": found.unplaced})
    if found.missing_pictures:
        lines.append(_("%(count)s pictures missing") % {"count": found.missing_pictures})
    return lines


def _page_facts(found: "saved.Page") -> dict[str, Any]:
    return {
        "recognised": found.recognised,
        "dropped": [{"text": row.text, "why": row.why} for row in found.dropped],
        "unplaced": found.unplaced,
        "pictures_missing": found.missing_pictures,
        "confidence": round(found.confidence, 2),
    }


def _short(text: str, most: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most]}…"


def markdown(path: Path) -> Iterator[Comer]:
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
    found, notes = _pictures(piece, folder)
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


def _pictures(piece: "md.Piece", folder: Path | None) -> tuple[dict[str, Any], list[str]]:
    """Keep the pictures that lie beside the text; what is not there, or no picture, is said and stays a gap."""
    kept: dict[str, Any] = {}
    notes: list[str] = []
    wanted = dict.fromkeys([asked.address for asked in piece.pictures] + ([piece.cover] if piece.cover else []))
    for address in wanted:
        if address.lower().startswith(("http://", "https://")):
            continue  # a task fetches it; nothing is hot-linked
        path = (folder / address).resolve() if folder else None
        if path is None or folder is None or not path.is_relative_to(folder.resolve()) or not path.is_file():
            notes.append(_("Picture not found: %(name)s") % {"name": address})
            continue
        try:
            kept[address] = keep(path.read_bytes(), by=host_actor())
        except (Refused, OSError) as error:
            notes.append(_("Picture not usable: %(name)s: %(reason)s") % {"name": address, "reason": error})
    return kept, notes
