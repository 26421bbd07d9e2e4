"""Whatever happens in whatever order, no worker of the real site answers with an old page."""

import datetime as dt
import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from haowen.domain.articles.access import edges as article_edges
from haowen.domain.headlines.access import edges as slot_edges
from haowen.kit.clock import telling
from tests.pagestore_site.acts import ACTS, BOUNDED
from tests.pagestore_site.small_site import SmallSite, Snapshot
from tests.pagestore_site.workers import BEGIN, Workers

LONG = int(os.environ.get("HAOWEN_LONG", "0"))
IS_LONG = LONG > 0
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(0 if IS_LONG else 300)]

EXAMPLES, STEPS = (12 * LONG, 30) if IS_LONG else (4, 10)
VISITS = 12
numbers = st.integers(0, 13)


def test_no_worker_ever_answers_with_an_old_page(monkeypatch: pytest.MonkeyPatch) -> None:
    workers = Workers(monkeypatch, number=3)
    with telling(BEGIN):
        site = SmallSite()
    start = Snapshot()

    class Site(RuleBasedStateMachine):
        """Visitors and everybody else, one after the other."""

        @initialize()
        def begin(self) -> None:
            start.restore()
            workers.forget()
            workers.at = BEGIN
            site.turn = 0

        @rule(worker=st.integers(0, 2), first=st.integers(0, 400))
        def visit(self, worker: int, first: int) -> None:
            asked = site.requests()
            # A stride that meets every kind of page in every edition, in time.
            for number in range(VISITS):
                workers.ask(worker, asked[(first + 37 * number) % len(asked)])

        @rule(
            name=st.sampled_from([name for name in ACTS if name not in BOUNDED]),
            one=numbers,
            other=numbers,
            worker=st.integers(0, 2),
        )
        def happen(self, name: str, one: int, other: int, worker: int) -> None:
            self.visit(worker, one * 31 + other)
            with telling(workers.at):
                site.happen(name, one, other)

        @rule(name=st.sampled_from(BOUNDED), one=numbers, other=numbers)
        def happen_and_wait(self, name: str, one: int, other: int) -> None:
            """Counters, scores and orders may lag, for a minute and no longer."""
            with telling(workers.at):
                site.happen(name, one, other)
            workers.at += dt.timedelta(seconds=61)

        @rule(before=st.booleans())
        def to_the_next_edge(self, before: bool) -> None:  # noqa: FBT001
            """Go to the moment when the clock alone changes something, or to just before it."""
            found = [edge for edge in (article_edges(workers.at), slot_edges(workers.at)) if edge is not None]
            if found:
                workers.at = max(workers.at, min(found) - dt.timedelta(milliseconds=before))

        @rule(seconds=st.sampled_from([0.01, 1, 28, 31, 61, 86400]))
        def time_passes(self, seconds: float) -> None:
            workers.at += dt.timedelta(seconds=seconds)

        @rule(worker=st.integers(0, 2))
        def restart(self, worker: int) -> None:
            workers.restart(worker)

        @invariant()
        def nothing_old_would_be_answered(self) -> None:
            assert workers.old(every=1 if IS_LONG else 3, first=site.turn) == []

    run_state_machine_as_test(
        Site,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, database=None, derandomize=not IS_LONG,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
