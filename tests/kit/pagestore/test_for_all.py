"""Pages that are the same whoever asks: one for each address, and with a time by which they can be asked for again."""

import itertools
from typing import Any

import pytest

from haowen.kit import pagestore
from haowen.kit.pagestore.board import Board, slots_of
from haowen.kit.pagestore.holding import Room
from haowen.kit.pagestore.requests import Environ, Rules
from haowen.kit.pagestore.store import PageStore
from tests.kit.pagestore.toys import get, personal

RULES = Rules(
    meaningful=lambda _path: (),
    is_host=lambda _host: True,
    is_kept=lambda _path: True,
    is_for_all=lambda path: path == "/feed.rss",
)


class Clock:
    """A time that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = 1_000_000.25

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def board(tmp_path: Any) -> Board:
    return Board(tmp_path / "run" / "board")


@pytest.fixture
def clock() -> Clock:
    return Clock()


def worker(board: Board, clock: Clock, said: list[str]) -> PageStore:
    def public(environ: Environ, start_response: Any) -> list[bytes]:
        pagestore.depends("list")
        start_response("200 OK", [("Content-Type", "text/plain"), ("Cache-Control", "no-cache")])
        return [f"{said[-1]} {environ.get('HTTP_COOKIE')}".encode()]

    return PageStore(public, personal, room=Room(board, clock=clock), rules=RULES)


def test_no_choice_and_no_session_makes_another_page(board: Board, clock: Clock) -> None:
    store = worker(board, clock, ["one"])
    cookies = ("", "prefs=en.care.dark.5.7", "session=abc", "session=abc; prefs=en")
    languages = ("", "en", "zh-TW,zh;q=0.9")
    got = [
        get(store, "/feed.rss", cookie=cookie, accept_language=language)
        for cookie, language in itertools.product(cookies, languages)
    ]
    assert len({(one.body, one.headers["ETag"]) for one in got}) == 1
    assert got[0].headers["Vary"] == "Accept-Encoding"
    assert len(store.room.memory) == 1


def test_other_pages_have_no_time(board: Board, clock: Clock) -> None:
    got = get(worker(board, clock, ["one"]), "/page", if_modified_since="Fri, 01 Jan 2100 00:00:00 GMT")
    assert got.status == "200 OK"
    assert "Last-Modified" not in got.headers
    assert got.headers["Vary"] == "Cookie, Accept-Language, Accept-Encoding"


def test_who_has_it_by_its_time_is_told_so(board: Board, clock: Clock) -> None:
    store = worker(board, clock, ["one"])
    get(store, "/feed.rss")
    clock.at += 5
    since = get(store, "/feed.rss").headers["Last-Modified"]
    assert since == "Mon, 12 Jan 1970 13:46:40 GMT"
    again = get(store, "/feed.rss", if_modified_since=since)
    assert (again.status, again.body) == ("304 Not Modified", b"")
    assert get(store, "/feed.rss", if_modified_since="Mon, 12 Jan 1970 13:46:39 GMT").status == "200 OK"
    # a tag is the better question, and counts alone where both are asked
    assert get(store, "/feed.rss", if_modified_since=since, if_none_match='"other"').status == "200 OK"


@pytest.mark.parametrize("nonsense", ["", "yesterday", "Mon, 99 Jan 1970 13:46:40 GMT", "0", "1970-01-12 13:46:40"])
def test_a_time_that_is_none_is_not_looked_at(board: Board, clock: Clock, nonsense: str) -> None:
    store = worker(board, clock, ["one"])
    assert get(store, "/feed.rss", if_modified_since=nonsense).status == "200 OK"


def test_no_time_hides_a_change(board: Board, clock: Clock) -> None:
    """Two workers, changes and visits at every eighth of a second: what a visitor has is what there is, or it is sent."""
    said = ["0"]
    stores = [worker(board, clock, said) for _ in range(2)]
    held: list[tuple[str, bytes]] = []
    for step in range(64):
        clock.at += 0.125
        if step % 3 == 1:
            slots = slots_of(["list"])[1:]
            mark = board.mark(slots)
            said.append(str(step))
            board.take_down([mark], slots)
        for store in stores if step % 2 else stores[:1]:
            fresh = get(store, "/feed.rss")
            for since, body in held:
                again = get(store, "/feed.rss", if_modified_since=since)
                assert again.status == "200 OK" or body == fresh.body, (step, since)
            held.append((fresh.headers["Last-Modified"], fresh.body))
