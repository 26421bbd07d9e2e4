"""What goes around every request: the reader's choices, the headers of safety, the signed-in person."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import DEFAULT_DB_ALIAS
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.crypto import constant_time_compare

from haowen.domain.people.models import Session, User
from haowen.doors.uploads import REQUEST_MOST
from haowen.doors.web.engine import language_of
from haowen.doors.web.errors import too_long
from haowen.doors.web.house import house
from haowen.kit import choices as closed
from haowen.kit.choices import Choices
from haowen.kit.clock import now
from haowen.kit.statements import Statement

GetResponse = Callable[[HttpRequest], HttpResponseBase]

COOKIE_SECONDS = 365 * 24 * 3600
CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
SAFETY = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
}


def choices(get_response: GetResponse) -> GetResponse:
    """Read the reader's choices; answer ``?lang|edition|theme|size|aids`` with the same address without them."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        chosen = closed.read(request.COOKIES.get(closed.COOKIE, ""), request.headers.get("Accept-Language", ""))
        if request.method in ("GET", "HEAD") and any(key in request.GET for key in closed.ANSWERS):
            return _answer(request)
        _settle(request, chosen)
        return get_response(request)

    return middleware


def bounded(get_response: GetResponse) -> GetResponse:
    """Answer a request that is too long (413) without reading it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > REQUEST_MOST:
            return too_long(request)
        return get_response(request)

    return middleware


def headers(get_response: GetResponse) -> GetResponse:
    """Put the headers of safety and of caching on every answer."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in SAFETY.items():
            response.headers.setdefault(name, value)
        if response.has_header("Cache-Control"):
            return response
        own = settings.SESSION_COOKIE_NAME in request.COOKIES or bool(response.cookies)
        response["Cache-Control"] = "private, no-store" if own else "no-cache"
        if not own:
            patch_vary_headers(response, ("Cookie", "Accept-Language", "Accept-Encoding"))
        return response

    return middleware


def signed_in(get_response: GetResponse) -> GetResponse:
    """Bring session and person by one statement, and let the account's choices stand where the cookie says nothing."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            _bring(request)
            if request.user.is_authenticated:
                _settle(request, _with_account(request))
        return get_response(request)

    return middleware


def _settle(request: HttpRequest, chosen: Choices) -> None:
    request.choices = chosen  # type: ignore[attr-defined]
    translation.activate(language_of(chosen))
    try:
        timezone.activate(ZoneInfo(house()["time_zone"]))
    except (ZoneInfoNotFoundError, ValueError):
        timezone.deactivate()


def _answer(request: HttpRequest) -> HttpResponse:
    """Keep what was asked in the one cookie and lead back to this address; unknown values change nothing."""
    answers = {key: request.GET.get(key, "") for key in closed.ANSWERS}
    rest = request.GET.copy()
    for key in closed.ANSWERS:
        rest.pop(key, None)
    # One leading slash and nothing that a browser reads as another host.
    path = "/" + quote(request.path.lstrip("/\\"), safe="/@:~!$&'()*+,;=")
    response = HttpResponse(status=303)
    response["Location"] = f"{path}?{rest.urlencode()}" if rest else path
    response.set_cookie(
        closed.COOKIE,
        closed.change(request.COOKIES.get(closed.COOKIE, ""), answers),
        max_age=COOKIE_SECONDS,
        secure=settings.IS_HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


def _with_account(request: HttpRequest) -> Choices:
    """Return the choices of the cookie, then of the account, then of the browser."""
    cookie = request.COOKIES.get(closed.COOKIE, "")
    said = closed.chosen(cookie)
    account = {
        name: value
        for name, key in (("language", "lang"), ("edition", "edition"), ("theme", "theme"), ("size", "size"))
        if key not in said and (value := str(getattr(request.user, name))) in closed.ANSWERS[key]
    }
    return closed.read(cookie, request.headers.get("Accept-Language", ""))._replace(**account)


def _sessions(key: str, at: dt.datetime) -> Any:
    columns = [f"user__{field.attname}" for field in User._meta.concrete_fields]  # noqa: SLF001 - Django's documented interface
    return Session.objects.filter(session_key=key, expire_date__gt=at, user__isnull=False).values(
        "session_data", *columns
    )


_SESSION = Statement(_sessions, key="-sample-", at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))


def _bring(request: HttpRequest) -> None:
    """Load session and user together, as Django's own would by two statements (see ``contrib.auth.get_user``)."""
    key = request.session.session_key
    if not key or hasattr(request.session, "_session_cache"):
        return
    row = _SESSION.row(key=key, at=now())
    if row is None:
        return
    data = request.session.decode(row.pop("session_data"))
    user = User.from_db(DEFAULT_DB_ALIAS, [name.removeprefix("user__") for name in row], list(row.values()))
    right_backend = data.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
    same_person = data.get(SESSION_KEY) == str(user.pk) and user.is_active
    digest = data.get(HASH_SESSION_KEY) or ""
    if right_backend and same_person and constant_time_compare(digest, user.get_session_auth_hash()):
        request.session._session_cache = data  # type: ignore[attr-defined]  # noqa: SLF001
        request._cached_user = user  # type: ignore[attr-defined]  # noqa: SLF001
