"""The board: counters in a memory-mapped file, shared by every process of the site.

A key (``article:12``) hashes to a slot; two keys in one slot only cost a page that is rendered again for nothing. A slot
holds the sequence number of the last change of its keys; its highest bit says that a change is under way. Slot 0
belongs to every page: a change there spoils everything.

**Marks.** Which changes are under way, and whose they are, stands in a table of marks: process, its start time, slots.
A mark is set before a change is committed and taken down after it, by the process that set it; what a killed process
left behind is taken down by ``sweep``. Taking down gives the slots a new number *first* and forgets the mark *last*, so
that dying in between only means that it is done twice.

Writers take turns under ``flock``; readers take no lock: an aligned word is read and written whole.
"""

import fcntl
import mmap
import os
import secrets
import threading
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

SLOTS = 1 << 18
EVERYTHING = 0
DIRTY = 1 << 63
MARKS = 256
MARK_SLOTS = 119
LEASES = 4096

_MAGIC = 0x0003_6F76_6565_6E48  # names the layout; another number here makes the file anew
# All offsets in words of eight bytes.
_EPOCH, _SEQUENCE, _TOUCHES, _HEADER = 1, 2, 3, 8
_MARK_WORDS = 64  # owner, its start, number of slots, 61 words of two slots each
_MARK_FIRST = _HEADER
_LEASE_FIRST = _MARK_FIRST + MARKS * _MARK_WORDS
_LEASE_WORDS = 2  # owner with its deadline's second, the key's hash
_SLOT_FIRST = _LEASE_FIRST + LEASES * _LEASE_WORDS
_WORDS = _SLOT_FIRST + SLOTS


class Mark(NamedTuple):
    """A change under way: the board's epoch and the place in its table."""

    epoch: int
    place: int


class BoardFullError(RuntimeError):
    """More changes are under way at once than the board has places for; the change must not be made."""


@lru_cache(maxsize=1 << 16)
def slot_of(key: str) -> int:
    """Return the slot that a key belongs to (never the one of everything)."""
    return 1 + int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") % (SLOTS - 1)


def slots_of(keys: Iterable[str]) -> tuple[int, ...]:
    """Return the slots of keys, each once, with the slot of everything first."""
    return (EVERYTHING, *sorted({slot_of(key) for key in keys}))


