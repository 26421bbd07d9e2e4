"""What stands on top of a publisher's page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from haowen.domain.articles import access, pinning
from haowen.domain.people.acting import actor_of
from haowen.doors.forms import ACT, for_people, see, the_person
from haowen.kit.refusals import Refused


@for_people(methods=ACT)
def update(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put an article on top of its publisher's page, or no longer (``undo``): POST ``/studio/a/<public_id>/pin``."""
    user = the_person(request)
    article = get_object_or_404(access.arranged_by(user), public_id=public_id)
    undo = "undo" in request.POST
    try:
        (pinning.unpin if undo else pinning.pin)(article, by=actor_of(user))
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        said = _("It stands where its time puts it.") if undo else _("It stands on top of the publisher's page now.")
        messages.success(request, said)
    return see(f"/studio/a/{public_id}")
