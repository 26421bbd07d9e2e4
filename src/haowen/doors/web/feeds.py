"""Feeds of the site, of a channel, of a publisher: ``/feed.rss``, ``/feed.atom``, ``/feed.json``, whole texts in each.

A feed is the same for everybody, so it speaks the host's language and not the visitor's; there is one for each address.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.translation import override

import haowen
from haowen.domain.articles import access
from haowen.domain.articles.models import Article, ArticleQuerySet
from haowen.domain.media.showing import picture
from haowen.domain.publishers import access as publishers
from haowen.domain.publishers.models import FormerHandle
from haowen.domain.site import changing
from haowen.doors.web import channels, emblem, engine, paging, statics
from haowen.doors.web.clockwork import timed
from haowen.doors.web.discovery import TYPES
from haowen.doors.web.feeding import entries
from haowen.doors.web.house import house
from haowen.formats import feeds
from haowen.kit import pagestore
from haowen.kit.choices import Choices
from haowen.kit.clock import now

SIZE = 20
WRITERS: dict[str, Callable[[feeds.Feed], str]] = {"rss": feeds.rss, "atom": feeds.atom, "json": feeds.json_feed}


class About(NamedTuple):
    """Whose feed it is: its id, name, the page's path, in which language, since when, and a picture of it."""

    id: str
    name: str
    description: str
    path: str
    language: str
    since: dt.datetime | None
    logo: str = ""


def of_site(request: HttpRequest, form: str) -> HttpResponse:
    """Answer ``/feed.<form>``: the newest of everything."""
    at = now()
    pagestore.depends("list:all")
    site, language = house(), spoken()
    tagline = site["tagline_en" if language == engine.EN else "tagline_zh"]
    about = About(f"{settings.BASE_URL}/", site["name"], tagline, "", language, None)
    return _answer(request, form, about, access.listed(at))


def of_channel(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Answer ``/c/<slug>/feed.<form>``: the newest of a channel."""
    at = now()
    channel = channels.named(slug)
    pagestore.depends(f"list:channel:{channel['pk']}")
    site, language = house(), spoken()
    name = f"{channel['en' if language == engine.EN else 'zh']} - {site['name']}"
    # A channel's slug never changes, so its address can be its name for good.
    about = About(f"{settings.BASE_URL}/c/{slug}", name, "", f"/c/{slug}", language, None)
    return _answer(request, form, about, access.listed(at).filter(channel=channel["pk"]))


def of_publisher(request: HttpRequest, handle: str, form: str) -> HttpResponse:
    """Answer ``/@<handle>/feed.<form>``: the newest of a publisher."""
    at = now()
    if handle != handle.lower():
        return HttpResponsePermanentRedirect(f"/@{handle.lower()}/feed.{form}")
    columns = ("pk", "public_id", "handle", "name", "tagline", "language", "created_at")
    pictured = ("avatar__sha256", "avatar__width", "avatar__height")
    row = publishers.visible(at).filter(handle=handle).values(*columns, *pictured).first()
    if row is None:
        former = FormerHandle.objects.filter(handle=handle).values_list("publisher__handle", flat=True).first()
        if former is None:
            raise Http404
        return HttpResponsePermanentRedirect(f"/@{former}/feed.{form}")
    pagestore.depends(f"publisher:{row['pk']}", f"list:publisher:{row['pk']}")
    about = About(
        _tag(row), row["name"], row["tagline"], f"/@{row['handle']}", row["language"], row["created_at"], _avatar(row)
    )
    return _answer(request, form, about, access.listed(at).filter(publisher=row["pk"]))


def spoken() -> str:
    """Return the language in which the site speaks to programs: the host's."""
    return engine.language_of(Choices())


def _tag(row: dict[str, Any]) -> str:
    """Return a name for a publisher's feed that outlives its handle (RFC 4151)."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    return f"tag:{host},{row['created_at']:%Y-%m-%d}:publisher/{row['public_id']}"


def _avatar(row: dict[str, Any]) -> str:
    if not row["avatar__sha256"]:
        return ""
    shown = picture(row["avatar__sha256"], row["avatar__width"], row["avatar__height"], "", has_avif=False, most=320)
    return settings.BASE_URL + shown.src


def _answer(request: HttpRequest, form: str, about: About, articles: ArticleQuerySet) -> HttpResponse:
    pagestore.depends("site")
    timed()
    piece = paging.stretch(request, articles, f"{settings.BASE_URL}{about.path}/feed.{form}", SIZE)
    shown = Article.objects.filter(pk__in=[row["pk"] for row in piece.rows]).newest()
    with override(about.language):
        feed = _feed(form, about, piece, entries(shown))
    response = HttpResponse(WRITERS[form](feed), content_type=f"{TYPES[form]}; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response["Vary"] = "Accept-Encoding"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _feed(form: str, about: About, piece: paging.Stretch, shown: tuple[feeds.Entry, ...]) -> feeds.Feed:
    base = settings.BASE_URL
    home = f"{base}{about.path or '/'}"
    latest = max((entry.updated for entry in shown), default=None)
    return feeds.Feed(
        id=about.id,  # of all its pages: they are one feed (RFC 5005)
        title=about.name,
        description=about.description,
        home=home,
        url=piece.own,
        language=engine.TAGS[engine.EN if about.language == engine.EN else engine.ZH],
        updated=latest or timezone.localtime(about.since or changing.current().changed_at or now()),
        authors=(feeds.Person(name=about.name, url=home),),
        entries=shown,
        icon=base + (emblem.icon_address(house(), 32) or statics.address("web/icon.svg")),
        logo=about.logo or emblem.absolute(emblem.icon_address(house(), 192)),
        first="" if piece.is_first else f"{base}{about.path}/feed.{form}",
        previous=piece.newer,
        next=piece.older,
        generator=f"Haowen {haowen.__version__}",
        more_about=f"{base}/about",
    )
