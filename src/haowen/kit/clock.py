"""The one place where the house reads a clock, so that time can be moved when the product is tried or a past is told."""

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_OFFSET = (
    dt.timedelta(seconds=float(os.environ.get("HAOWEN_CLOCK_OFFSET", "0")))
    if os.environ.get("HAOWEN_TESTING")
    else dt.timedelta()
)
_told: ContextVar[dt.datetime | None] = ContextVar("told", default=None)


def now() -> dt.datetime:
    """Return the present moment, aware, in UTC."""
    return _told.get() or dt.datetime.now(dt.UTC) + _OFFSET


@contextmanager
def telling(moment: dt.datetime) -> Iterator[None]:
    """Let acts inside this block happen at a moment of the past: for telling a history, as the demonstration does."""
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)
