"""Finished answers: bodies ready made in every encoding, with strong tags of their own.

An answer is compressed at the fastest level when it is first sent and again, better, when there is time. The tags of
both differ, as their bytes do (``…-br1``, ``…-br``), and either is recognised when a browser asks again.
"""

import datetime as dt
import gzip
import zlib
from collections.abc import Iterable, Mapping
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from hashlib import sha256
from operator import itemgetter
from typing import Literal

import brotli

Encoding = Literal["br", "gzip", ""]
Headers = list[tuple[str, str]]
Sent = tuple[str, Headers, tuple[bytes, ...]]

VARY = "Cookie, Accept-Language, Accept-Encoding"
VARY_FOR_ALL = "Accept-Encoding"
COMPRESSIBLE = ("text/", "application/json", "application/ld+json", "application/xml", "application/rss", "application/atom",
                "application/manifest", "application/javascript", "image/svg")  # fmt: skip
SMALL_BYTES = 200
"""What is smaller than this is sent as it is."""
_OURS = frozenset(
    {"content-length", "content-encoding", "etag", "vary", "date", "last-modified", "connection", "transfer-encoding"}
)
_OF_304 = frozenset({"cache-control", "vary", "expires", "content-location"})
_NONE: tuple[bytes, ...] = ()


class Answer:
    """A status, headers and a body, ready to be sent in any encoding."""

    def __init__(self, status: str, headers: Iterable[tuple[str, str]], body: bytes, *, vary: str = VARY) -> None:
        """Take what the application answered; headers that follow from the encoding are made here."""
        headers = list(headers)
        said = {name.lower(): value for name, value in headers}
        self.status = status
        self.headers: Headers = [(name, value) for name, value in headers if name.lower() not in _OURS]
        self.headers.append(("Vary", _joined(vary, said.get("vary", ""))))
        if "cache-control" not in said:
            self.headers.append(("Cache-Control", "no-cache"))
        # The processor has instructions for this one.
        self.digest = sha256(body).hexdigest()[:24]
        content_type = said.get("content-type", "")
        self.is_compressible = content_type.startswith(COMPRESSIBLE) and len(body) >= SMALL_BYTES
        if "content-encoding" in said:
            self.headers.append(("Content-Encoding", said["content-encoding"]))
            self.is_compressible = False
        # One attribute, so that a thread that sends sees either all of what ``pack`` puts in place or nothing.
        self._bodies: tuple[bytes | None, dict[Encoding, bytes]] = (body, {})
        self._sent: dict[tuple[Encoding, bool], Sent] = {}

    @property
    def is_packed(self) -> bool:
        """Whether there is nothing left to compress."""
        return not self.is_compressible or self._bodies[0] is None

    @property
    def size(self) -> int:
        """Bytes of its bodies; for those that are not packed yet an estimate with the quick ones."""
        plain, bodies = self._bodies
        if plain is None:
            return sum(len(body) for body in bodies.values())
        return len(plain) * 8 // 5 if self.is_compressible else len(plain)

    def sent(self, encoding: Encoding, *, is_head: bool) -> Sent:
        """Return status, headers and body in this encoding; made once."""
        if not self.is_compressible:
            encoding = ""
        known = self._sent.get((encoding, is_head))
        if known is not None:
            return known
        body, tag, is_lasting = self._body(encoding)
        headers = [*self.headers, ("Content-Length", str(len(body))), ("ETag", tag)]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        made: Sent = (self.status, headers, _NONE if is_head else (body,))
        if is_lasting:
            self._sent[encoding, is_head] = made
        return made

    def unchanged(self, encoding: Encoding, asked: str) -> Sent | None:
        """Return the 304 for an If-None-Match header, None where it names another body."""
        if not self.is_compressible:
            encoding = ""
        names = _tag_names(self.digest, encoding)
        for tag in asked.split(","):
            tag = tag.strip().removeprefix("W/")  # noqa: PLW2901
            if tag in names or tag == "*":
                tag = names[0] if tag == "*" else tag  # noqa: PLW2901
                headers = [(name, value) for name, value in self.headers if name.lower() in _OF_304]
                return ("304 Not Modified", [*headers, ("ETag", tag)], _NONE)
        return None

    def since(self, at: float) -> str | None:
        """Return the time from which on this was the answer, as a header says it; None where that is not known."""
        del at
        return None

    def unchanged_since(self, encoding: Encoding, asked: str) -> Sent | None:
        """Return the 304 for an If-Modified-Since header, None where it names an earlier time."""
        del encoding, asked
        return None

    def pack(self) -> None:
        """Compress as well as is worth it and let go of the plain body; another thread may be sending meanwhile."""
        plain, _ = self._bodies
        if plain is None or not self.is_compressible:
            return
        packed = bytes(brotli.compress(plain, mode=brotli.MODE_TEXT, quality=7, lgwin=20))
        self._bodies = (None, {"br": packed, "gzip": gzip.compress(plain, 9, mtime=0)})
        self._sent = {}

    def _body(self, encoding: Encoding) -> tuple[bytes, str, bool]:
        """Return the body, its tag, and whether the answer made of it may be kept beside it."""
        better, fast = _tag_names(self.digest, encoding)
        plain, bodies = self._bodies
        if not encoding:
            # Few ask for the plain body, so a packed answer does not keep it.
            return (gzip.decompress(bodies["gzip"]), better, False) if plain is None else (plain, better, True)
        if plain is None:
            return bodies[encoding], better, True
        if encoding not in bodies:
            bodies[encoding] = _quickly(plain, encoding)
        return bodies[encoding], fast, True


