"""Lists in numbered pages."""

import pytest
from django.http import Http404

from haowen.doors.web import paging


def read(start: int, end: int) -> list[int]:
    return list(range(45))[start:end]


@pytest.mark.parametrize(("page", "first", "last"), [(1, 0, 19), (2, 20, 39), (3, 40, 44)])
def test_each_row_stands_on_one_page(page, first, last) -> None:
    turned = paging.turn(45, page, read)
    assert (turned.rows[0], turned.rows[-1], turned.last, turned.total) == (first, last, 3, 45)


def test_a_full_last_page_is_the_last() -> None:
    assert paging.turn(40, 2, read).last == 2


def test_an_empty_list_has_one_page_and_asks_for_nothing() -> None:
    assert paging.turn(0, 1, lambda _start, _end: pytest.fail("asked")).last == 1


def test_no_page_stands_after_the_last() -> None:
    with pytest.raises(Http404):
        paging.turn(40, 3, read)


@pytest.mark.parametrize("typed", ["0", "-1", "1.5", "one", "²", "１", "9999999"])
def test_what_is_no_number_of_a_page_is_404(rf, typed) -> None:
    with pytest.raises(Http404):
        paging.number(rf.get("/", {"page": typed}))


def test_without_a_number_it_is_the_first(rf) -> None:
    assert paging.number(rf.get("/")) == 1
    assert paging.number(rf.get("/?page=7")) == 7


def test_addresses_keep_what_was_asked_and_leave_out_what_was_not() -> None:
    assert paging.address("/search", {"q": "a b", "kind": ""}) == "/search?q=a+b&page="
    assert paging.canonical("/hot", 1) == "/hot"
    assert paging.canonical("/hot", 2) == "/hot?page=2"
