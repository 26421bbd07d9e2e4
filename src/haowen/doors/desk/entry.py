"""Who may be at the desk; and what is not there: strangers are asked to sign in, others find nothing."""

from django.http import Http404, HttpRequest, HttpResponse

from haowen.domain.people.models import User
from haowen.doors.forms import person, to_sign_in


def works_here(user: User) -> bool:
    """Whether this person works for the host."""
    return user.is_staff


def unknown(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer any other address below ``/desk``."""
    del rest
    if person(request) is None:
        return to_sign_in(request)
    raise Http404
