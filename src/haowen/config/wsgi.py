"""The site as a WSGI application: files, health, beacons, the page store, and Django behind it.

A visitor's GET goes through the page store to a Django that runs only the middleware which a public page needs; acts,
forms and signed-in people go to a Django with all of it.
"""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from haowen.kit.processes import die_with_parent

die_with_parent()  # before anything else: a worker must not outlive its parent even while it starts
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haowen.config.settings")

import django  # noqa: E402 - the settings are named above

django.setup(set_prefix=False)

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import close_old_connections, connection  # noqa: E402
from django.http.request import split_domain_port, validate_host  # noqa: E402
from django.urls import Resolver404, resolve  # noqa: E402

from haowen.domain.audience.receiving import Receiver  # noqa: E402
from haowen.domain.media import showing  # noqa: E402
from haowen.doors.web import statics  # noqa: E402
from haowen.kit import pagestore  # noqa: E402
from haowen.kit.beacons import Intake  # noqa: E402
from haowen.kit.clock import now  # noqa: E402
from haowen.kit.files import Renditions, Statics, plainly  # noqa: E402
from haowen.kit.pagestore.requests import Rules  # noqa: E402
from haowen.kit.pagestore.store import PageStore  # noqa: E402
from haowen.kit.salts import DailySalt  # noqa: E402
from haowen.text.addresses import NUMBERING  # noqa: E402

Environ = dict[str, Any]

MEANINGFUL: Sequence[tuple[re.Pattern[str], Sequence[str]]] = (
    (re.compile(r"/search"), ("q", "channel", "publisher", "kind", "from", "to", "order", "page")),
    (re.compile(r"/search/suggest"), ("q",)),
    (re.compile(r"/hot"), ("channel", "span", "page")),
    (re.compile(r"/a/[^/]+/comments"), ("order", "page")),
    (re.compile(r"/a/[^/]+(?:/live)?"), ("order", "beyond")),
    (re.compile(r"/oembed"), ("url", "format", "maxwidth", "maxheight")),
    (re.compile(r"/\.well-known/webfinger"), ("resource",)),
    (re.compile(r"(?:/c/[^/]+|/@[^/]+)?/feed\.(?:rss|atom|json)"), ("before", "after")),
    (re.compile(r"/"), NUMBERING),  # what moved in here
    (re.compile(r"/(?:c|t)/[^/]+|/@[^/]+(?:/[^/]+)?"), ("before", "after")),
    (re.compile(r"/(?:s|o)/[^/]+"), ("page",)),
    (re.compile(r"/why"), ("about", "reason", "from", "span")),
)
"""Which keys of a query mean something where; all others are dropped before anything looks at them."""

PERSONAL = re.compile(
    r"/(?:accounts|studio|desk|setup|report|join|cases)(?:/.*)?"
    r"|/a/[^/]+/(?:like|bookmark|polls/.*|comments/new|comments/[^/]+/.*)|/@[^/]+/follow"
)
"""Pages with forms, or about one person: never kept, always with all middleware."""

FOR_ALL = re.compile(
    r"(?:/c/[^/]+|/@[^/]+)?/feed\.(?:rss|atom|json)|/(?:news-)?sitemap[a-z0-9-]*\.xml|/robots\.txt|/oembed|/favicon\.ico"
    r"|/\.well-known/.+|/nodeinfo/.+|/[A-Za-z0-9-]+\.txt"
)
"""What programs read: the same whoever asks, in whatever language; one page for each address."""

WITHHELD_SECONDS = 1
"""How long it is believed that a picture is not withheld when nobody has announced anything about it."""


@lru_cache(maxsize=8192)
def meaningful(path: str) -> Sequence[str]:
    """Return the query keys that mean something at a path; where this site has no page, those that number what moved in."""
    known = next((keys for pattern, keys in MEANINGFUL if pattern.fullmatch(path)), ())
    return known or (() if is_ours(path) else NUMBERING)


def is_ours(path: str) -> bool:
    """Whether a page of this site may stand at a path."""
    try:
        resolve(path.rstrip("/") or "/")
    except Resolver404:
        return False
    return True


@lru_cache(maxsize=8192)
def is_kept(path: str) -> bool:
    """Whether pages at this path may be the same for all visitors."""
    return PERSONAL.fullmatch(path) is None


@lru_cache(maxsize=8192)
def is_for_all(path: str) -> bool:
    """Whether what stands at this path is the same whatever a visitor chose."""
    return FOR_ALL.fullmatch(path) is not None


@lru_cache(maxsize=1024)
def is_host(host: str) -> bool:
    """Whether a Host header names this site."""
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def is_withheld(sha256: str) -> bool:
    """Whether a picture is withheld, asked at most once a second and at once when it is announced."""

    def ask() -> str:
        pagestore.depends(f"media:{sha256}")
        pagestore.valid_until(now() + timedelta(seconds=WITHHELD_SECONDS))
        # Outside of any request of Django's: a connection that broke has to be noticed here.
        close_old_connections()
        return "withheld" if showing.is_withheld(sha256) else ""

    return bool(pagestore.fragment("media", sha256, ask))


def _handler(middleware: Sequence[str]) -> WSGIHandler:
    """Return a Django with its own list of middleware, which Django reads from the settings when it is made."""
    everything = settings.MIDDLEWARE
    settings.MIDDLEWARE = list(middleware)
    try:
        return WSGIHandler()
    finally:
        settings.MIDDLEWARE = everything


def _healthz(_environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Say that this process answers."""
    return plainly(HTTPStatus.OK, start_response, text="ok")


def _readyz(_environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Say whether database and board can be read."""
    try:
        close_old_connections()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM site_site LIMIT 1")
        pagestore.site_board().is_fresh((0,), 0)
    except Exception:  # noqa: BLE001 - whatever it is, the site is not ready
        return plainly(HTTPStatus.SERVICE_UNAVAILABLE, start_response, text="not ready")
    return plainly(HTTPStatus.OK, start_response, text="ready")


store = PageStore(
    _handler(settings.PUBLIC_MIDDLEWARE),
    _handler(settings.MIDDLEWARE),
    room=pagestore.site_room(),
    rules=Rules(
        meaningful=meaningful,
        is_host=is_host,
        is_kept=is_kept,
        is_for_all=is_for_all,
        session_cookie=settings.SESSION_COOKIE_NAME,
    ),
)
_statics = Statics(
    [
        *(Path(config.path) / "static" for config in apps.get_app_configs()),
        *(statics.package_folder(package) for package in statics.PACKAGES),
    ]
)
_renditions = Renditions(showing.path_of, is_withheld)
_beacons = Intake(
    Receiver(),
    salt=DailySalt(settings.DATA / "run"),
    is_host=is_host,
    trusted_proxies=settings.TRUSTED_PROXIES,
    region_header=settings.REGION_HEADER,
)
_HEALTH = {"/healthz": _healthz, "/readyz": _readyz}


def application(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer a request."""
    path = environ["PATH_INFO"]
    # One look at the beginning for the many requests that are for pages.
    if path.startswith(("/static/", "/media/", "/healthz", "/readyz")):
        if path.startswith("/static/"):
            return _statics(environ, start_response)
        if path.startswith("/media/"):
            return _renditions(environ, start_response)
        if path in _HEALTH:
            return _HEALTH[path](environ, start_response)
    elif path == "/b":
        return _beacons(environ, start_response)
    return store(environ, start_response)
