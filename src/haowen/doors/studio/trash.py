"""The trash of one's publishers: look in, throw away, take out."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from haowen.domain.articles import access, trashing
from haowen.domain.people.acting import actor_of
from haowen.doors.forms import ACT, for_people, see, the_person
from haowen.doors.studio.articles import editable
from haowen.kit.refusals import Refused

MOST = 200


@for_people()
def index(request: HttpRequest) -> HttpResponse:
    """List what lies there, the last first: ``/studio/trash``."""
    rows = access.trashed_by(the_person(request)).select_related("publisher", "head").order_by("-trashed_at")[:MOST]
    listed = [{"article": row, "until": row.trashed_at + access.TRASH_KEPT} for row in rows if row.trashed_at]
    return render(request, "studio/trash.html", {"rows": listed})


@for_people(methods=ACT)
def create(request: HttpRequest, public_id: str) -> HttpResponse:
    """Throw an article away: POST ``/studio/a/<public_id>/trash``."""
    article = editable(request, public_id)
    _try(
        request,
        lambda: trashing.trash(article, by=actor_of(the_person(request))),
        _("It lies in the trash for 30 days."),
    )
    return see("/studio/trash")


@for_people(methods=ACT)
def delete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take an article out again: POST ``/studio/trash/<public_id>``."""
    article = get_object_or_404(access.trashed_by(the_person(request)), public_id=public_id)
    _try(
        request,
        lambda: trashing.take_out(article, by=actor_of(the_person(request))),
        _("It is back among your articles."),
    )
    return see(f"/studio/a/{public_id}")


def _try(request: HttpRequest, act: Callable[[], object], said: str) -> None:
    try:
        act()
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, said)
