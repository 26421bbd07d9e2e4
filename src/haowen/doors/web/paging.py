"""Lists by pages: which page is asked for, what stands on it, and the addresses before and after.

What has an order of its own (parts of a series, results, floors) has numbered pages. Lists with the newest first are cut
where an article stands: what comes after it is the same tomorrow, however much is published until then, and a page deep in
a list of thousands costs what the first one costs.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpRequest

from haowen.domain.articles.models import Article, ArticleQuerySet
from haowen.doors.web import items

Row = TypeVar("Row")
SIZE = 20
_DIGITS = 6  # nobody turns a million pages


@dataclass(frozen=True, slots=True)
class Turned(Generic[Row]):
    """One page of a list: its rows, its number, the number of the last page and of all rows."""

    rows: list[Row]
    page: int
    last: int
    total: int


def number(request: HttpRequest) -> int:
    """Return the page asked for, from 1. Raises Http404 for anything that is no page's number."""
    asked = request.GET.get("page", "")
    if not asked:
        return 1
    if not (asked.isascii() and asked.isdigit() and len(asked) <= _DIGITS and int(asked) >= 1):
        raise Http404
    return int(asked)


def turn(total: int, page: int, read: Callable[[int, int], list[Row]], size: int = SIZE) -> Turned[Row]:
    """Read one page by ``read(start, end)``. Raises Http404 when the list is not that long; page 1 always exists."""
    last = max(1, -(-total // size))
    if page > last:
        raise Http404
    start = (page - 1) * size
    return Turned(read(start, start + size) if total else [], page, last, total)


def address(path: str, given: Mapping[str, Any] | None = None) -> str:
    """Return ``path?…&page=``, ready for a page's number; empty values are left out."""
    said = {key: value for key, value in (given or {}).items() if value}
    return f"{path}?{urlencode([*said.items(), ('page', '')])}"


def canonical(path: str, page: int) -> str:
    """Return a list's own address: the first page has no number."""
    return path if page == 1 else f"{path}?page={page}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a list with the newest first: its rows (as of ``items.rows``), and where the list goes on both ways.

    ``older`` and ``newer`` are addresses, empty at the ends; ``own`` is the address of this piece.
    """

    rows: list[dict[str, Any]]
    own: str
    older: str = ""
    newer: str = ""

    @property
    def is_first(self) -> bool:
        """Whether the list begins here."""
        return not self.newer


def stretch(request: HttpRequest, listed: ArticleQuerySet, path: str, size: int = SIZE) -> Stretch:
    """Return the piece of a list that is asked for: ``?before=<article>`` older ones, ``?after=<article>`` newer ones.

    Costs one statement, two where an article is named. Raises Http404 for an article that was never out, and where
    nothing is older.
    """
    before, after = request.GET.get("before", ""), request.GET.get("after", "")
    if before:
        rows = items.rows(listed.filter(_older(*_place(before))).newest()[: size + 1])
        if not rows:
            raise Http404
        own = f"{path}?before={before}"
        return Stretch(rows[:size], own, _goes_on(path, rows, size), f"{path}?after={rows[0]['public_id']}")
    if after:
        rows = items.rows(listed.filter(_newer(*_place(after))).order_by("published_at", "pk")[: size + 1])
        if len(rows) > size:
            rows = rows[:size][::-1]
            ends = (rows[-1]["public_id"], rows[0]["public_id"])
            return Stretch(rows, f"{path}?after={after}", f"{path}?before={ends[0]}", f"{path}?after={ends[1]}")
    # Fewer newer ones than a page holds are a part of the first page.
    rows = items.rows(listed.newest()[: size + 1])
    return Stretch(rows[:size], path, _goes_on(path, rows, size))


def _goes_on(path: str, rows: list[dict[str, Any]], size: int) -> str:
    return f"{path}?before={rows[size - 1]['public_id']}" if len(rows) > size else ""


def _place(public_id: str) -> tuple[dt.datetime, int]:
    """Return where an article stands in the order of ``newest``."""
    row = Article.objects.filter(public_id=public_id).values("published_at", "pk").first()
    if row is None or row["published_at"] is None:
        raise Http404
    return row["published_at"], row["pk"]


def _older(at: dt.datetime, pk: int) -> Q:
    # The first condition follows from the second; by it the database finds the place in its index.
    return Q(published_at__lte=at) & (Q(published_at__lt=at) | Q(pk__lt=pk))


def _newer(at: dt.datetime, pk: int) -> Q:
    return Q(published_at__gte=at) & (Q(published_at__gt=at) | Q(pk__gt=pk))
