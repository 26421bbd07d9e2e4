"""Until when a list holds by the clock: the next moment at which something enters or leaves it without anybody's act."""

import datetime as dt

from haowen.doors.web.placed import PLACED
from haowen.kit import pagestore
from haowen.kit.clock import now


def timed() -> None:
    """Let the page hold no longer than till the next edge of a slot, a restriction or a date to come.

    The edges are kept as one fragment for all lists, so that asking for them costs one statement in a while.
    """
    pagestore.fragment("edges", "", _make)


def _make() -> str:
    pagestore.depends("slots", "list:all", "originals", "edges")
    moments: list[dt.datetime] = [row["edge"] for row in PLACED.rows(at=now()) if row["edge"]]
    first = min(moments, default=None)
    pagestore.valid_until(first)
    return first.isoformat() if first else ""
