"""Several workers of the real site in one process: a memory for each, one board, one clock that can be moved."""

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import brotli
import pytest

from haowen.config import wsgi
from haowen.kit import pagestore
from haowen.kit.clock import telling
from haowen.kit.pagestore import fragments
from haowen.kit.pagestore.answers import Page
from haowen.kit.pagestore.board import Board
from haowen.kit.pagestore.holding import Room
from haowen.kit.pagestore.requests import Key, environ_for
from haowen.kit.pagestore.store import HARD_SECONDS, PageStore

Environ = dict[str, Any]
BEGIN = dt.datetime(2026, 3, 2, 4, 0, tzinfo=dt.UTC)

# What says when a page was made, and today's heat, which cools from minute to minute: a page that may be a minute old
# shows them as they were.
_MADE = (
    re.compile(rb'<p>[^<]{2,30}<time datetime="[^"]*">[^<]*</time></p></div></div></footer>'),
    re.compile(rb'<p class="note">[^<]{2,20}<time datetime="[^"]*">[^<]*</time></p>'),
    re.compile(rb"(?:Heat: |\xe7\x83\xad\xe5\xba\xa6[^0-9<]{0,6}|its heat is )[0-9.,]+"),
)


class Got(NamedTuple):
    """An answer as a browser reads it."""

    status: str
    headers: dict[str, str]
    body: bytes


class Inline:
    """What waits for a quiet moment, done at once: the test decides when that is."""

    def add(self, _name: object, job: Callable[[], None]) -> bool:
        job()
        return True


def environ(path: str, query: str = "", *, method: str = "GET", host: str = "localhost", **headers: str) -> Environ:
    """Return a request as the server hands it over; headers as ``accept_encoding="br"``."""
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": host,
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }


def got(application: Callable[..., Any], asked: Environ) -> Got:
    """Ask an application and read all of its answer."""
    said: list[tuple[str, list[tuple[str, str]]]] = []
    parts = application(asked, lambda status, headers, _=None: said.append((status, list(headers))))
    body = b"".join(parts)
    if hasattr(parts, "close"):
        parts.close()
    return Got(said[-1][0], dict(said[-1][1]), body)


def plain(answer: Got) -> bytes:
    """Return the body without the marks of when it was made."""
    body = brotli.decompress(answer.body) if answer.headers.get("Content-Encoding") == "br" else answer.body
    for pattern in _MADE:
        body = pattern.sub(b"<!-- time -->", body)
    return body


class Workers:
    """Workers ``0 … n`` and a clock; the acts are somebody else's, who only shares the board."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int = 2) -> None:
        """Begin with empty memories."""
        self.at = BEGIN
        self.board = pagestore.site_board()
        self._room = Room(self.board)
        monkeypatch.setattr(fragments, "site_room", lambda: self._room)
        self.stores = [self._store(Board(self.board.path)) for _ in range(number)]

    def _store(self, board: Board, *, is_off: bool = False) -> PageStore:
        store = PageStore(
            wsgi.store.public, wsgi.store.personal, room=Room(board), rules=wsgi.store.rules, is_off=is_off
        )
        store.backstage = Inline()  # type: ignore[assignment]
        return store

    def forget(self) -> None:
        """Empty every worker's memory."""
        for store in self.stores:
            store.room.memory.clear()

    def keep(self) -> Callable[[], None]:
        """Remember what is kept now; the function that is returned brings it back, as if nothing had changed since."""
        kept = [
            (store.room.memory, list({**store.room.memory._probation, **store.room.memory._protected}.items()))
            for store in self.stores
        ]

        def back() -> None:
            for memory, entries in kept:
                memory.clear()
                for key, entry in entries:
                    entry.holds.sequence = self.board.sequence
                    memory.put(key, entry)

        return back

    def restart(self, worker: int) -> None:
        """Put a new process in a worker's place."""
        self.stores[worker] = self._store(Board(self.board.path))

    @contextmanager
    def _as(self, store: PageStore) -> Iterator[None]:
        before, self._room = self._room, store.room
        try:
            with telling(self.at):
                yield
        finally:
            self._room = before

    def ask(self, worker: int, asked: Environ) -> Got:
        """Ask one worker."""
        with self._as(self.stores[worker]):
            return got(self.stores[worker], asked)

    def fresh(self, *asked: Environ) -> list[Got]:
        """Return what a worker answers that has kept nothing from before this moment."""
        store = self._store(self.board, is_off=True)
        with self._as(store):
            return [got(store, one) for one in asked]

    def served(self) -> Iterator[tuple[int, Key, Page]]:
        """Give every kept page that would be answered now."""
        for number, store in enumerate(self.stores):
            room, memory = store.room, store.room.memory
            for key, kept in [*memory._probation.items(), *memory._protected.items()]:
                if not isinstance(kept, Page) or not isinstance(key, Key):
                    continue
                is_exact = kept.holds.is_exact(room.board.slots, room.board.epoch)
                if is_exact and kept.holds.is_timely(self.at.timestamp(), HARD_SECONDS):
                    yield number, key, kept

    def old(self, *, every: int = 1, first: int = 0) -> list[str]:
        """Compare every kept page that would be answered (or each ``every``th) with one made now; return what differs."""
        looked_at = [*self.served()][first % every :: every]
        keys = list(dict.fromkeys(key for _number, key, _kept in looked_at))
        made = dict(zip(keys, self.fresh(*(environ_for(key, environ("/")) for key in keys)), strict=True))
        found = []
        for number, key, kept in looked_at:
            status, headers, body = kept.sent("", is_head=False)
            ours, theirs = plain(Got(status, dict(headers), body[0])), plain(made[key])
            if (status, ours) != (made[key].status, theirs):
                found.append(f"worker {number} {key.path}?{key.query} {key.choices}: {status} {_differs(ours, theirs)}")
        return found


def _differs(kept: bytes, fresh: bytes) -> str:
    ours, theirs = kept.decode(), fresh.decode()
    at = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))
    around = slice(max(0, at - 60), at + 80)
    return f"kept …{ours[around]!r} is {theirs[around]!r}"
