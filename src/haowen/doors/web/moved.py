"""Addresses of sites that moved in here: their readers are led on, where nothing of this site stands at the address."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect

from haowen.domain.articles.redirecting import moved_to
from haowen.kit.clock import now
from haowen.text.addresses import NUMBERING, written

_OWN = frozenset({"accounts", "api", "cases", "desk", "join", "media", "report", "setup", "static", "studio"})
"""First parts of addresses about people and files, which never were another site's articles."""


def moved(request: HttpRequest) -> HttpResponse | None:
    """Lead to the article that once stood at this address (301), or None. Asked only where there is no page."""
    if request.method not in {"GET", "HEAD"} or request.path.split("/")[1] in _OWN:
        return None
    path = written(request.path, request.META.get("QUERY_STRING", ""))
    public_id = moved_to(request.get_host().partition(":")[0], path, now()) if path else ""
    if not public_id:
        return None
    return _unkept(HttpResponsePermanentRedirect(f"/a/{public_id}"))


def numbered(request: HttpRequest) -> HttpResponse | None:
    """Answer for ``/?p=7``, as blogs number their articles: lead there, or to the front page without the number."""
    if not any(key in request.GET for key in NUMBERING):
        return None
    return moved(request) or _unkept(HttpResponseRedirect("/"))


def _unkept(answer: HttpResponse) -> HttpResponse:
    """Return the answer so that no browser goes by it for good: something of this site may come to stand there."""
    answer["Cache-Control"] = "no-cache"
    return answer
