"""What the editor hands in at every pause: acknowledged as JSON, only after it is on disk."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from haowen.domain.articles import autosaving
from haowen.domain.articles.models import Article, Autosave, Cause, Revision
from haowen.domain.people.acting import actor_of
from haowen.domain.people.models import Actor
from haowen.domain.publishers import access as publishers
from haowen.doors.forms import ACT, for_people, the_person
from haowen.doors.studio import payloads
from haowen.doors.studio.articles import editable
from haowen.kit.refusals import Refused

CREATED = 201


@for_people(methods=ACT)
def new(request: HttpRequest) -> HttpResponse:
    """Make an article of the first words: POST ``/studio/autosaves``."""
    user = the_person(request)
    try:
        handed = payloads.read(request)
        publisher = get_object_or_404(publishers.written_by(user), handle=handed.publisher)
        language = handed.language if handed.language in ("zh-Hans", "en") else "zh-Hans"
        kept = autosaving.begin(publisher, handed.written, handed.window, by=actor_of(user), language=language)
    except Refused as refused:
        return payloads.refusal(refused)
    return _acknowledged(kept.article, kept, actor_of(user))


@for_people(methods=ACT)
def create(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep what the editor holds: POST ``/studio/a/<public_id>/autosaves``."""
    article, by = editable(request, public_id), actor_of(the_person(request))
    try:
        handed = payloads.read(request)
        base = _base(article, handed.base)
        kept = autosaving.autosave(
            article,
            handed.written,
            handed.window,
            base=base,
            by=by,
            may_empty=handed.may_empty,
            continues=handed.continues,
        )
    except Refused as refused:
        return payloads.refusal(refused)
    if handed.is_leaving and kept.taken_into is None:
        autosaving.settle(kept, cause=Cause.LEAVE)
    return _acknowledged(article, kept, by)


@for_people(methods=ACT)
def leave(request: HttpRequest, public_id: str) -> HttpResponse:
    """Make a revision of what a window sent that is being left: POST ``/studio/a/<public_id>/leave``."""
    article, by = editable(request, public_id), actor_of(the_person(request))
    try:
        window = payloads.window(request)
    except Refused as refused:
        return payloads.refusal(refused)
    autosaving.leave(article, by=by, tab=window.tab)
    return HttpResponse(status=204)


def _base(article: Article, public_id: str) -> Revision | None:
    if not public_id:
        return None
    found = Revision.objects.filter(article=article, public_id=public_id).select_related("body").first()
    if found is None:
        raise payloads.MalformedError("base")
    return found


def _acknowledged(article: Article, kept: Autosave, by: Actor) -> HttpResponse:
    said: dict[str, Any] = {
        "article": article.public_id,
        "sequence": kept.sequence,
        "at": kept.at.isoformat(),
        "clock": f"{timezone.localtime(kept.at):%H:%M:%S}",
        "newer": newer(article, kept.base, by),
    }
    return JsonResponse(said, status=CREATED)


def newer(article: Article, base: Revision | None, by: Actor) -> dict[str, Any] | None:
    """Return who saved another revision since ``base``, None when nobody has."""
    head = Revision.objects.filter(pk=article.head_id).select_related("made_by").first() if article.head_id else None
    if head is None or (base is not None and base.pk == head.pk) or _leads_to(head, base):
        return None
    return {
        "number": head.number,
        "who": head.made_by.name if head.made_by else "",
        "is_you": head.made_by_id == by.pk,
        "clock": f"{timezone.localtime(head.made_at):%H:%M:%S}",
    }


def _leads_to(head: Revision, base: Revision | None) -> bool:
    """Whether the head is the merge that was made of ``base`` alone: what the other wrote is in it."""
    return base is not None and head.cause == Cause.MERGE and head.made_from_id == base.pk
