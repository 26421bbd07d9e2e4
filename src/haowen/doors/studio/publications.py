"""Bringing an article before readers, and taking it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from haowen.derived.duplicates.reading import same_as
from haowen.domain.articles import publishing, withdrawing
from haowen.domain.people.acting import actor_of
from haowen.doors.forms import ACT, CONFLICT, for_people, see, the_person
from haowen.doors.studio.articles import editable, save, with_findings
from haowen.kit.gates import Finding, Weight
from haowen.kit.refusals import Refused


@for_people(methods=ACT)
def create(request: HttpRequest, public_id: str) -> HttpResponse:
    """Save what the form says, if it came along, and publish: POST ``/studio/a/<public_id>/publish``."""
    article = editable(request, public_id)
    if "base" in request.POST and (page := save(request, article)):
        return page
    article = editable(request, public_id)
    try:
        publishing.publish(article, by=actor_of(the_person(request)))
    except publishing.SentToReviewError as sent:
        reasons = " ".join(finding.message for finding in sent.findings)
        messages.warning(
            request, _("Sent to review: a person of the host looks at it first. %(reasons)s") % {"reasons": reasons}
        )
        return see(f"/studio/a/{public_id}")
    except publishing.RefusedError as refused:
        return with_findings(request, article, refused.findings)
    except publishing.SomebodyElseDidItError:
        return with_findings(request, editable(request, public_id), [_overtaken()], status=CONFLICT)
    messages.success(request, _("Published."))
    if others := same_as(article):
        titles = ", ".join(f"“{other.title}”" for other in others[:3])
        messages.warning(request, _("Most of it stands in other articles too: %(titles)s") % {"titles": titles})
    return see(f"/studio/a/{public_id}")


@for_people(methods=ACT)
def delete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a published article back; its address keeps a tombstone: POST ``/studio/a/<public_id>/withdraw``."""
    article = editable(request, public_id)
    try:
        withdrawing.withdraw(article, by=actor_of(the_person(request)))
    except (publishing.SomebodyElseDidItError, Refused):
        return with_findings(request, editable(request, public_id), [_overtaken()], status=CONFLICT)
    messages.success(request, _("Withdrawn. Its address says that it was taken back; publishing brings it back."))
    return see(f"/studio/a/{public_id}")


def _overtaken() -> Finding:
    message = _(
        "The article is no longer as it was when you pressed the button. Look at it as it is now, then decide again."
    )
    return Finding("state", Weight.REFUSE, message)
