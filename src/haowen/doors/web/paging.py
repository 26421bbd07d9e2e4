"""Lists in numbered pages: which page is asked for, what stands on it, and the addresses before and after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

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
