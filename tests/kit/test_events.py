from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

from haowen.kit import events


@dataclass(frozen=True, slots=True)
class KettleBoiled(events.Event):
    kettle_id: int
    celsius: int = 100


class Note:
    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []

    def enqueue_all(self, facts: Iterable[Mapping[str, Any]]) -> None:
        self.taken.extend(dict(each) for each in facts)


@pytest.fixture
def wiring() -> Iterator[None]:
    now, later = dict(events._now), dict(events._later)
    yield
    events.wire(now, later)


@pytest.mark.django_db
@pytest.mark.usefixtures("wiring")
def test_now_is_done_at_once_and_later_is_told_the_facts() -> None:
    done: list[events.Event] = []
    note = Note()
    events.wire({KettleBoiled: [done.extend]}, {KettleBoiled: [note]})
    with transaction.atomic():
        events.announce(KettleBoiled(kettle_id=7))
    assert done == [KettleBoiled(kettle_id=7)]
    assert note.taken == [{"kettle_id": 7, "celsius": 100}]
    assert events.wired() == {KettleBoiled}


@dataclass(frozen=True, slots=True)
class TeaMade(events.Event):
    cups: int


@pytest.mark.django_db
@pytest.mark.usefixtures("wiring")
def test_facts_of_several_kinds_are_told_together_each_to_its_own() -> None:
    boiled, made, note = [], [], Note()
    events.wire({KettleBoiled: [boiled.append], TeaMade: [made.append]}, {TeaMade: [note]})
    with transaction.atomic():
        events.announce(TeaMade(cups=1), KettleBoiled(kettle_id=7), TeaMade(cups=2))
        events.announce()
    assert boiled == [[KettleBoiled(kettle_id=7)]]
    assert made == [[TeaMade(cups=1), TeaMade(cups=2)]]
    assert note.taken == [{"cups": 1}, {"cups": 2}]


@pytest.mark.django_db(transaction=True)
def test_a_fact_outside_its_transaction_is_refused() -> None:
    with pytest.raises(events.NotInTransactionError, match="KettleBoiled"):
        events.announce(KettleBoiled(kettle_id=7))


@pytest.mark.django_db
@pytest.mark.usefixtures("wiring")
def test_a_fact_that_nobody_waits_for_is_no_error() -> None:
    events.wire({}, {})
    with transaction.atomic():
        events.announce(KettleBoiled(kettle_id=7))
