"""Functions that are done later, and the schedule: what ``kit.tasks`` offers and ``kit.working`` runs.

Built on django-tasks and its database backend, which keep the rows; what they lack is here: retry with growing pauses,
parking what never succeeds, a schedule, and taking back what a killed worker held. A handler may run twice (a worker can
die between the handler's commit and the note of it) and must have one effect.
"""

import dataclasses
import datetime as dt
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ParamSpec, TypeVar

from django_tasks.base import Task, TaskResultStatus

from haowen.kit.clock import now

P = ParamSpec("P")
T = TypeVar("T")

Together = Callable[[Sequence[Mapping[str, Any]]], None]

DEFAULT = "default"
SLOW = "slow"  # work on one file that may take minutes; never holds up the rest


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Later(Task[P, T]):
    """A function that can be enqueued: ``enqueue(**facts)`` writes a row, ``call(**facts)`` runs it here and now.

    ``together`` does many rows in one call, at most ``most`` of them: it is given the facts of each.
    """

    tries: int = 8
    together: Together | None = None
    most: int = 1

    def enqueue_all(self, facts: Iterable[Mapping[str, Any]]) -> None:
        """Write a row for each of these facts, as ``enqueue`` does for one."""
        from django_tasks_db.models import DBTaskResult, get_date_max

        DBTaskResult.objects.bulk_create(
            DBTaskResult(
                args_kwargs={"args": [], "kwargs": dict(each)},
                priority=self.priority,
                task_path=self.module_path,
                queue_name=self.queue_name,
                backend_name=self.backend,
                run_after=self.run_after or get_date_max(),
            )
            for each in facts
        )

    def enqueue_once(self, *, after: dt.timedelta) -> None:
        """Write a row without facts, to be run some time from now, unless one waits already."""
        from django_tasks_db.models import DBTaskResult

        waiting = DBTaskResult.objects.filter(task_path=self.module_path, status=TaskResultStatus.READY)
        if not waiting.filter(run_after__lte=now() + after).exists():
            dataclasses.replace(self, run_after=now() + after).enqueue_all([{}])


@dataclasses.dataclass(frozen=True, slots=True)
class Scheduled:
    """A task that runs by the clock. ``cron`` has five fields and is read in the site's deployment time zone."""

    cron: str
    task: Any

    @property
    def name(self) -> str:
        """What tells one schedule from another."""
        return f"{self.cron} {self.task.module_path}"


_schedule: list[Scheduled] = []


def task(
    queue: str = DEFAULT,
    tries: int = 8,
    *,
    priority: int = 0,
    together: Together | None = None,
    most: int = 500,
) -> Callable[[Callable[P, T]], Later[P, T]]:
    """Make a module-level function a task. It is given up, and kept with its reason, after ``tries`` attempts.

    What has a higher ``priority`` is done first. With ``together`` the worker takes up to ``most`` rows of this task that
    wait and does them in one call, for what costs as much for one as for many (a commit of the index).
    """

    def make(function: Callable[P, T]) -> Later[P, T]:
        return Later(
            func=function,
            queue_name=queue,
            tries=tries,
            priority=priority,
            together=together,
            most=most if together else 1,
        )

    return make


def every(cron: str, what: Later[Any, Any]) -> None:
    """Run a task by the clock: ``every("*/5 * * * *", thin_autosaves)``. Filled by the wiring."""
    entry = Scheduled(cron, what)
    if entry not in _schedule:
        _schedule.append(entry)


def schedule() -> tuple[Scheduled, ...]:
    """Return what runs by the clock."""
    return tuple(_schedule)


def pause(attempts: int) -> dt.timedelta:
    """Return how long to wait after so many failed attempts: 2, 4, 8 … seconds, at most an hour, give or take a quarter.

    The quarter is by chance, so that tasks that failed together do not come back together.
    """
    seconds = min(2.0 ** min(attempts, 12), 3600.0)
    return dt.timedelta(seconds=seconds * random.uniform(0.75, 1.25))  # noqa: S311 - spreads load, keeps no secret
