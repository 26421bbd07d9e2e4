"""The history of an article: every saved state, what differs between two, and the way back to one."""

from itertools import groupby
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from haowen.domain.articles import autosaving, restoring
from haowen.domain.articles.models import Article, Cause, Revision
from haowen.domain.people.acting import actor_of
from haowen.doors.forms import ACT, for_people, see, the_person
from haowen.doors.reading import page_of
from haowen.doors.studio import plain
from haowen.doors.studio.articles import editable
from haowen.kit.refusals import Refused
from haowen.text.differences import Change, Difference, differences, pieces

NUMBER_DIGITS = 6
CAUSES: Final = {
    Cause.SAVE: gettext_lazy("saved by hand"),
    Cause.PUBLISH: gettext_lazy("published"),
    Cause.MERGE: gettext_lazy("put together from two"),
    Cause.LEAVE: gettext_lazy("kept on leaving"),
    Cause.IDLE: gettext_lazy("kept after a rest"),
    Cause.IMPORT: gettext_lazy("imported"),
    Cause.RESTORE: gettext_lazy("brought back"),
}
CHANGES: Final = {
    Change.CHANGED: gettext_lazy("reworded"),
    Change.RESTYLED: gettext_lazy("set in another way"),
    Change.ADDED: gettext_lazy("added"),
    Change.GONE: gettext_lazy("gone"),
    Change.MOVED: gettext_lazy("moved"),
}


@for_people()
def index(request: HttpRequest, public_id: str) -> HttpResponse:
    """List revisions, the newest first, and compare two: ``/studio/a/<public_id>/revisions?from=&to=&all=``."""
    article = editable(request, public_id)
    rows = list(article.revisions.select_related("made_by", "made_from").order_by("-number"))
    context: dict[str, Any] = {
        "article": article,
        "revisions": [{"row": row, "cause": CAUSES[Cause(row.cause)]} for row in rows],
        "standing": autosaving.standing(article, actor_of(the_person(request))),
    }
    newest = rows[0] if rows else None
    if newest is not None and newest.pk != article.head_id:  # it clashed with the head, and nobody has chosen yet
        context["beside"] = newest
    after = _asked(request, "to", rows) or (rows[0] if rows else None)
    before = _asked(request, "from", rows) or _before(after, rows)
    if before and after:
        context |= compared(before, after, is_whole="all" in request.GET)
    return render(request, "studio/revisions.html", context)


@for_people()
def show(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Show one revision as readers would see it and as plain text: ``/studio/a/<public_id>/revisions/<number>``."""
    article = editable(request, public_id)
    revision = _revision(article, number)
    context = page_of(article, revision) | {"text": plain.to_markdown(revision.body.html)}
    return render(request, "studio/revision.html", context)


@for_people(methods=ACT)
def restore(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Bring a revision back as a new one: POST ``/studio/a/<public_id>/revisions/<number>/restore``."""
    article, by = editable(request, public_id), actor_of(the_person(request))
    if kept := autosaving.standing(article, by):  # what was being written stays in the history as well
        autosaving.settle(kept, cause=Cause.LEAVE)
        article.refresh_from_db()
    try:
        made = restoring.restore(article, _revision(article, number), by=by)
    except Refused as refused:
        messages.error(request, refused.message)
        return see(f"/studio/a/{public_id}/revisions")
    said = _("Revision %(number)d is back as revision %(new)d. What came between stays in the history.")
    messages.success(request, said % {"number": number, "new": made.number})
    return see(f"/studio/a/{public_id}/revisions?from={number}&to={made.number}")


def _revision(article: Article, number: int) -> Revision:
    rows = article.revisions.select_related("body", "cover", "made_by", "redacted_under")
    return get_object_or_404(rows, number=number)


def _asked(request: HttpRequest, name: str, rows: list[Revision]) -> Revision | None:
    said = request.GET.get(name, "")
    number = int(said) if said.isascii() and said.isdigit() and len(said) <= NUMBER_DIGITS else 0
    return next((row for row in rows if row.number == number), None)


def _before(after: Revision | None, rows: list[Revision]) -> Revision | None:
    """Return the revision before one, in the order of their numbers."""
    return next((row for row in rows if after is not None and row.number < after.number), None)


def compared(before: Revision, after: Revision, *, is_whole: bool) -> dict[str, Any]:
    """Return what a page needs to show what differs between two revisions."""
    found = differences(before.body.html, after.body.html)
    return {
        "before": before,
        "after": after,
        "is_whole": is_whole,
        "title": pieces(before.title, after.title) if before.title != after.title else (),
        "summary": pieces(before.summary, after.summary) if before.summary != after.summary else (),
        "blocks": list(_shown(found, is_whole=is_whole)),
        "counted": _counted(found),
    }


def _shown(found: list[Difference], *, is_whole: bool) -> Any:
    """Yield changed blocks, and how many between them are the same."""
    for is_same, run in groupby(found, key=lambda one: one.change == Change.SAME):
        if is_same and not is_whole:
            count = len(list(run))
            yield {
                "same": ngettext("%(count)d paragraph is the same", "%(count)d paragraphs are the same", count)
                % {"count": count}
            }
            continue
        for one in run:
            yield {"one": one, "is_same": is_same, "label": _label(one)}


def _label(one: Difference) -> str:
    if one.change == Change.SAME:
        return ""
    said = {"number": one.number, "change": CHANGES[one.change]}
    if one.change == Change.MOVED:
        return _("Paragraph %(number)d · moved, was paragraph %(was)d") % {**said, "was": one.came_from}
    return _("Paragraph %(number)d · %(change)s") % said


def _counted(found: list[Difference]) -> str:
    counts = {change: sum(1 for one in found if one.change == change) for change in CHANGES}
    told = [f"{CHANGES[change]} {count}" for change, count in counts.items() if count]
    return " · ".join(told)
