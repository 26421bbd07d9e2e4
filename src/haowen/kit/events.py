"""Facts and their consequences: what is done now, inside the transaction, and what is kept to be done later."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from django.db import connection


@dataclass(frozen=True, slots=True)
class Event:
    """A fact in the past tense, carrying public or primary ids, never objects."""


class Later(Protocol):
    """A task that takes the event's own fields."""

    def enqueue_all(self, facts: Iterable[Mapping[str, Any]]) -> None:
        """Write the task as a row of the running transaction, once for each event's fields."""


Now = Callable[[Sequence[Any]], None]

_now: dict[type[Event], tuple[Now, ...]] = {}
_later: dict[type[Event], tuple[Later, ...]] = {}


class NotInTransactionError(RuntimeError):
    """A fact was announced outside the transaction that made it true."""


def wire(now: Mapping[type[Event], Sequence[Now]], later: Mapping[type[Event], Sequence[Later]]) -> None:
    """Put the house's table of consequences in place; a second call replaces the first."""
    _now.clear()
    _later.clear()
    _now.update({event: tuple(handlers) for event, handlers in now.items()})
    _later.update({event: tuple(tasks) for event, tasks in later.items()})


def announce(*events: Event) -> None:
    """Say that something has happened, or many things at once: what follows from each is the same.

    Must be called inside the transaction of the change: later-tasks are rows of that transaction and are kept with
    the change or not at all. Raises NotInTransactionError otherwise.
    """
    if events and not connection.in_atomic_block:
        raise NotInTransactionError(type(events[0]).__name__)
    for kind in dict.fromkeys(map(type, events)):
        alike = [event for event in events if type(event) is kind]
        for handler in _now.get(kind, ()):
            handler(alike)
        for task in _later.get(kind, ()):
            task.enqueue_all([asdict(event) for event in alike])


def wired() -> set[type[Event]]:
    """Return the events that the wiring names."""
    return set(_now) | set(_later)