class Board:
    """One process's view of the board file. Threads may share it; after a fork the child opens its own."""

    def __init__(self, path: Path) -> None:
        """Open the board, making it where there is none, and take down what dead processes left on it."""
        self.path = path
        self._thread_lock = threading.RLock()
        self._depth = 0
        self._open()
        self.sweep()

    def _open(self) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            if os.fstat(self._file).st_size != _WORDS * 8:
                os.ftruncate(self._file, 0)
                os.ftruncate(self._file, _WORDS * 8)
            self._map = mmap.mmap(self._file, _WORDS * 8)
            self._words = memoryview(self._map).cast("Q")
            if self._words[0] != _MAGIC:
                self._words[_EPOCH] = secrets.randbits(62) | 1
                # Above every number that an earlier file at this place can have had.
                self._words[_SEQUENCE] = self._words[_TOUCHES] = time.time_ns()
                self._words[0] = _MAGIC
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._inode = os.fstat(self._file).st_ino
        self._pid = os.getpid()
        self._start = start_of(self._pid)
        self.slots = self._words[_SLOT_FIRST:]

    def reopen_if_replaced(self) -> bool:
        """Open the file again if another stands in its place (a restore, a folder that was emptied); say whether."""
        try:
            if self.path.stat().st_ino == self._inode and os.getpid() == self._pid:
                return False
        except FileNotFoundError:
            pass
        with self._thread_lock:
            # The old mapping is left to those who may still read it; it goes when they have gone.
            os.close(self._file)
            self._open()
        return True

    @property
    def epoch(self) -> int:
        """A number of the file's own: what was kept under another epoch is worth nothing."""
        return self._words[_EPOCH]

    @property
    def sequence(self) -> int:
        """The number of the last change. Read it *before* reading what a page shows."""
        return self._words[_SEQUENCE]

    @property
    def touches(self) -> int:
        """How often any slot was written, counted after it was: while this stays, every slot is as it was.

        It saves looking at each slot of a page that was looked at before. Who asks in order to remember the answer must
        read it *before* the slots.
        """
        return self._words[_TOUCHES]

    def is_fresh(self, slots: Iterable[int], sequence: int) -> bool:
        """Whether nothing in these slots has changed since ``sequence``, nor is being changed."""
        words = self.slots
        return all(words[slot] <= sequence for slot in slots)

    def bump(self, slots: Collection[int]) -> None:
        """Say that what is in these slots has changed; must be called after the change can be read by others."""
        with self._locked():
            self._number(slots)

    def mark(self, slots: Collection[int]) -> Mark:
        """Say that a change of these slots is under way. At most MARK_SLOTS slots; raises BoardFullError."""
        if len(slots) > MARK_SLOTS:
            raise ValueError(f"a mark holds {MARK_SLOTS} slots")
        with self._locked():
            place = self._free_place()
            base = _MARK_FIRST + place * _MARK_WORDS
            for at, slot in enumerate(slots):
                self._words[base + 3 + at // 2] = (
                    slot if at % 2 == 0 else self._words[base + 3 + at // 2] & 0xFFFF_FFFF | slot << 32
                )
            self._words[base + 2] = len(slots)
            self._words[base + 1] = self._start
            self._words[base] = self._pid  # from here on it counts
            for slot in slots:
                self.slots[slot] |= DIRTY
            self._words[_TOUCHES] += 1
            return Mark(self.epoch, place)

    def take_down(self, marks: Iterable[Mark], slots: Collection[int]) -> None:
        """Give the slots of a change a new number and forget its marks; the change is made or undone."""
        with self._locked():
            for epoch, place in marks:
                # On a board that was replaced meanwhile the place may be somebody else's.
                if epoch == self.epoch and self._words[_MARK_FIRST + place * _MARK_WORDS] == self._pid:
                    self._settle(place)
            self._number(slots)

    def sweep(self) -> int:
        """Take down what processes left behind that are no more; return how many marks that were."""
        if not any(self._words[_MARK_FIRST + place * _MARK_WORDS] for place in range(MARKS)):
            return 0
        with self._locked():
            dead = [place for place in range(MARKS) if self._is_abandoned(place)]
            for place in dead:
                self._settle(place)
        return len(dead)

    def lease(self, key: str, seconds: float) -> bool:
        """Take the right to do something once among all processes, for at most ``seconds``; say whether it was free.

        Two keys may share a place: the second then waits for nothing, it is only refused.
        """
        at, now = self._lease_place(key), int(time.monotonic() * 1000)
        with self._locked():
            owner, deadline = self._words[at], self._words[at + 1]
            if owner and owner != self._pid and deadline > now and is_alive(owner):
                return False
            if owner == self._pid and deadline > now:
                return False
            self._words[at], self._words[at + 1] = self._pid, now + int(seconds * 1000)
            return True

    def give_back(self, key: str) -> None:
        """Give a lease back."""
        at = self._lease_place(key)
        with self._locked():
            if self._words[at] == self._pid:
                self._words[at] = 0

    def _lease_place(self, key: str) -> int:
        return _LEASE_FIRST + _LEASE_WORDS * (hash_of(key) % LEASES)

    def _number(self, slots: Collection[int]) -> None:
        number = self._words[_SEQUENCE] + 1
        still = self._marked_slots() if any(self.slots[slot] & DIRTY for slot in slots) else ()
        for slot in slots:
            self.slots[slot] = number | (DIRTY if slot in still else 0)
        self._words[_SEQUENCE] = number
        self._words[_TOUCHES] += 1

    def _marked_slots(self, *, but: int = -1) -> set[int]:
        """Return the slots of all changes under way, without those of one mark."""
        return {slot for place in range(MARKS) if place != but for slot in self._slots_at(place)}

    def _settle(self, place: int) -> None:
        base = _MARK_FIRST + place * _MARK_WORDS
        if not self._words[base]:
            return
        slots = self._slots_at(place)
        still = self._marked_slots(but=place)
        number = self._words[_SEQUENCE] + 1
        for slot in slots:
            self.slots[slot] = number | (DIRTY if slot in still else 0)
        self._words[_SEQUENCE] = number
        self._words[_TOUCHES] += 1
        self._words[base] = 0

    def _slots_at(self, place: int) -> list[int]:
        base = _MARK_FIRST + place * _MARK_WORDS
        if not self._words[base]:
            return []
        return [self._words[base + 3 + at // 2] >> (32 * (at % 2)) & 0xFFFF_FFFF for at in range(self._words[base + 2])]

    def _free_place(self) -> int:
        for swept in (False, True):
            for place in range(MARKS):
                base = _MARK_FIRST + place * _MARK_WORDS
                if not self._words[base] or (swept and self._is_abandoned(place)):
                    self._settle(place)
                    return place
        raise BoardFullError(f"{MARKS} changes are under way")

    def _is_abandoned(self, place: int) -> bool:
        base = _MARK_FIRST + place * _MARK_WORDS
        owner, start = self._words[base], self._words[base + 1]
        return bool(owner) and not is_alive(owner, start)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the board against all other writers, in this process and in others.

        It may be entered again by its holder: a finaliser that the garbage collector runs in here takes marks down.
        """
        with self._thread_lock:
            if self._depth == 0:
                self.reopen_if_replaced()
                fcntl.flock(self._file, fcntl.LOCK_EX)
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    fcntl.flock(self._file, fcntl.LOCK_UN)


def hash_of(key: str) -> int:
    """Return a number for a key that is the same in every process."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big")


def start_of(pid: int) -> int:
    """Return when a process began, in the system's own count; 0 where the system does not say or it is no more."""
    fields = _stat(pid)
    return int(fields[19]) if fields else 0


def is_alive(pid: int, start: int = 0) -> bool:
    """Whether this process runs; with ``start``, whether it is still the same and not another with its number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    fields = _stat(pid)
    if not fields:
        return True
    # A killed process whose parent has not looked at it yet still has a number, but does nothing any more.
    return fields[0] not in "ZX" and start in (0, int(fields[19]))


def _stat(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat from the state on; nothing on systems without it."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()
