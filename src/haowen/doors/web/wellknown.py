"""What other sites' programs look for at fixed places: who a handle is (WebFinger), what this site is (NodeInfo)."""

import datetime as dt
import json
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseNotFound

import haowen
from haowen.domain.articles import access as articles
from haowen.domain.media.showing import picture
from haowen.domain.people.models import User
from haowen.domain.publishers import access as publishers
from haowen.domain.publishers.models import FormerHandle, Publisher
from haowen.doors.web.clockwork import timed
from haowen.doors.web.discovery import TYPES
from haowen.doors.web.feeds import spoken
from haowen.doors.web.house import house
from haowen.kit import pagestore
from haowen.kit.clock import now

SCHEMA = "http://nodeinfo.diaspora.software/ns/schema/2.1"
_MONTH, _HALF_YEAR = dt.timedelta(days=30), dt.timedelta(days=180)


def webfinger(request: HttpRequest) -> HttpResponse:
    """Answer ``/.well-known/webfinger?resource=acct:<handle>@<host>`` (RFC 7033) for publishers that readers may see."""
    resource = request.GET.get("resource", "")
    if not resource:
        return HttpResponseBadRequest("The parameter resource is missing.\n", content_type="text/plain")
    handle = _handle(resource)
    at = now()
    row = _publisher(handle, at) if handle else None
    if row is None:
        return HttpResponseNotFound("There is no such publisher.\n", content_type="text/plain")
    pagestore.depends("site", f"publisher:{row['pk']}")
    pagestore.valid_until(publishers.edge(Publisher(pk=row["pk"]), at))
    home = f"{settings.BASE_URL}/@{row['handle']}"
    links = [
        {"rel": "http://webfinger.net/rel/profile-page", "type": "text/html", "href": home},
        *({"rel": "alternate", "type": kind, "href": f"{home}/feed.{form}"} for form, kind in TYPES.items()),
    ]
    if row["avatar__sha256"]:
        shown = picture(
            row["avatar__sha256"], row["avatar__width"], row["avatar__height"], "", has_avif=False, most=320
        )
        rel = "http://webfinger.net/rel/avatar"
        links.append({"rel": rel, "type": "image/webp", "href": settings.BASE_URL + shown.src})
    said = {"subject": f"acct:{row['handle']}@{_host()}", "aliases": [home], "links": links}
    return _answer(said, "application/jrd+json")


def _publisher(handle: str, at: dt.datetime) -> dict[str, Any] | None:
    columns = ("pk", "handle", "avatar__sha256", "avatar__width", "avatar__height")
    visible = publishers.visible(at)
    former = FormerHandle.objects.filter(handle=handle).values("publisher")
    row: dict[str, Any] | None = visible.filter(handle=handle).values(*columns).first()
    return row or visible.filter(pk__in=former).values(*columns).first()


def _handle(resource: str) -> str:
    """Return the handle that an account or a profile's address of this site names, nothing for any other."""
    kind, _colon, rest = resource.partition(":")
    if kind.lower() == "acct":
        name, _at, host = rest.removeprefix("@").rpartition("@")
        return name.lower() if host.lower() == _host() else ""
    home = f"{settings.BASE_URL}/@"
    return resource[len(home) :].lower() if resource.lower().startswith(home.lower()) else ""


def _host() -> str:
    return urlsplit(settings.BASE_URL).netloc.lower()


def nodeinfo(request: HttpRequest) -> HttpResponse:
    """Answer ``/.well-known/nodeinfo``: where the document is."""
    del request
    pagestore.depends("site")
    return _answer({"links": [{"rel": SCHEMA, "href": f"{settings.BASE_URL}/nodeinfo/2.1"}]}, "application/json")


def node(request: HttpRequest) -> HttpResponse:
    """Answer ``/nodeinfo/2.1``. ``protocols`` names those that this site speaks with others: none yet."""
    del request
    at = now()
    pagestore.depends("site", "list:all", "list:publishers")
    timed()
    pagestore.bounded()  # the numbers
    site = house()
    tagline = site["tagline_en" if spoken() == "en" else "tagline_zh"]
    people = User.objects.filter(is_active=True)
    said = {
        "version": "2.1",
        "software": {"name": "haowen", "version": haowen.__version__},
        "protocols": [],
        "services": {"inbound": [], "outbound": ["atom1.0", "rss2.0"]},
        "openRegistrations": True,
        "usage": {
            "users": {
                "total": people.count(),
                "activeMonth": people.filter(last_login__gt=at - _MONTH).count(),
                "activeHalfyear": people.filter(last_login__gt=at - _HALF_YEAR).count(),
            },
            "localPosts": articles.listed(at).count(),
        },
        "metadata": {
            "nodeName": site["name"],
            "nodeDescription": tagline,
            "publishers": publishers.visible(at).count(),
        },
    }
    return _answer(said, f'application/json; profile="{SCHEMA}#"')


def _answer(said: dict[str, Any], content_type: str) -> HttpResponse:
    return HttpResponse(
        json.dumps(said, ensure_ascii=False),
        content_type=content_type,
        headers={"Cache-Control": "no-cache", "Vary": "Accept-Encoding", "Access-Control-Allow-Origin": "*"},
    )
