"""Saved pages as comers."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from haowen.domain.articles.arrivals import Arrival
from haowen.domain.articles.drafts import DraftCredit, DraftDeclaration, DraftReference
from haowen.domain.articles.models import CreditRole, DeclarationKind
from haowen.doors.cli.bringing.comers import Comer
from haowen.doors.cli.bringing.reports import short
from haowen.formats import page as saved
from haowen.text import markup


def comers(files: list[Path]) -> Iterator[Comer]:
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
        *(_("Left out (%(why)s): %(text)s") % {"why": row.why, "text": short(row.text)} for row in found.dropped),
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
