"""Each thing that can happen, once, while every page is kept: no page that is answered afterwards is old."""

import datetime as dt
from collections.abc import Iterator

import pytest

from haowen.kit.clock import telling
from tests.pagestore_site.small_site import ACTS, BOUNDED, SmallSite, Snapshot
from tests.pagestore_site.workers import BEGIN, Workers

pytestmark = pytest.mark.django_db(transaction=True)

MINUTE = dt.timedelta(seconds=61)
TRIES = [(0, 1), (1, 2), (2, 3)]


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Workers]:
    made = Workers(monkeypatch, number=1)
    with telling(BEGIN):
        yield made


def test_no_act_leaves_an_old_page(workers: Workers):
    site = SmallSite()
    start = Snapshot()
    found: list[str] = []
    for name in ACTS:
        for one, other in TRIES:
            start.restore()
            workers.at = BEGIN
            workers.forget()
            for asked in site.requests()[one::3]:
                workers.ask(0, asked)
            with telling(workers.at):
                site.happen(name, one, other)
            if name in BOUNDED:
                workers.at += MINUTE
            found += [f"{name}({one}, {other}): {said}" for said in workers.old()]
            for seconds in (21, 5):  # across the end of terms and slots
                workers.at += dt.timedelta(seconds=seconds)
                found += [f"{name}({one}, {other}) later: {said}" for said in workers.old()]
    assert not found, "\n".join(found)
