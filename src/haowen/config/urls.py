"""Every address of the site, and what answers when there is none."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import URLResolver, include, path, re_path
from django.urls.resolvers import RoutePattern

from haowen.doors.web import cards, choosing, errors, marking


def without_slash(request: HttpRequest, rest: str) -> HttpResponse:
    """Lead an address that ends with a slash to the one without (allauth's own keep theirs)."""
    if request.method not in ("GET", "HEAD"):
        return errors.not_found(request)
    query = request.META.get("QUERY_STRING", "")
    # One leading slash, and no backslash: the answer must never name another host.
    here = "/" + rest.replace("\\", "").strip("/")
    return HttpResponsePermanentRedirect(here + (f"?{query}" if query else ""))


def lazily(prefix: str, module: str) -> URLResolver:
    """Return what ``path(prefix, include(module))`` does; the module is imported when it is first asked for.

    A process that has just started answers readers at once, and does not import forms, keys and editors before.
    """
    return URLResolver(RoutePattern(prefix), module)


urlpatterns = [
    path("accounts/preferences", choosing.edit, name="preferences"),
    path("accounts/bookmarks", marking.bookmarks, name="bookmarks"),
    lazily("accounts/", "allauth.urls"),
    path("studio/a/<str:public_id>/card.png", cards.draft, name="studio_card"),
    lazily("studio", "haowen.doors.studio.urls"),
    lazily("desk", "haowen.doors.desk.urls"),
    path("", include("haowen.doors.web.urls")),
    re_path(r"^(?!accounts/)(?P<rest>.+)/$", without_slash),
]

handler400 = "haowen.doors.web.errors.bad_request"
handler403 = "haowen.doors.web.errors.not_found"
handler404 = "haowen.doors.web.errors.not_found"
handler500 = "haowen.doors.web.errors.server_error"
