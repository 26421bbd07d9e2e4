"""Which page a request is for: what of it means something, and what is left of it for the application.

The application is asked with an environment made here, which holds nothing but the key's own parts. So a kept page
cannot depend on anything outside its key: no cookie, header or address of whoever happened to ask first is in reach.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from haowen.kit import choices
from haowen.kit.choices import Choices

Environ = dict[str, Any]
_PASSED_ON = ("SCRIPT_NAME", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "wsgi.version", "wsgi.errors",
              "wsgi.multithread", "wsgi.multiprocess", "wsgi.run_once")  # fmt: skip


class Key(NamedTuple):
    """What one kept page is the answer to."""

    scheme: str
    host: str
    path: str
    query: str
    choices: Choices


@dataclass(frozen=True)
class Rules:
    """What the site says about its addresses.

    ``meaningful(path)`` names the query keys that mean something there, in their order; all others are dropped.
    ``is_host`` tells the site's own names; ``is_kept(path)`` leaves out what is made for one person; ``is_for_all(path)``
    tells what is the same whoever asks and whatever they chose (feeds, sitemaps): one page for each address.
    """

    meaningful: Callable[[str], Sequence[str]]
    is_host: Callable[[str], bool]
    is_kept: Callable[[str], bool]
    is_for_all: Callable[[str], bool] = lambda _path: False
    session_cookie: str = "session"
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: choices.ANSWERS)


class Asked(NamedTuple):
    """A request seen by the store: ``key`` is None when it is not for the store; ``is_personal`` when it needs all."""

    key: Key | None
    is_personal: bool


_NOT_KEPT = Asked(None, is_personal=False)
_PERSONAL = Asked(None, is_personal=True)


def asked(environ: Environ, rules: Rules) -> Asked:
    """Tell what a request asks for."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
        return _PERSONAL
    path = environ["PATH_INFO"]
    is_for_all = rules.is_for_all(path)
    cookies = "" if is_for_all else environ.get("HTTP_COOKIE", "")
    prefs = ""
    if cookies:
        prefs, is_signed_in = _from_cookies(cookies, rules.session_cookie)
        if is_signed_in:
            return _PERSONAL
    if not rules.is_kept(path):
        return _PERSONAL
    query = environ.get("QUERY_STRING", "")
    if query:
        kept_query = _meaning(query, tuple(rules.meaningful(path)), tuple(rules.answers))
        if kept_query is None:
            return _NOT_KEPT
        query = kept_query
    host = environ.get("HTTP_HOST", "").lower()
    # A part of a file is worth no page of its own; a foreign host's name must not come into our pages.
    if "HTTP_RANGE" in environ or not rules.is_host(host):
        return _NOT_KEPT
    chosen = Choices() if is_for_all else choices.read(prefs, environ.get("HTTP_ACCEPT_LANGUAGE", ""))
    return Asked(Key(environ["wsgi.url_scheme"], host, path, query, chosen), is_personal=False)


def environ_for(key: Key, like: Environ) -> Environ:
    """Return the environment in which the application is asked for a page; ``like`` lends the server's own facts."""
    environ: Environ = {name: like[name] for name in _PASSED_ON if name in like}
    environ |= {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": key.path,
        "QUERY_STRING": key.query,
        "HTTP_HOST": key.host,
        "HTTP_COOKIE": f"{choices.COOKIE}={choices.write(key.choices)}",
        "REMOTE_ADDR": "",
        "wsgi.url_scheme": key.scheme,
        "wsgi.input": _Empty(),
        "CONTENT_LENGTH": "0",
    }
    return environ


class _Empty:
    """The body of a request that has none."""

    def read(self, _size: int = -1) -> bytes:
        return b""

    def readline(self, _size: int = -1) -> bytes:
        return b""


@lru_cache(maxsize=4096)
def _from_cookies(header: str, session_cookie: str) -> tuple[str, bool]:
    """Return the choices' cookie and whether there is a session's."""
    prefs, is_signed_in = "", False
    for part in header.split(";"):
        name, _, value = part.strip().partition("=")
        if name.strip() == session_cookie:
            is_signed_in = True
        elif name.strip() == choices.COOKIE:
            prefs = value.strip().strip('"')
    return prefs, is_signed_in


@lru_cache(maxsize=4096)
def _meaning(query: str, meaningful: tuple[str, ...], answers: tuple[str, ...]) -> str | None:
    """Return the part of a query that means something, in a fixed order; None when it answers a choice."""
    try:
        # WSGI hands over bytes in the shape of Latin-1.
        query = query.encode("latin-1", "replace").decode("utf-8", "replace")
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return ""
    if any(name in answers for name, _ in pairs):
        return None
    first = {}
    for name, value in pairs:
        if name in meaningful and value and name not in first:
            first[name] = value
    return urlencode([(name, first[name]) for name in meaningful if name in first])
