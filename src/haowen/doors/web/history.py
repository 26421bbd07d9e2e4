"""What an article said before, where its writer lets readers see that: ``/a/<id>/history``."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from haowen.domain.articles import access
from haowen.domain.articles.models import Correction, Publication
from haowen.doors.web import articles, engine, errors
from haowen.doors.web.house import trail
from haowen.doors.web.marks import escaped, moment
from haowen.kit import pagestore
from haowen.kit.clock import now
from haowen.text.differences import Change, Difference, differences

MOST = 50
FIELDS = ("pk", "public_id", "title", "language", "publisher_id", "history_shown_at")


def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show each text that readers were shown, the newest first, with what was changed from the one before."""
    at = now()
    row = access.readable(at).filter(public_id=public_id).values(*FIELDS).first()
    if row is None:
        return articles.obstacle(request, public_id, at)
    if row["history_shown_at"] is None:
        return errors.not_found(request)
    pagestore.depends("site", f"article:{row['pk']}", f"publisher:{row['publisher_id']}")
    pagestore.valid_until(access.edges(at, row["pk"]))
    language = engine.language_of(engine.choices_of(request))
    title = _("What this article said before")
    context = {
        "title": escaped(title),
        "noindex": True,
        "trail": trail((row["title"], f"/a/{public_id}"), (title, "")),
        "article": {"title": escaped(row["title"]), "url": f"/a/{public_id}", "lang": row["language"]},
        "versions": _versions(row["pk"], language),
        "corrections": [
            {"at": moment(one.at, language), "note": escaped(one.note)}
            for one in Correction.objects.filter(article=row["pk"])
        ],
    }
    return engine.render(request, "articles/history", context)


def _versions(article: int, language: str) -> list[dict[str, Any]]:
    rows = (
        Publication.objects.filter(article=article).select_related("revision__body").order_by("-at", "-pk")[: MOST + 1]
    )
    shown = list(rows)
    made = []
    for place, one in enumerate(shown[:MOST]):
        before = shown[place + 1].revision if place + 1 < len(shown) else None
        changes = [] if before is None else differences(before.body.html, one.revision.body.html)
        made.append({
            "at": moment(one.at, language),
            "title": escaped(one.revision.title),
            "is_first": before is None,
            "retitled": escaped(before.title) if before is not None and before.title != one.revision.title else "",
            "changes": [_change(each) for each in changes if each.change is not Change.SAME],
        })  # fmt: skip
    return made


def _change(one: Difference) -> dict[str, Any]:
    words = {
        Change.CHANGED: _("changed"),
        Change.RESTYLED: _("set differently"),
        Change.ADDED: _("added"),
        Change.GONE: _("taken out"),
        Change.MOVED: _("moved"),
    }
    return {
        "words": words.get(one.change, ""),
        "pieces": [
            {"text": escaped(piece.text), "is_added": piece.is_added, "is_gone": piece.is_gone} for piece in one.pieces
        ],
    }
