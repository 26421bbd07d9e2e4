import dataclasses
import importlib
import inspect
import pkgutil

import pytest

import haowen.derived
import haowen.domain
from haowen.config import wiring
from haowen.kit import events, failpoints, tasks
from haowen.kit.events import Event
from tests.conventions.sources import ROOT


def all_events() -> list[type[Event]]:
    found: list[type[Event]] = []
    for info in pkgutil.walk_packages(haowen.domain.__path__, "haowen.domain."):
        if info.name.endswith(".events"):
            module = importlib.import_module(info.name)
            found += [
                thing
                for thing in vars(module).values()
                if inspect.isclass(thing) and issubclass(thing, Event) and thing.__module__ == info.name
            ]
    return found


@pytest.mark.parametrize("event", all_events(), ids=lambda event: event.__name__)
def test_every_event_is_in_the_wiring(event: type[Event]) -> None:
    assert event in events.wired()


@pytest.mark.parametrize("event", all_events(), ids=lambda event: event.__name__)
def test_tasks_take_the_events_own_fields(event: type[Event]) -> None:
    fields = {field.name for field in dataclasses.fields(event)}
    for task in wiring.LATER.get(event, ()):
        taken = inspect.signature(task.func).parameters  # type: ignore[attr-defined]
        assert set(taken) == fields, task
        assert all(parameter.kind is parameter.KEYWORD_ONLY for parameter in taken.values())


@pytest.mark.parametrize("event", all_events(), ids=lambda event: event.__name__)
def test_events_are_facts_in_the_past_tense_that_carry_ids(event: type[Event]) -> None:
    assert event.__name__.endswith(("ed", "ade", "ept", "drawn", "SentBack", "SentToReview", "BroughtIn")), (
        event.__name__
    )
    for field in dataclasses.fields(event):
        assert "models" not in str(field.type), "an event carries ids, never objects"


def test_what_runs_by_the_clock_takes_nothing() -> None:
    assert tasks.schedule()
    for entry in tasks.schedule():
        assert not inspect.signature(entry.task.func).parameters


def test_every_gate_has_a_name_of_its_own() -> None:
    for gates in wiring.GATES.values():
        names = [gate.__name__ for gate in gates]
        assert len(names) == len(set(names))


def test_every_failpoint_is_described() -> None:
    text = (ROOT / "docs" / "operating" / "failpoints.md").read_text(encoding="utf-8")
    assert not [name for name in failpoints.NAMES if f"`{name}`" not in text]
