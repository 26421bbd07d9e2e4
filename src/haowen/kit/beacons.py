"""Beacons: small messages of pages about what readers see, taken in front of Django and answered before they are kept.

A beacon is a POST whose body is a JSON list of lists. Whoever sent it becomes a hash with the day's salt here and now;
address and browser go no further. What looks wrong is answered like the rest and dropped: a beacon is never worth an
error to a reader, nor a hint to a forger.
"""

import atexit
import datetime as dt
import json
import logging
import re
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from haowen.kit import addresses, traits
from haowen.kit.clock import now
from haowen.kit.salts import DailySalt

log = logging.getLogger(__name__)
Environ = dict[str, Any]

LARGEST_BYTES = 4096
MOST_SAID = 60  # messages in one beacon
MOST_WAITING = 4000  # beacons that a process holds until they are kept; more in a second are a flood
MOST_OF_NETWORK = 400  # of those from one network
PAUSE_SECONDS = 1.0
_LONGEST_AGENT = 400
_TRIES = 3

_ROBOT = re.compile(
    r"bot\b|bot[/;_-]|crawl|spider|slurp|scrap|headless|phantom|puppeteer|playwright|selenium|webdriver|lighthouse|"
    r"monitor|preview|archiver|fetch|python|curl|wget|libwww|httpclient|okhttp|axios|\bjava/|go-http|node\.?js|"
    r"facebookexternalhit|bingpreview|mediapartners",
    re.IGNORECASE,
)


class Beacon(NamedTuple):
    """What one beacon said, when, and by whom: hashes of the day for the reader and for the reader's network.

    Besides, as far as they are known, the class of the device and the country (see :mod:`haowen.kit.traits`).
    """

    at: dt.datetime
    reader: bytes
    network: bytes
    said: list[list[Any]]
    device: str = ""
    region: str = ""


Keep = Callable[[Sequence[Beacon]], None]


class Intake:
    """The layer that takes beacons: answers 204, and hands what it took to ``keep`` in batches, a second apart at most.

    ``keep`` runs in a thread of its own. Where it raises, the batch is handed over again, a few times.
    """

    def __init__(
        self,
        keep: Keep,
        *,
        salt: DailySalt,
        is_host: Callable[[str], bool],
        trusted_proxies: Collection[str] = (),
        region_header: str = "",
    ) -> None:
        """Put it together; the thread starts with the first beacon, in the process that took it."""
        self._keep = keep
        self._salt = salt
        self._is_host = is_host
        self._trusted = frozenset(trusted_proxies)
        self._region_header = region_header
        self._waiting: list[Beacon] = []
        self._networks: Counter[bytes] = Counter()
        self._tries = 0
        self._is_there_some = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request to the beacons' address."""
        if environ["REQUEST_METHOD"] != "POST":
            start_response(
                "405 Method Not Allowed", [("Allow", "POST"), ("Content-Length", "0"), ("Cache-Control", "no-store")]
            )
            return ()
        if (beacon := self.read(environ)) is not None:
            self._take(beacon)
        start_response("204 No Content", [("Cache-Control", "no-store")])
        return ()

    def read(self, environ: Environ) -> Beacon | None:
        """Return what a request says, or None where it is not a reader's own page that says it. The cheap looks come first."""
        length = _length(environ)
        if not 0 < length <= LARGEST_BYTES or len(self._waiting) >= MOST_WAITING:
            return None
        if not self._is_own(environ) or wants_no_counting(environ) or is_robot(environ):
            return None
        address = addresses.client(
            environ.get("REMOTE_ADDR") or "", environ.get("HTTP_X_FORWARDED_FOR", ""), self._trusted
        )
        network = self._salt.hashed("network", addresses.network(address))
        if self._networks[network] >= MOST_OF_NETWORK or not (said := _said(environ, length)):
            return None
        reader = self._salt.hashed("reader", address, environ["HTTP_USER_AGENT"][:_LONGEST_AGENT])
        region = traits.region(environ, header=self._region_header, trusted=self._trusted)
        return Beacon(now(), reader, network, said, traits.device(environ), region)

    def flush(self) -> None:
        """Hand over what waits; what cannot be kept now waits for the next time."""
        with self._lock:
            batch, self._waiting = self._waiting, []
            self._networks.clear()
            self._is_there_some.clear()
        if not batch:
            return
        try:
            self._keep(batch)
            self._tries = 0
        except Exception:
            self._tries += 1
            log.exception("beacons could not be kept")
            if self._tries < _TRIES:
                with self._lock:
                    self._waiting = [*batch, *self._waiting][:MOST_WAITING]
                    self._is_there_some.set()

    def _is_own(self, environ: Environ) -> bool:
        """Whether a page of this site sent it, as the browser says."""
        site = environ.get("HTTP_SEC_FETCH_SITE")
        if site is not None and site != "same-origin":
            return False
        host = environ.get("HTTP_HOST", "").lower()
        origin = environ.get("HTTP_ORIGIN")
        if origin is None:
            return site is not None and self._is_host(host)
        return urlsplit(origin.lower()).netloc == host and self._is_host(host)

    def _take(self, beacon: Beacon) -> None:
        with self._lock:
            self._waiting.append(beacon)
            self._networks[beacon.network] += 1
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="beacons", daemon=True)
                self._thread.start()
                atexit.register(self.flush)
        self._is_there_some.set()

    def _run(self) -> None:
        pause = threading.Event()
        while True:
            self._is_there_some.wait()
            pause.wait(PAUSE_SECONDS)
            self.flush()


def _length(environ: Environ) -> int:
    said = environ.get("CONTENT_LENGTH") or ""
    return int(said) if said.isdecimal() and len(said) <= len(str(LARGEST_BYTES)) else 0


def _said(environ: Environ, length: int) -> list[list[Any]]:
    """Return the messages in a body; none where it is something else."""
    try:
        said = json.loads(environ["wsgi.input"].read(length))
    except (ValueError, RecursionError, OSError):
        return []
    return [one for one in said[:MOST_SAID] if isinstance(one, list)] if isinstance(said, list) else []


def wants_no_counting(environ: Environ) -> bool:
    """Whether the browser says that its reader does not want to be counted (Do Not Track, Global Privacy Control)."""
    return environ.get("HTTP_DNT") == "1" or environ.get("HTTP_SEC_GPC") == "1"


def is_robot(environ: Environ) -> bool:
    """Whether a request says by itself that no person sent it: every browser names itself Mozilla and has a language."""
    agent = environ.get("HTTP_USER_AGENT", "")
    return (
        not agent.startswith(("Mozilla/", "Opera/"))
        or not environ.get("HTTP_ACCEPT_LANGUAGE")
        or _ROBOT.search(agent) is not None
    )
