"""Small files that machines ask for by fixed names."""

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from haowen.doors.web.house import house
from haowen.kit import pagestore
from haowen.kit.clock import now

# Nothing secret stands there: these pages are made for one person or in endless number, and would only waste a robot's time.
KEPT_OUT = ("/accounts/", "/studio", "/desk", "/setup/", "/search", "/why", "/report", "/cases/", "/join/", "/a/*/comments/new",
            "/a/*/like", "/a/*/bookmark", "/@*/follow")  # fmt: skip
CONTACT_FOR = dt.timedelta(days=180)  # RFC 9116 asks for less than a year


def robots(request: HttpRequest) -> HttpResponse:
    """Say which pages are not for robots, and where the others are listed: ``/robots.txt`` (RFC 9309)."""
    del request
    pagestore.depends("site")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in KEPT_OUT), ""]
    lines += [f"Sitemap: {settings.BASE_URL}/{name}.xml" for name in ("sitemap", "news-sitemap")]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def indexnow(request: HttpRequest, key: str) -> HttpResponse:
    """Show that whoever tells search engines of changes here may do so: ``/<key>.txt`` (IndexNow)."""
    del request
    if key != house()["indexnow_key"]:
        raise Http404
    pagestore.depends("site")
    return HttpResponse(key, content_type="text/plain; charset=utf-8")


def security(request: HttpRequest) -> HttpResponse:
    """Say whom to tell about a security flaw (RFC 9116): ``/.well-known/security.txt``."""
    del request
    pagestore.depends("site")
    email = house()["report_email"]
    today = now().astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    pagestore.valid_until(today + dt.timedelta(days=1))
    lines = [
        *([f"Contact: mailto:{email}"] if email else []),
        f"Contact: {settings.BASE_URL}/contact",
        f"Expires: {today + CONTACT_FOR:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: zh, en",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def change_password(request: HttpRequest) -> HttpResponse:
    """Lead password managers to the form: ``/.well-known/change-password``."""
    del request
    return HttpResponseRedirect("/accounts/password/change/")
