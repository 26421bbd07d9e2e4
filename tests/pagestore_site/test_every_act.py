"""Each thing that can happen, once, while every page is kept: no page that is answered afterwards is old."""

import datetime as dt
import os
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from haowen.kit.clock import telling
from tests.pagestore_site.acts import ACTS, BOUNDED
from tests.pagestore_site.small_site import SmallSite, Snapshot
from tests.pagestore_site.workers import BEGIN, Workers, environ, plain

IS_LONG = bool(os.environ.get("HAOWEN_LONG"))
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(0 if IS_LONG else 300)]

MINUTE = dt.timedelta(seconds=61)
TRIES = [(0, 1), (1, 2), (5, 3), (2, 0)] if IS_LONG else [(0, 1)]
SHARE = 2 if IS_LONG else 29
"""Of the pages that are still answered, one in so many is compared."""


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Workers]:
    made = Workers(monkeypatch, number=1)
    with telling(BEGIN):
        yield made


def test_no_act_leaves_an_old_page(workers: Workers) -> None:
    site = SmallSite()
    start = Snapshot()
    for asked in site.requests():
        workers.ask(0, asked)
    bring_back = workers.keep()
    found: list[str] = []
    for turn, name in enumerate(ACTS):
        for one, other in TRIES:
            start.restore()
            workers.at = BEGIN
            bring_back()
            with telling(workers.at):
                site.happen(name, one, other)
            if name in BOUNDED:
                workers.at += MINUTE
            said = workers.old(every=SHARE, first=turn + one)
            # What was spoiled is made and kept again, and has to know until when it holds.
            for asked in site.requests()[turn % SHARE :: SHARE]:
                workers.ask(0, asked)
            for seconds in (21, 5):  # across the end of terms and slots
                workers.at += dt.timedelta(seconds=seconds)
                said += [f"later {was}" for was in workers.old(every=SHARE, first=turn + other)]
            found += [f"{name}({one}, {other}): {was}" for was in said]
    assert not found, "\n".join(found)


TIMED = [
    ("withhold_article", 0, 1),
    ("unlist", 0, 1),
    ("unlist", 1, 1),
    ("withhold_publisher", 0, 1),
    ("withhold_comment", 0, 1),
    ("place", 0, 1),
    ("place", 1, 2),
    ("publish_dated_ahead", 0, 0),
    ("terms", 1, 0),
]


def test_what_ends_or_begins_by_the_clock_does_so_on_every_page(workers: Workers) -> None:
    site = SmallSite()
    start = Snapshot()
    ids = [site.article(number).public_id for number in (0, 1)]
    paths = (
        "/",
        "/c/science",
        "/hot",
        "/terms",
        "/@river_watch",
        f"/a/{ids[0]}",
        f"/a/{ids[0]}/comments",
        f"/a/{ids[1]}",
    )
    requests = [
        environ(path, cookie=f"prefs={prefs}") for path in paths for prefs in ("en", "zh-hans.care")[: 1 + IS_LONG]
    ]

    def visit() -> None:
        for asked in requests:
            workers.ask(0, asked)

    visit()
    bring_back = workers.keep()  # the edges are kept from before
    for name, one, other in TIMED:
        start.restore()
        workers.at = BEGIN
        bring_back()
        with telling(workers.at):
            site.happen(name, one, other)
        visit()
        for seconds in (14.9, 0.2, 5.8, 0.2, 4.8) if IS_LONG else (15.1, 6, 5):
            workers.at += dt.timedelta(seconds=seconds)
            assert not workers.old(), name
            visit()


def test_two_titles_turn_with_the_hour_and_end_with_the_day(workers: Workers) -> None:
    site = SmallSite()
    with telling(workers.at):
        site.happen("try_titles", 0, 1)
    article = site.article(0)
    handle, under = article.publisher.handle, site.article(3).public_id
    paths = ("/", "/hot", "/c/science", f"/@{handle}", f"/a/{article.public_id}", f"/a/{under}", f"/t/{quote('长江')}")
    requests = [environ(path, cookie="prefs=en") for path in paths]
    seen: list[bool] = []
    for minutes in (0, 59, 2, 60, 60, 24 * 60):
        workers.at += dt.timedelta(minutes=minutes)
        assert not workers.old()
        for asked in requests:
            workers.ask(0, asked)
        seen.append("另一个题目" in plain(workers.ask(0, requests[2])).decode())
    assert set(seen[:-1]) == {True, False}
    assert not seen[-1]
