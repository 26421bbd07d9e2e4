"""What is not there: strangers are asked to sign in on every address of the studio, others find nothing."""

from django.http import Http404, HttpRequest, HttpResponse

from haowen.doors.forms import person, to_sign_in


def unknown(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer any other address below ``/studio``."""
    del rest
    if person(request) is None:
        return to_sign_in(request)
    raise Http404
