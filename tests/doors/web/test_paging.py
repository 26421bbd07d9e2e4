"""Lists in numbered pages, and lists that are cut where articles stand."""

import datetime as dt

import pytest
from django.http import Http404

from haowen.domain.articles.access import listed
from haowen.domain.articles.models import Article
from haowen.domain.articles.withdrawing import withdraw
from haowen.domain.people.acting import host_actor
from haowen.doors.web import paging
from haowen.kit.clock import now


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


@pytest.fixture
def nine(published) -> list[Article]:
    """Nine articles, the oldest first; three of them came out in the same moment."""
    start = now() - dt.timedelta(days=9)
    hours = [1, 2, 3, 4, 4, 4, 5, 6, 7]
    return [published(title=f"第 {n} 篇", at=start + dt.timedelta(hours=hour)) for n, hour in enumerate(hours)]


def cut(rf, query: str = "", size: int = 4) -> paging.Stretch:
    return paging.stretch(rf.get(f"/c/x{query}"), listed(now()), "/c/x", size)


def keys(piece: paging.Stretch) -> list[int]:
    return [row["pk"] for row in piece.rows]


@pytest.mark.django_db
def test_a_list_is_read_to_its_end_and_back_with_each_article_once(rf, nine) -> None:
    first = cut(rf)
    second = cut(rf, first.older.removeprefix("/c/x"))
    third = cut(rf, second.older.removeprefix("/c/x"))
    assert keys(first) + keys(second) + keys(third) == [one.pk for one in reversed(nine)]
    assert (first.is_first, first.newer, third.older) == (True, "", "")
    back = cut(rf, third.newer.removeprefix("/c/x"))
    assert keys(back) == keys(second)
    assert keys(cut(rf, back.newer.removeprefix("/c/x"))) == keys(first)


@pytest.mark.django_db
def test_a_link_holds_though_its_article_is_gone_and_others_came(rf, nine, published) -> None:
    link = cut(rf).older.removeprefix("/c/x")
    before = keys(cut(rf, link))
    published(title="刚刚发布")
    withdraw(Article.objects.get(public_id=link.partition("=")[2]), by=host_actor())
    assert keys(cut(rf, link)) == before


@pytest.mark.django_db
def test_nothing_is_older_than_the_oldest(rf, nine) -> None:
    with pytest.raises(Http404):
        cut(rf, f"?before={nine[0].public_id}")


@pytest.mark.django_db
def test_few_newer_ones_are_the_first_page(rf, nine) -> None:
    assert cut(rf, f"?after={nine[-2].public_id}").own == "/c/x"
    assert keys(cut(rf, f"?after={nine[-1].public_id}")) == keys(cut(rf))


@pytest.mark.django_db
def test_a_draft_is_no_place_in_a_list(rf, nine, article_factory) -> None:
    for way in ("before", "after"):
        with pytest.raises(Http404):
            cut(rf, f"?{way}={article_factory().public_id}")
