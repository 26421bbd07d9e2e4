"""The process's own room for pages and fragments, and who may be making what in it."""

import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager

from haowen.kit.clock import now
from haowen.kit.pagestore.answers import Holding, Page
from haowen.kit.pagestore.board import Board, slots_of
from haowen.kit.pagestore.memory import Memory
from haowen.kit.pagestore.recording import Record

MOST_BYTES = 64 * 1024 * 1024
"""What one process keeps, at most."""
BOARD_LOOK_SECONDS = 1.0


def seconds() -> float:
    """Return the house's time in seconds."""
    return now().timestamp()


class Text:
    """A kept fragment."""

    __slots__ = ("holds", "text")

    def __init__(self, text: str, holds: Holding) -> None:
        """Keep the text."""
        self.text = text
        self.holds = holds

    @property
    def size(self) -> int:
        """Bytes of the text, at the width that Python keeps Chinese in, and of its keys."""
        return 2 * len(self.text) + self.holds.size


Kept = Page | Text


class Room:
    """What one process keeps, checked against the board; one thread makes a thing while others wait for it."""

    def __init__(self, board: Board, *, most: int = MOST_BYTES, clock: Callable[[], float] = seconds) -> None:
        """Stand on a board; ``most`` bounds the bytes kept."""
        self.board = board
        self.memory: Memory[Kept] = Memory(most)
        self.clock = clock
        self._making: dict[Hashable, threading.Lock] = {}
        self._making_lock = threading.Lock()
        self._looked = time.monotonic()

    def find(self, key: Hashable) -> Kept | None:
        """Return what is kept under this key if nothing it shows has changed; its time is the caller's question."""
        if time.monotonic() - self._looked > BOARD_LOOK_SECONDS:
            self._looked = time.monotonic()
            if self.board.reopen_if_replaced():
                self.memory.clear()
        kept = self.memory.get(key)
        if kept is None:
            return None
        board, holds = self.board, kept.holds
        epoch, touches = board.epoch, board.touches
        if holds.touches == touches and holds.epoch == epoch:
            return kept
        if holds.is_exact(board.slots, epoch):
            holds.touches = touches
            return kept
        self.memory.drop(key, kept)
        return None

    def start(self) -> tuple[int, int]:
        """Return the board's epoch and number; to be read before anything that is going to be shown."""
        return self.board.epoch, self.board.sequence

    def holding(self, record: Record, start: tuple[int, int]) -> Holding:
        """Return how long something holds that was rendered from ``start`` on."""
        return Holding(
            keys=frozenset(record.keys),
            slots=slots_of(record.keys),
            epoch=start[0],
            sequence=start[1],
            born=record.born,
            until=record.until,
            is_bounded=record.is_bounded,
        )

    def keep(self, key: Hashable, kept: Kept) -> bool:
        """Keep something, unless it shows nothing that is known, or what it shows has changed since it was begun.

        What changed while it was rendered, or is changing now, may or may not be in it.
        """
        board, holds = self.board, kept.holds
        if not holds.keys or not holds.is_exact(board.slots, board.epoch):
            return False
        self.memory.put(key, kept)
        return True

    @contextmanager
    def making(self, key: Hashable) -> Iterator[None]:
        """Be the only one in this process to make something; others wait at the door and then look again."""
        with self._making_lock:
            lock = self._making.setdefault(key, threading.Lock())
        with lock:
            try:
                yield
            finally:
                with self._making_lock:
                    # Those who wait hold the lock itself; whoever comes later finds what was made.
                    if self._making.get(key) is lock:
                        del self._making[key]
