"""Changes on their way to the board: marked before they are committed, numbered after.

``announce`` is called inside the transaction of a change. It marks the slots of the keys at once and leaves a note with
the transaction: Django runs the note after the commit, and drops it when the transaction, or the savepoint in which it
was left, is rolled back. In both cases the marks come down, by the note's being run or by its being thrown away. So
they stand exactly as long as the outcome is open, however long that takes; a killed process's marks are swept.
"""

import os
import weakref
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from haowen.kit.pagestore.board import EVERYTHING, MARK_SLOTS, Board, Mark, slots_of

MOST_SLOTS = 4 * MARK_SLOTS
"""A transaction that changes more than this changes everything: the board has few places."""


class NotInTransactionError(RuntimeError):
    """A change was announced outside the transaction that makes it."""


@cache
def _board(data: Path) -> Board:
    return Board(data / "run" / "board")


def site_board() -> Board:
    """Return the board of this site, ``run/board`` in the data folder; one for the whole process."""
    return _board(settings.DATA)


class _Change:
    """The marks of one transaction; whoever lets go of it last takes them down."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._pid = os.getpid()
        self._marks: list[Mark] = []
        self._slots: set[int] = set()

    def add(self, keys: Iterable[str]) -> None:
        """Mark the slots of further keys."""
        if EVERYTHING in self._slots:
            return
        new = {slot for slot in slots_of(keys) if slot != EVERYTHING} - self._slots
        if len(self._slots) + len(new) > MOST_SLOTS:
            new = {EVERYTHING}
        slots = sorted(new)
        for at in range(0, len(slots), MARK_SLOTS):
            some = slots[at : at + MARK_SLOTS]
            self._marks.append(self._board.mark(some))
            self._slots.update(some)

    def finish(self) -> None:
        """Take the marks down; a second call does nothing."""
        # A forked child has a copy of this, but the change is its parent's.
        if self._pid == os.getpid() and self._slots:
            marks, self._marks = self._marks, []
            slots, self._slots = self._slots, set()
            self._board.take_down(marks, slots)

    def __del__(self) -> None:
        self.finish()


_changes: weakref.WeakKeyDictionary[Any, "weakref.ref[_Change]"] = weakref.WeakKeyDictionary()


def announce(keys: Iterable[str], *, using: str = DEFAULT_DB_ALIAS, board: Board | None = None) -> None:
    """Say, inside a transaction, that it changes what these keys stand for.

    From now on no kept page with one of the keys is served, and none is kept, until the transaction has ended.
    Raises NotInTransactionError outside a transaction and BoardFullError when too many are under way.
    """
    connection = connections[using]
    if not connection.in_atomic_block:
        raise NotInTransactionError("pages can be spoiled only inside the transaction of the change")
    known = _changes.get(connection)
    change = known() if known else None
    if change is None:
        change = _Change(board or site_board())
        _changes[connection] = weakref.ref(change)
    change.add(keys)
    # Every call leaves its own note: that of an earlier one may go with a savepoint which is rolled back. The change
    # lives in the notes alone.
    transaction.on_commit(change.finish, using=using)


def bump(keys: Iterable[str]) -> None:
    """Say that what these keys stand for has changed and can be read already (no transaction)."""
    site_board().bump(slots_of(keys)[1:])


def bump_all() -> None:
    """Spoil every kept page of every process."""
    site_board().bump((EVERYTHING,))


def sweep() -> int:
    """Take down the marks of processes that were killed in the middle of a change; return how many."""
    return site_board().sweep()
