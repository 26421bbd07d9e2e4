"""Every request that leaves the house: to public addresses only, within limits of time, size and redirects.

Where an address leads is looked up once and that very address is connected to (requests-hardened), so a name cannot
first lead outside and then inside. Redirects are followed here, one by one, through the same door.
"""

import dataclasses
import os
import socket
import threading
import time
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

# Half of the time that a process of the site needs to start; most of them never ask anybody anything.
if TYPE_CHECKING:
    import requests
    from requests_hardened import HTTPSession

AGENT = "Haowen/0.1"
MOST_REDIRECTS = 5
CONNECT_SECONDS = 5.0
MOST_BYTES = 20 * 1024 * 1024
_REFUSED = 400  # from here on a status says that there was nothing to give
_REDIRECTS = (301, 302, 303, 307, 308)
# What a resolver says of a name that there is not; that it could not ask is another thing.
_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
_PORTS = {"http": 80, "https": 443}


class OutboundError(Exception):
    """Nothing usable came back. The message says why, for a log or a report."""


class ForbiddenAddressError(OutboundError):
    """The address leads into a private network, or is no web address."""


class NoHostError(OutboundError):
    """No such name is known: the host is gone, or was never there."""


class UnwantedError(OutboundError):
    """What came is too large, of another type, or leads round in circles: asking again would bring the same."""


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the address it came from at last, its status, type and bytes."""

    url: str
    status: int
    content_type: str
    data: bytes


def _session(*, is_private_allowed: bool) -> "HTTPSession":
    from requests_hardened import Config, HTTPSession

    session = HTTPSession(
        Config(
            ip_filter_enable=not is_private_allowed,
            ip_filter_allow_loopback_ips=False,
            never_redirect=True,
            default_timeout=(CONNECT_SECONDS, 10.0),
            user_agent_override=AGENT,
        )
    )
    session.trust_env = False  # no proxy, no password file of the machine
    return session


def allowed() -> frozenset[str]:
    """Return the private ``host:port`` that the deployment lets us reach."""
    listed = os.environ.get("HAOWEN_OUTBOUND_ALLOW", "")
    return frozenset(part.strip().lower() for part in listed.split(",") if part.strip())


def get(
    url: str,
    *,
    most_bytes: int = MOST_BYTES,
    seconds: float = 20.0,
    accept: str = "*/*",
    types: tuple[str, ...] = (),
    referer: str = "",
) -> Answer:
    """Fetch an address and return its answer, whatever its status.

    ``seconds`` is for all of it, redirects included. ``types`` are the beginnings of content types that are wanted;
    any other is refused before its bytes are read. ``referer`` is the page that is said to lead there. Raises OutboundError.
    """
    deadline = time.monotonic() + seconds
    for _step in range(MOST_REDIRECTS + 1):
        with _open(url, deadline, accept, referer=referer) as response:
            if response.status_code in _REDIRECTS and "location" in response.headers:
                url = urljoin(url, response.headers["location"])
                continue
            kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            if types and response.ok and not kind.startswith(types):
                raise UnwantedError(f"{url} is {kind or 'of no type'}")
            return Answer(url, response.status_code, kind, _read(response, most_bytes, deadline))
    raise UnwantedError(f"{url}: more than {MOST_REDIRECTS} redirects")


def look(url: str, *, seconds: float = 10.0) -> Answer:
    """Ask whether there is something at an address, and return the answer without its bytes.

    By HEAD; a host that does not answer that as it answers readers is asked by GET, whose bytes are not read. Raises
    OutboundError.
    """
    deadline = time.monotonic() + seconds
    method = "HEAD"
    for _step in range(MOST_REDIRECTS + 2):
        with _open(url, deadline, "*/*", method=method) as response:
            if response.status_code in _REDIRECTS and "location" in response.headers:
                url = urljoin(url, response.headers["location"])
                continue
            if method == "HEAD" and response.status_code >= _REFUSED:
                method = "GET"
                continue
            kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            return Answer(url, response.status_code, kind, b"")
    raise UnwantedError(f"{url}: more than {MOST_REDIRECTS} redirects")


def post(url: str, data: bytes, *, content_type: str, most_bytes: int = 64 * 1024, seconds: float = 20.0) -> Answer:
    """Send something to an address and return its answer, whatever its status; nothing is sent on to another address.

    Raises OutboundError.
    """
    deadline = time.monotonic() + seconds
    with _open(url, deadline, "*/*", data=data, content_type=content_type) as response:
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Answer(url, response.status_code, kind, _read(response, most_bytes, deadline))


def _open(
    url: str,
    deadline: float,
    accept: str,
    *,
    method: str = "",
    data: bytes | None = None,
    content_type: str = "",
    referer: str = "",
) -> "requests.Response":
    import requests
    from requests_hardened.ip_filter import InvalidIPAddress

    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or _PORTS.get(parts.scheme)
    except ValueError as error:
        raise ForbiddenAddressError(f"{url} is no web address") from error
    if parts.scheme not in _PORTS or not host or parts.username or parts.password:
        raise ForbiddenAddressError(f"{url} is no web address")
    left = deadline - time.monotonic()
    if left <= 0:
        raise OutboundError(f"{url}: no answer in time")
    session = _session(is_private_allowed=f"{host}:{port}" in allowed())
    try:
        response: requests.Response = session.request(
            method or ("GET" if data is None else "POST"),
            url,
            data=data,
            headers={"Accept": accept, "Accept-Encoding": "gzip, identity"}
            | ({"Content-Type": content_type} if content_type else {})
            | ({"Referer": referer} if referer else {}),
            stream=True,
            allow_redirects=False,
            timeout=(min(CONNECT_SECONDS, left), min(10.0, left)),
        )
    except InvalidIPAddress as error:
        raise ForbiddenAddressError(f"{host} is in a private network") from error
    except (requests.RequestException, OSError, ValueError) as error:
        if isinstance(error.__cause__, socket.gaierror) and error.__cause__.errno in _NO_SUCH_NAME:
            raise NoHostError(f"{host} is no host") from error
        raise OutboundError(f"{url}: {type(error).__name__}") from error
    return response


def _read(response: "requests.Response", most_bytes: int, deadline: float) -> bytes:
    """Read the body; what is counted are the bytes after unpacking, so that no small answer becomes a large one."""
    import requests

    parts: list[bytes] = []
    count = 0
    # each read waits for a whole part, and a server that trickles would never let the clock be looked at
    watch = threading.Timer(max(deadline - time.monotonic(), 0.01), response.raw.shutdown)
    watch.daemon = True
    watch.start()
    try:
        for part in response.iter_content(64 * 1024):
            count += len(part)
            if count > most_bytes:
                raise UnwantedError(f"{response.url} is larger than {most_bytes} bytes")
            parts.append(part)
    except (requests.RequestException, OSError, ValueError) as error:
        if time.monotonic() >= deadline:
            raise OutboundError(f"{response.url}: no answer in time") from error
        raise OutboundError(f"{response.url}: {type(error).__name__}") from error
    finally:
        watch.cancel()
    if time.monotonic() >= deadline:
        raise OutboundError(f"{response.url}: no answer in time")
    return b"".join(parts)
