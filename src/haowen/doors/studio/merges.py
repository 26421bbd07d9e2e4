"""Two texts that could not be put together by themselves: both side by side, and what is to stand."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from haowen.domain.articles import merging, saving
from haowen.domain.articles.drafts import Draft
from haowen.domain.articles.merging import Together
from haowen.domain.articles.models import Article, Cause, Revision
from haowen.domain.people.acting import actor_of
from haowen.doors.forms import BOTH, CONFLICT, for_people, see, the_person
from haowen.doors.studio import plain
from haowen.doors.studio.articles import editable
from haowen.text import markup
from haowen.text.differences import pieces
from haowen.text.merging import Clash

MINE, THEIRS, TOGETHER, OWN = "mine", "theirs", "both", "own"


@dataclass(frozen=True, slots=True)
class _Sides:
    base: Revision | None
    mine: Revision
    theirs: Revision
    both: Together


@for_people(methods=BOTH)
def edit(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Show both texts, and save what was chosen: ``/studio/a/<public_id>/merge/<number>`` (a revision beside the head)."""
    article = editable(request, public_id)
    sides = _sides(article, number)
    if request.method != "POST":
        return _page(request, article, sides)
    if request.POST.get("head") != sides.theirs.public_id:
        return _page(request, article, sides, status=CONFLICT, is_newer=True)
    by = actor_of(the_person(request))
    saved = saving.save(article, _chosen(request, sides), base=sides.theirs, by=by, cause=Cause.MERGE)
    said = _("Kept as revision %(number)d. What you did not choose stays in the history.")
    messages.success(request, said % {"number": saved.number})
    return see(f"/studio/a/{public_id}")


def _sides(article: Article, number: int) -> _Sides:
    rows = article.revisions.select_related("body", "made_by", "made_from__body")
    mine, theirs = get_object_or_404(rows, number=number), get_object_or_404(rows, pk=article.head_id)
    base = mine.made_from
    told = saving.as_draft(base) if base else Draft("", "")
    return _Sides(base, mine, theirs, merging.together(told, saving.as_draft(mine), saving.as_draft(theirs)))


def _chosen(request: HttpRequest, sides: _Sides) -> Draft:
    """Return the draft that the choices mean: the merge, with each clash as it was decided."""
    mine, draft = saving.as_draft(sides.mine), sides.both.draft
    parts = markup.parted(draft.html)
    for number, clash in enumerate(sides.both.clashes):
        _put(parts, clash, _decided(request, number, clash))
    for name in sides.both.fields:
        if request.POST.get(f"keep_{name}") == MINE:
            draft = replace(draft, **{name: getattr(mine, name)})
    return replace(draft, html=markup.joined(parts))


def _decided(request: HttpRequest, number: int, clash: Clash) -> list[str]:
    choice = request.POST.get(f"keep_{number}", THEIRS)
    if choice == MINE:
        return [clash.mine]
    if choice == TOGETHER:
        return [clash.theirs, clash.mine]
    if choice == OWN:
        return [markup.clean(plain.to_html(request.POST.get(f"own_{number}", "")))]
    return [clash.theirs]


def _put(parts: list[str], clash: Clash, wanted: list[str]) -> None:
    """Put what was decided where their version of a block stands; where they took it away, at the end."""
    wanted = [part for part in wanted if part]
    if clash.theirs in parts:
        at = parts.index(clash.theirs)
        parts[at : at + 1] = wanted
    else:
        parts += wanted


def _page(
    request: HttpRequest, article: Article, sides: _Sides, *, status: int = 200, is_newer: bool = False
) -> HttpResponse:
    me = actor_of(the_person(request))
    context: dict[str, Any] = {
        "article": article,
        "base": sides.base,
        "mine": sides.mine,
        "theirs": sides.theirs,
        "is_newer": is_newer,
        "is_you": sides.mine.made_by_id == sides.theirs.made_by_id == me.pk,
        "is_mine": sides.mine.made_by_id == me.pk,
        "other": sides.theirs.made_by if sides.mine.made_by_id == me.pk else sides.mine.made_by,
        "clashes": [_shown(clash) for clash in sides.both.clashes],
        "fields": [_field(sides, name) for name in sides.both.fields],
    }
    return render(request, "studio/merge.html", context, status=status)


def _shown(clash: Clash) -> dict[str, Any]:
    base, mine, theirs = (markup.to_text(part) for part in (clash.base, clash.mine, clash.theirs))
    own = plain.to_markdown(clash.mine or clash.theirs)
    return {"base": base, "mine": pieces(base, mine), "theirs": pieces(base, theirs), "own": own}


def _field(sides: _Sides, name: str) -> dict[str, Any]:
    names = {"title": _("Title"), "second_title": _("Second title"), "summary": _("Summary"), "references": _("References"), "credits": _("Credits"),
             "declarations": _("Declarations"), "covers": _("Pictures in lists")}  # fmt: skip
    mine, theirs = saving.as_draft(sides.mine), saving.as_draft(sides.theirs)
    return {"key": name, "name": names.get(name, name), "mine": _said(mine, name), "theirs": _said(theirs, name)}


def _said(draft: Draft, name: str) -> str:
    value = getattr(draft, name)
    if name == "references":
        return " · ".join(row.title for row in value)
    if name == "credits":
        return " · ".join(row.name for row in value)
    if name == "declarations":
        return " · ".join(str(row.kind) for row in value)
    if name == "covers":
        return " · ".join(f"{row.alt or row.media.sha256[:12]} ({row.focus_x}, {row.focus_y})" for row in value) or "—"
    return str(value or "—")
