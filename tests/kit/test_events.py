from collections.abc import Iterator
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

    def enqueue(self, *_arguments: Any, **facts: Any) -> None:
        self.taken.append(facts)


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
    events.wire({KettleBoiled: [done.append]}, {KettleBoiled: [note]})
    with transaction.atomic():
        events.announce(KettleBoiled(kettle_id=7))
    assert done == [KettleBoiled(kettle_id=7)]
    assert note.taken == [{"kettle_id": 7, "celsius": 100}]
    assert events.wired() == {KettleBoiled}


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