class Page(Answer):
    """An answer that is kept, with what it shows and how long it holds.

    ``slots`` are those of everything shown; ``sequence`` the board's number from before it was rendered.
    """

    def __init__(
        self,
        status: str,
        headers: Iterable[tuple[str, str]],
        body: bytes,
        holds: "Holding",
        *,
        is_for_all: bool = False,
    ) -> None:
        """Take the answer and what is known about it; ``is_for_all`` where it is the same whoever asks."""
        super().__init__(status, headers, body, vary=VARY_FOR_ALL if is_for_all else VARY)
        # A time names what stands at an address; where that differs with the visitor's choices, it would name several.
        self.is_dated = is_for_all and not holds.is_bounded
        self.holds = holds

    def since(self, at: float) -> str | None:
        """Return the second in which it was made.

        While that second lasts, the one before: something may have been changed twice in it, and whoever got the first
        must not be told later that the second is the same.
        """
        if not self.is_dated:
            return None
        made = int(self.holds.born)
        return format_datetime(dt.datetime.fromtimestamp(made if at >= made + 1 else made - 1, dt.UTC), usegmt=True)

    def unchanged_since(self, encoding: Encoding, asked: str) -> Sent | None:
        """Return the 304 when this was made no later than the second that is asked about.

        It holds from its making until now, so it was the answer at that second too.
        """
        try:
            moment = parsedate_to_datetime(asked)
        except ValueError:
            return None
        if not self.is_dated or moment.tzinfo is None or int(self.holds.born) > moment.timestamp():
            return None
        return self.unchanged(encoding, "*")

    @property
    def size(self) -> int:
        """Bytes of its bodies and of what it holds by."""
        return super().size + self.holds.size


class Holding:
    """How long something kept holds: until a slot changes, until a moment, or (bounded) for a while.

    ``touches`` is the board's count from before the slots were last found unchanged.
    """

    __slots__ = ("_look", "born", "epoch", "is_bounded", "keys", "sequence", "slots", "touches", "until")

    def __init__(
        self,
        *,
        keys: frozenset[str],
        slots: tuple[int, ...],
        epoch: int,
        sequence: int,
        born: float,
        until: float | None,
        is_bounded: bool,
    ) -> None:
        """Keep the facts; at least two slots, the first being that of everything."""
        self.keys = keys
        self.slots = slots
        self.epoch = epoch
        self.sequence = sequence
        self.born = born
        self.until = until
        self.is_bounded = is_bounded
        self.touches = 0
        self._look = itemgetter(*slots, slots[0])

    @property
    def size(self) -> int:
        """Bytes of keys and slots, estimated."""
        return 100 * len(self.keys) + 48 * len(self.slots)

    def is_exact(self, words: "memoryview[int]", epoch: int) -> bool:
        """Whether nothing that is shown has changed or is being changed."""
        return epoch == self.epoch and max(self._look(words)) <= self.sequence

    def is_timely(self, now: float, most_age: float) -> bool:
        """Whether its time has not passed, and, where it is bounded, whether it is at most ``most_age`` old."""
        if self.until is None and not self.is_bounded:
            return True
        # Before its birth it holds no more than after its end: the clock was set back.
        return (
            now >= self.born
            and (self.until is None or now < self.until)
            and (not self.is_bounded or now - self.born <= most_age)
        )


@lru_cache(maxsize=1024)
def encoding_for(accept_encoding: str) -> Encoding:
    """Return the encoding to send for an Accept-Encoding header: what it likes best, brotli among equals."""
    weights: Mapping[str, float] = dict(_weighed(part) for part in accept_encoding.lower().split(",") if part.strip())
    rest = weights.get("*", 0.0)
    liked: tuple[Encoding, float] = ("", weights.get("identity", 0.0))
    names: tuple[Encoding, ...] = ("gzip", "br")
    for name in names:
        weight = weights.get(name, rest)
        if weight > 0 and weight >= liked[1]:
            liked = (name, weight)
    return liked[0]


def _weighed(part: str) -> tuple[str, float]:
    name, _, parameter = part.partition(";")
    weight = parameter.strip()
    if not weight.startswith("q="):
        return name.strip(), 1.0
    try:
        return name.strip(), float(weight[2:])
    except ValueError:
        return name.strip(), 0.0


def _quickly(plain: bytes, encoding: Encoding) -> bytes:
    if encoding == "br":
        return bytes(brotli.compress(plain, mode=brotli.MODE_TEXT, quality=0, lgwin=18))
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    return packer.compress(plain) + packer.flush()


def _tag_names(digest: str, encoding: Encoding) -> tuple[str, str]:
    """Return the tags of the well compressed body and of the quickly compressed one."""
    if not encoding:
        return f'"{digest}"', f'"{digest}"'
    return f'"{digest}-{encoding}"', f'"{digest}-{encoding}1"'


def _joined(ours: str, said: str) -> str:
    """Return what we vary by, and what the application varied by besides."""
    known = {name.strip().lower() for name in ours.split(",")}
    more = [name.strip() for name in said.split(",") if name.strip() and name.strip().lower() not in known]
    return ", ".join([ours, *more])
