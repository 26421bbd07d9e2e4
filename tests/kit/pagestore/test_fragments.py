"""Fragments: kept by themselves, and what they show counts for the page around them."""

import datetime as dt

import pytest
from django.db import transaction

from haowen.kit import pagestore
from haowen.kit.pagestore.board import Board, slots_of
from haowen.kit.pagestore.fragments import fragment
from haowen.kit.pagestore.holding import Room
from haowen.kit.pagestore.recording import recording


class Clock:
    time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def room(tmp_path, clock) -> Room:
    return Room(Board(tmp_path / "board"), clock=clock)


class Counted:
    def __init__(self, *keys: str) -> None:
        self.times = 0
        self.keys = keys
        self.is_bounded = False
        self.until: dt.datetime | None = None

    def __call__(self) -> str:
        self.times += 1
        pagestore.depends(*self.keys)
        if self.is_bounded:
            pagestore.bounded()
        pagestore.valid_until(self.until)
        return str(self.times)


def test_a_fragment_is_rendered_once_for_each_variant(room):
    render = Counted("a")
    assert [fragment("x", "en", render, room=room) for _ in range(3)] == ["1", "1", "1"]
    assert fragment("x", "zh", render, room=room) == "2"
    assert fragment("y", "en", render, room=room) == "3"


def test_a_page_says_one_thing_however_often_it_asks(room):
    render = Counted("a")
    with recording(room.clock()):
        assert fragment("x", "", render, room=room) == "1"
        room.board.bump(slots_of(["a"])[1:])
        assert fragment("x", "", render, room=room) == "1"
    with recording(room.clock()):
        assert fragment("x", "", render, room=room) == "2"


def test_a_change_of_what_it_shows_spoils_it(room):
    render = Counted("a")
    fragment("x", "", render, room=room)
    room.board.bump(slots_of(["b"])[1:])
    assert fragment("x", "", render, room=room) == "1"
    room.board.bump(slots_of(["a"])[1:])
    assert fragment("x", "", render, room=room) == "2"


def test_what_it_notes_is_noted_for_the_page_kept_or_rendered(room):
    render = Counted("a", "b")
    render.is_bounded = True
    render.until = dt.datetime.fromtimestamp(2000, dt.UTC)
    for born in (1000.0, 1020.0):
        room.clock.time = born
        with recording(born) as record:
            fragment("x", "", render, room=room)
        assert record.keys == {"a", "b"}
        assert (record.until, record.is_bounded, record.born) == (2000.0, True, 1000.0)
    assert render.times == 1


def test_fragments_inside_fragments_reach_the_page(room):
    inner = Counted("inner")

    def outer() -> str:
        pagestore.depends("outer")
        return fragment("inner", "", inner, room=room)

    for _ in range(2):
        with recording(1000.0) as record:
            fragment("outer", "", outer, room=room)
        assert record.keys == {"inner", "outer"}
    room.board.bump(slots_of(["inner"])[1:])
    assert fragment("outer", "", outer, room=room) == "2"


def test_a_bounded_fragment_is_made_again_after_half_a_minute(room, clock):
    render = Counted("a")
    render.is_bounded = True
    fragment("x", "", render, room=room)
    clock.time += 29
    assert fragment("x", "", render, room=room) == "1"
    clock.time += 2
    assert fragment("x", "", render, room=room) == "2"


def test_a_fragment_ends_with_its_time(room, clock):
    render = Counted("a")
    render.until = dt.datetime.fromtimestamp(1010, dt.UTC)
    fragment("x", "", render, room=room)
    clock.time += 9
    assert fragment("x", "", render, room=room) == "1"
    clock.time += 1
    assert fragment("x", "", render, room=room) == "2"


def test_a_fragment_that_shows_nothing_known_or_is_for_one_answer_is_not_kept(room):
    render = Counted()
    assert [fragment("x", "", render, room=room) for _ in range(2)] == ["1", "2"]

    def private() -> str:
        pagestore.unkept()
        return render()

    with recording(1000.0) as record:
        fragment("y", "", private, room=room)
    assert record.is_private


@pytest.mark.django_db(transaction=True)
def test_inside_a_transaction_nothing_is_kept_or_taken(room):
    render = Counted("a")
    with transaction.atomic(), recording(1000.0) as record:
        assert [fragment("x", "", render, room=room) for _ in range(2)] == ["1", "2"]
    assert record.keys == {"a"}
    assert fragment("x", "", render, room=room) == "3"
    assert fragment("x", "", render, room=room) == "3"


def test_a_fragment_that_fails_is_asked_for_again(room):
    def fail() -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fragment("x", "", fail, room=room)
    assert fragment("x", "", Counted("a"), room=room) == "1"


@pytest.mark.django_db(transaction=True)
def test_the_sites_own_room_can_be_emptied():
    render = Counted("a")
    pagestore.forget()
    assert pagestore.fragment("only here", "", render) == "1"
    assert pagestore.fragment("only here", "", render) == "1"
    pagestore.forget()
    assert pagestore.fragment("only here", "", render) == "2"
    pagestore.forget()
