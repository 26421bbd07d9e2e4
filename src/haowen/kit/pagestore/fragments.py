"""Parts that many pages share (masthead, hot list, headlines), kept by themselves."""

from collections.abc import Callable
from functools import cache

from django.db import connections

from haowen.kit.pagestore.announcing import site_board
from haowen.kit.pagestore.board import Board
from haowen.kit.pagestore.holding import Room, Text
from haowen.kit.pagestore.recording import current, recording

FRESH_SECONDS = 30.0
"""A bounded part is not put on a page when it is older: the page has to live on the other half of the minute."""


@cache
def _room(board: Board) -> Room:
    return Room(board)


def site_room() -> Room:
    """Return this process's room, on the site's board."""
    return _room(site_board())


def forget() -> None:
    """Forget all pages and fragments that this process keeps."""
    site_room().memory.clear()


def fragment(name: str, variant: str, render: Callable[[], str], *, room: Room | None = None) -> str:
    """Return a part of a page, kept or rendered; what it notes while it is rendered is noted for the page too.

    ``variant`` names the closed choices it depends on (language, edition …). Inside a transaction nothing kept is used
    and nothing is kept: what is read there may be undone, or be older than it seems.
    """
    record, key = current(), (name, variant)
    if record is not None and (taken := record.parts.get(key)) is not None:
        return taken
    if any(connection.in_atomic_block for connection in connections.all(initialized_only=True)):
        return render()
    room = room or site_room()
    kept = _timely(room, key)
    if kept is None:
        with room.making(key):
            kept = _timely(room, key) or _made(room, key, render)
    if record is not None:
        holds = kept.holds
        record.take_in(holds.keys, holds.until, is_bounded=holds.is_bounded, born=holds.born)
        record.parts[key] = kept.text
    return kept.text


def _timely(room: Room, key: tuple[str, str]) -> Text | None:
    kept = room.find(key)
    if isinstance(kept, Text) and kept.holds.is_timely(room.clock(), FRESH_SECONDS):
        return kept
    return None


def _made(room: Room, key: tuple[str, str], render: Callable[[], str]) -> Text:
    outer = current()
    start = room.start()
    with recording(room.clock()) as record:
        text = render()
    made = Text(text, room.holding(record, start))
    if not record.is_private:
        room.keep(key, made)
    elif outer is not None:
        outer.is_private = True
    return made
