"""Saved pages as comers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from django.utils.translation import gettext as _

from haowen.domain.articles.arrivals import Arrival
from haowen.domain.articles.drafts import DraftCredit, DraftDeclaration, DraftReference
from haowen.domain.articles.models import CreditRole, DeclarationKind
from haowen.doors.bringing.comers import Comer
from haowen.doors.bringing.elsewhere import Beside, key_of, nothing_beside, placed, trouble
from haowen.formats import page as saved
from haowen.kit import bundles
from haowen.kit.bundles import MOST_BYTES, Member
from haowen.text import markup

_SUFFIXES = (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".txt")
_PARTS = re.compile(
    r"(?:^|/)[^/]+(?:_files|\.files|_文件)/|(?:^|/)(?:__MACOSX/|\.(?!\./))", re.IGNORECASE
)  # what pages were saved with


def comers(files: Iterable[Path]) -> Iterator[Comer]:
    """Read saved pages, one after the other: single files, and all in folders and archives."""
    for path in files:
        is_bundle = bundles.is_bundle(path)
        seen = False
        for member in bundles.members(path, _is_page if is_bundle else _is_anything, most_bytes=MOST_BYTES):
            seen = True
            beside = (
                partial(_beside, path, PurePosixPath(member.name).parent)
                if is_bundle
                else partial(_beside, path.parent, None)
            )
            yield _comer(f"{path}/{member.name}" if is_bundle else str(path), member, beside)
        if not seen:
            yield Comer(str(path), refused=_("has no saved pages in it"))


def of_address(address: str, member: Member) -> Comer:
    """Read a page that was fetched from an address."""
    return _comer(address, member, nothing_beside, address)


def _is_page(name: str) -> bool:
    lower = name.lower()
    return lower.removesuffix(".gz").endswith(_SUFFIXES) and not _PARTS.search(name)


def _is_anything(_name: str) -> bool:
    return True


def _beside(path: Path, folder: PurePosixPath | None, name: str) -> bytes | None:
    """Return a file that was saved with a page, in the folder beside it."""
    inside = str(folder / name) if folder else name
    return bundles.member(path, inside) or bundles.member(path, unquote(inside))


def _comer(name: str, member: Member, beside: Beside, address: str = "") -> Comer:
    if member.trouble:
        return Comer(name, refused=trouble(member))
    try:
        found = saved.read(bundles.unpacked(member.data, MOST_BYTES), name=PurePosixPath(member.name).name)
    except saved.NoArticle as reason:
        return Comer(name, refused=str(reason))
    found = replace(found, canonical_url=found.canonical_url or address)
    body, notes = placed(found.html, found.files, beside)
    return Comer(
        name,
        _page_arrival(found, body),
        report=[*_page_report(PurePosixPath(member.name).name, found), *notes],
        facts=_page_facts(found),
        is_page=True,
    )


def _page_arrival(found: "saved.Page", body: str) -> Arrival:
    return Arrival(
        key=key_of(found.canonical_url, "page", f"{found.title}\n{markup.to_text(body)}"),
        title=found.title,
        html=body,
        former_addresses=(found.canonical_url,) if found.canonical_url else (),
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


def _page_report(name: str, found: "saved.Page") -> list[str]:
    lines = [
        _("%(file)s: %(sure)s") % {"file": name, "sure": found.certainty},
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
        "account": found.account,
        "confidence": round(found.confidence, 2),
    }


def _short(text: str, most: int = 60) -> str:
    """Return the beginning of a text on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most]}…"
