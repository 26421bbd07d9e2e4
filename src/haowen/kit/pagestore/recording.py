"""What a page says about itself while it is rendered: what it shows, how long it holds, how exact it must be."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(slots=True)
class Record:
    """Notes taken while one page or fragment is rendered.

    ``born`` is the time (seconds) before rendering began, and never later than the birth of the oldest bounded
    fragment on the page; ``until`` the time from which it no longer holds; ``is_bounded`` allows it to be a minute old;
    ``parts`` are the fragments that it has taken in: a page says one thing, however often it asks.
    """

    born: float
    keys: set[str] = field(default_factory=set)
    until: float | None = None
    is_bounded: bool = False
    is_private: bool = False
    parts: dict[tuple[str, str], str] = field(default_factory=dict)

    def hold_until(self, until: float | None) -> None:
        """Let the record hold no longer than ``until``."""
        if until is not None and (self.until is None or until < self.until):
            self.until = until

    def take_in(self, keys: frozenset[str], until: float | None, *, is_bounded: bool, born: float) -> None:
        """Take over what a fragment on the page has noted."""
        self.keys |= keys
        self.hold_until(until)
        if is_bounded:
            self.is_bounded = True
            self.born = min(self.born, born)


_current: ContextVar[Record | None] = ContextVar("haowen_page_record", default=None)


def current() -> Record | None:
    """Return the record of what is being rendered here, None outside of any rendering."""
    return _current.get()


@contextmanager
def recording(born: float) -> Iterator[Record]:
    """Take notes on what is rendered inside the block; an outer record is left alone until the block ends."""
    record = Record(born)
    token = _current.set(record)
    try:
        yield record
    finally:
        _current.reset(token)


def depends(*keys: str) -> None:
    """Note that what is being rendered shows these things, e.g. ``depends("article:12", "list:channel:3")``."""
    record = _current.get()
    if record is not None:
        record.keys.update(keys)


def valid_until(moment: dt.datetime | None) -> None:
    """Note the next moment at which what is being rendered changes by itself; None notes nothing."""
    record = _current.get()
    if record is not None and moment is not None:
        record.hold_until(moment.timestamp())


def bounded() -> None:
    """Note that what is being rendered may be up to a minute old (counters, the order of hot lists)."""
    record = _current.get()
    if record is not None:
        record.is_bounded = True


def unkept() -> None:
    """Note that what is being rendered is for this answer only and must not be kept, whatever else is noted."""
    record = _current.get()
    if record is not None:
        record.is_private = True
