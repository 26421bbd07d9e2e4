"""The editor's way of saving without leaving its page."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from haowen.domain.articles import saving
from haowen.domain.articles.autosaving import Window
from haowen.domain.articles.emptying import WouldEmptyError
from haowen.domain.articles.models import Article, Cause, Revision
from haowen.domain.people.acting import actor_of
from haowen.domain.people.models import Actor
from haowen.doors.forms import ACT, CONFLICT, UNPROCESSABLE, for_people, the_person
from haowen.doors.studio import keeping
from haowen.doors.studio.articles import editable
from haowen.doors.studio.drafting import Sheet
from haowen.doors.studio.opening import pictures_of
from haowen.doors.studio.payloads import refusal
from haowen.kit.refusals import Refused
from haowen.text import markup


@for_people(methods=ACT)
def update(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep what the editor's form says as the next revision: POST ``/studio/a/<public_id>/save``."""
    article = editable(request, public_id)
    sheet = Sheet.read(request.POST, request.FILES)
    base = article.revisions.filter(public_id=request.POST.get("base", "")).select_related("body").first()
    if not sheet.is_valid():
        return _mistakes(sheet)
    try:
        revision = keeping.save(article, sheet, base=base, user=the_person(request), window=_window(request))
    except WouldEmptyError as refused:
        return refusal(refused)
    except Refused as refused:
        sheet.form.refuse(refused)
        return _mistakes(sheet)
    except saving.ConflictError as conflict:
        where = f"/studio/a/{public_id}/merge/{conflict.kept.number}"
        return JsonResponse(
            {"conflict": where, "is_you": conflict.head.made_by_id == actor_of(the_person(request)).pk}, status=CONFLICT
        )
    return JsonResponse(_saved(article, revision, sheet, base) | {"added": bool(request.FILES)})


def _window(request: HttpRequest) -> Window | None:
    tab, sequence = request.POST.get("tab", ""), request.POST.get("sequence", "")
    return Window(tab[:40], int(sequence)) if tab and sequence.isascii() and sequence.isdigit() else None


def _mistakes(sheet: Sheet) -> HttpResponse:
    errors: dict[str, list[str]] = {name: [str(one) for one in said] for name, said in sheet.form.errors.items()}
    for cover in sheet.covers.rows:
        errors |= {cover.add_prefix(name): [str(one) for one in said] for name, said in cover.errors.items()}
    for row in (*sheet.references, *sheet.credits):
        errors |= {f"{row.word}_{name}": [str(one) for one in said] for name, said in row.errors.items()}
    reason = _("Not saved as a revision yet: something is missing. The text itself is kept.")
    return JsonResponse({"errors": errors, "reason": reason}, status=UNPROCESSABLE)


def _saved(article: Article, revision: Revision, sheet: Sheet, base: Revision | None) -> dict[str, Any]:
    """Say what is kept now; where it is not what was sent, say it whole."""
    moment = timezone.localtime(revision.made_at)
    said: dict[str, Any] = {
        "base": revision.public_id, "number": revision.number, "at": revision.made_at.isoformat(),
        "clock": f"{moment:%H:%M:%S}", "merged": False,
    }  # fmt: skip
    mine = markup.clean(sheet.html())
    if revision.body.html == mine or (
        revision.cause != Cause.MERGE and (base is None or revision.made_from_id == base.pk)
    ):
        return said
    origin = revision.made_from if revision.cause == Cause.MERGE else base
    other = _other(revision)
    return said | {
        "merged": True,
        "kept": origin.public_id if origin else "",
        "who": other.name if other else "",
        "html": revision.body.html,
        "title": revision.title,
        "summary": revision.summary,
        "references": [asdict(row) for row in saving.as_draft(revision, html="").references],
        "fields": Sheet.of(article, revision).fields(),
        "pictures": pictures_of(revision.body.html),
    }


def _other(revision: Revision) -> Actor | None:
    """Return whose text one's own was merged with."""
    if revision.cause != Cause.MERGE:
        return revision.made_by
    rows = Revision.objects.filter(article=revision.article_id, number__lt=revision.number)
    before = rows.select_related("made_by").order_by("-number")[1:2].first()  # the last but one's own text
    return before.made_by if before else None
