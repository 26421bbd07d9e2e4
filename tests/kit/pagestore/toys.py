"""A toy site for the store: numbered things, pages that show them, a clock that can be moved."""

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import brotli

from haowen.kit import choices, pagestore
from haowen.kit.pagestore import recording
from haowen.kit.pagestore.board import Board, slots_of
from haowen.kit.pagestore.holding import Room
from haowen.kit.pagestore.requests import Environ, Rules
from haowen.kit.pagestore.store import PageStore

EDGE_SECONDS = 100.0
THINGS = 6
PAGES = {f"/p/{number}": (number, (number + 1) % THINGS) for number in range(THINGS)}
RULES = Rules(
    meaningful=lambda path: ("q", "page") if path == "/search" else (),
    is_host=lambda host: host.split(":")[0] in ("haowen.example", "other.example"),
    is_kept=lambda path: not path.startswith("/studio"),
)


@dataclass
class World:
    """What is true: things with values, a counter that nobody announces, and a phase that the clock changes."""

    things: dict[int, int] = field(default_factory=lambda: dict.fromkeys(range(THINGS), 0))
    counter: int = 0
    time: float = 1_000_000.0
    history: list[tuple[float, int]] = field(default_factory=lambda: [(0.0, 0)])
    rendered: int = 0
    interrupt: Callable[[], None] | None = None

    def clock(self) -> float:
        return self.time

    def count(self) -> None:
        self.counter += 1
        self.history.append((self.time, self.counter))

    def phase(self) -> int:
        return int(self.time // EDGE_SECONDS)

    def counters_since(self, since: float) -> set[int]:
        """Which values the counter had at any time from ``since`` on."""
        earlier = [value for at, value in self.history if at <= since]
        return {earlier[-1], *(value for at, value in self.history if at > since)}


def application(world: World, room: Room) -> Callable[[Environ, Callable[..., Any]], list[bytes]]:
    """Return the toy site itself."""

    def public(environ: Environ, start_response: Callable[..., Any]) -> list[bytes]:
        world.rendered += 1
        path = environ["PATH_INFO"]
        cookies = environ.get("HTTP_COOKIE", "")
        prefs = next((part.split("=", 1)[1] for part in cookies.split("; ") if part.startswith("prefs=")), "")
        headers = [("Content-Type", "text/html; charset=utf-8")]
        if path not in PAGES and path != "/search":
            start_response("404 Not Found", headers)
            return [b"nothing here" * 40]
        shown: dict[str, Any] = {
            "path": path,
            "host": environ["HTTP_HOST"],
            "query": environ["QUERY_STRING"],
            "choices": list(choices.read(prefs, environ.get("HTTP_ACCEPT_LANGUAGE", ""))),
            "strangers": sorted(name for name in environ if name in ("HTTP_USER_AGENT", "HTTP_REFERER", "HTTP_X_A")),
        }
        for thing in PAGES.get(path, (0,)):
            pagestore.depends(f"thing:{thing}")
            shown[f"thing {thing}"] = world.things[thing]
        shown["fragment"] = json.loads(
            pagestore.fragment("shared", shown["choices"][0], lambda: _shared(world), room=room)
        )
        if world.interrupt:
            world.interrupt()
        if environ["QUERY_STRING"] and "cookie" in parse_qs(environ["QUERY_STRING"]).get("q", []):
            headers.append(("Set-Cookie", "a=b"))
        start_response("200 OK", headers)
        return [json.dumps(shown).encode(), b" " * 400]

    return public


def _shared(world: World) -> str:
    pagestore.depends("thing:0")
    pagestore.bounded()
    shown = {"thing 0": world.things[0], "counter": world.counter, "phase": world.phase()}
    record = recording.current()
    assert record is not None
    record.hold_until((world.phase() + 1) * EDGE_SECONDS)
    return json.dumps(shown)


def personal(environ: Environ, start_response: Callable[..., Any]) -> list[bytes]:
    """Answer what is for one person."""
    start_response("200 OK", [("Content-Type", "text/plain"), ("Cache-Control", "private, no-store")])
    return [b"secret of " + environ.get("HTTP_COOKIE", "").encode()]


def make_store(world: World, board: Board, *, most: int = 4_000_000) -> PageStore:
    """Return one worker's store."""
    room = Room(board, most=most, clock=world.clock)
    return PageStore(application(world, room), personal, room=room, rules=RULES)


@dataclass
class Got:
    status: str
    headers: dict[str, str]
    body: bytes

    @property
    def shown(self) -> dict[str, Any]:
        result: dict[str, Any] = json.loads(self.text)
        return result

    @property
    def text(self) -> bytes:
        opener = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
        return opener[self.headers.get("Content-Encoding")](self.body)


def get(
    store: PageStore, path: str, *, method: str = "GET", query: str = "", host: str = "haowen.example", **headers: str
) -> Got:
    """Ask a store; headers as ``accept_encoding="br"``."""
    environ: Environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": host,
        "wsgi.url_scheme": "http",
        "HTTP_USER_AGENT": "a browser",
        "HTTP_X_A": "1",
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    said: list[tuple[str, list[tuple[str, str]]]] = []
    parts = store(environ, lambda status, headers, _=None: said.append((status, headers)))
    return Got(said[0][0], dict(said[0][1]), b"".join(parts))


def change(board: Board, world: World, thing: int) -> int:
    """Change a thing as an act does: marked, made, numbered."""
    slots = slots_of([f"thing:{thing}"])[1:]
    mark = board.mark(slots)
    world.things[thing] += 1
    board.take_down([mark], slots)
    return world.things[thing]
