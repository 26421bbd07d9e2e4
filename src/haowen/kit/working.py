"""The task worker: claims rows, runs them, takes back what a dead worker held, keeps the schedule, tidies up."""

import contextlib
import datetime as dt
import importlib
import logging
import os
import socket
import sys
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from traceback import format_exception
from typing import Any
from zoneinfo import ZoneInfo

from cronsim import CronSim
from django.conf import settings
from django.db import connection, connections, transaction
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult, get_date_max

from haowen.kit.clock import now
from haowen.kit.failpoints import reach
from haowen.kit.later import DEFAULT, SLOW, Later, Scheduled, pause, schedule
from haowen.kit.processes import HeldError, hold

log = logging.getLogger(__name__)
Row = DBTaskResult[..., Any]

IDLE_SECONDS = 0.2  # how long a new row waits at most before an idle worker sees it
_NICE = 10  # of the slow queue; 0 is everybody else, 19 the least
HOUSEKEEPING_SECONDS = 2.0
LEASE = dt.timedelta(minutes=3)  # a worker on another machine that says nothing for so long is taken for dead
HEARTBEAT_SECONDS = 30.0
DONE_KEPT = dt.timedelta(days=1)
PARKED_KEPT = dt.timedelta(days=90)
_SCHEDULES = uuid.UUID("6f0e2a52-9a0b-4f5e-8f0c-2c2b6f0d7a11")
_MACHINE = socket.gethostname()


class WorkerDiedError(Exception):
    """The worker was killed while it ran this task."""


def lock_path() -> Path:
    """Return the lock that the one worker of this data folder holds."""
    return Path(settings.DATA) / "run" / "work.lock"


def due() -> QuerySet[Row]:
    """Return the rows whose time has come."""
    return Row.objects.filter(Q(run_after=get_date_max()) | Q(run_after__lte=now()), status=Status.READY)


class Worker:
    """Runs tasks of some queues, one after the other, in one thread."""

    def __init__(self, queues: Sequence[str]) -> None:
        """Take a name of its own; names begin with the machine's."""
        self.queues = list(queues)
        self.name = f"{_MACHINE}/{uuid.uuid4().hex[:12]}"
        self.running: list[uuid.UUID] = []

    def claim(self) -> list[Row]:
        """Take the next row that is due, if there is one, and what can be done in one call with it.

        Two workers never get the same. Rows go together when they have the same history, the fewer the more often they
        failed: so the one of many that cannot be done is soon alone, and the rest are done without it.
        """
        with transaction.atomic():
            rows = due().filter(queue_name__in=self.queues).order_by("-priority", "enqueued_at", "id")
            if connection.features.has_select_for_update_skip_locked:
                rows = rows.select_for_update(skip_locked=True)
            first = rows.first()
            if first is None:
                return []
            most = _together(first)
            alike = rows.filter(task_path=first.task_path, worker_ids=first.worker_ids)
            taken = list(alike[:most]) if most > 1 else [first]
            history = [*first.worker_ids, self.name]
            for row in taken:
                row.worker_ids = history
            changed = DBTaskResult.objects.filter(pk__in=[row.pk for row in taken], status=Status.READY).update(
                status=Status.RUNNING, started_at=now(), worker_ids=history
            )
        return taken if changed == len(taken) else []  # what was taken and is not run comes back with the lease

    def step(self) -> bool:
        """Run one task, or several of a kind in one call. Return whether there was one."""
        if not due().filter(queue_name__in=self.queues).exists():
            return False  # looked at without a lock first: an idle worker must not stand in a writer's way
        rows = self.claim()
        if not rows:
            return False
        self.running = [row.pk for row in rows]
        try:
            self._run(rows)
        finally:
            self.running = []
        return True

    def _run(self, rows: Sequence[Row]) -> None:
        reach("task.before_run")
        try:
            what = _resolve(rows[0])
            if what.together is None:
                what.call(*rows[0].args_kwargs["args"], **rows[0].args_kwargs["kwargs"])
            else:
                what.together([row.args_kwargs["kwargs"] for row in rows])
        except Exception as error:  # noqa: BLE001 - whatever a task raises is kept with it, and it is tried again
            give_back(rows, error)
            return
        reach("task.after_run")
        _held(rows).update(status=Status.SUCCESSFUL, finished_at=now(), exception_class_path="", traceback="")

    def beat(self) -> None:
        """Say that the tasks in hand are still being worked on."""
        if running := self.running:
            DBTaskResult.objects.filter(pk__in=running, status=Status.RUNNING).update(started_at=now())


def _held(rows: Sequence[Row]) -> QuerySet[Row]:
    """Return those of these rows, all of one history, that nobody else has taken since."""
    return Row.objects.filter(pk__in=[row.pk for row in rows], status=Status.RUNNING, worker_ids=rows[0].worker_ids)


def _together(row: Row) -> int:
    """Return how many rows may be done in one call with this one."""
    try:
        most = _resolve(row).most
    except (ImportError, TypeError):
        return 1
    return max(1, most >> (3 * len(row.worker_ids)))


def _resolve(row: Row) -> Later[..., object]:
    what = import_string(row.task_path)
    if not isinstance(what, Later):
        raise TypeError(f"{row.task_path} is no task")
    return what


def give_back(rows: Sequence[Row], error: BaseException) -> None:
    """Let failed tasks of one kind and history be tried again after a pause, or park them when that was often enough."""
    path, attempts = rows[0].task_path, len(rows[0].worker_ids)
    try:
        tries = _resolve(rows[0]).tries
    except (ImportError, TypeError):
        tries = 1  # nobody knows the task any more
    is_parked = attempts >= tries
    # a worker is killed by chance more often than by a task: the first time, the task is not made to wait for it
    wait = dt.timedelta() if isinstance(error, WorkerDiedError) and attempts == 1 else pause(attempts)
    changes: dict[str, Any] = {
        "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
        "traceback": "".join(format_exception(error)),
        "finished_at": now() if is_parked else None,
        "status": Status.FAILED if is_parked else Status.READY,
    }
    changed = _held(rows).update(**changes if is_parked else {**changes, "run_after": now() + wait})
    if changed and is_parked:
        log.error("%s is given up after %d attempts: %s", path, attempts, error, exc_info=error)
    elif changed:
        log.warning("%s failed (attempt %d of %d): %s", path, attempts, tries, error)


def reap(alive: Sequence[str]) -> int:
    """Take back what dead workers held and return how many tasks that were.

    Whoever calls this holds the worker's lock of this machine: every other worker of this machine is dead.
    Workers elsewhere are dead when their lease has run out.
    """
    here = Q(started_at__lt=now() - LEASE)
    taken = 0
    for row in DBTaskResult.objects.filter(status=Status.RUNNING):
        holder = row.worker_ids[-1] if row.worker_ids else ""
        if holder in alive:
            continue
        is_ours = holder.startswith(f"{_MACHINE}/")
        if is_ours or DBTaskResult.objects.filter(here, pk=row.pk).exists():
            give_back([row], WorkerDiedError("the worker was killed while it ran this task"))
            taken += 1
    return taken


def edge(entry: Scheduled, at: dt.datetime) -> dt.datetime:
    """Return the last moment, at or before ``at``, when a schedule was due."""
    local = at.astimezone(ZoneInfo(settings.TIME_ZONE)) + dt.timedelta(minutes=1)
    moments = CronSim(entry.cron, local, reverse=True)
    moment = next(moments)
    while moment > at:
        moment = next(moments)
    return moment


def _row_id(entry: Scheduled, moment: dt.datetime) -> uuid.UUID:
    return uuid.uuid5(_SCHEDULES, f"{entry.name} {moment.astimezone(dt.UTC).isoformat()}")


def tick() -> int:
    """Enqueue what the clock has made due since it last ran, each once, and return how many.

    The row's key is made of the schedule and the moment, so two workers write it once, a site that was down across
    several moments runs the last of them once, and a clock that is put back repeats nothing.
    """
    made = 0
    for entry in schedule():
        key = _row_id(entry, edge(entry, now()))
        if DBTaskResult.objects.filter(pk=key).exists():
            continue
        row = Row(
            id=key,
            args_kwargs={"args": [], "kwargs": {}},
            task_path=entry.task.module_path,
            queue_name=entry.task.queue_name,
            backend_name=entry.task.backend,
            run_after=get_date_max(),
        )
        made += len(DBTaskResult.objects.bulk_create([row], ignore_conflicts=True))
    return made


def prune() -> int:
    """Forget what was done, except the last run of each schedule, which is its memory. Return how many rows went."""
    memory = [_row_id(entry, edge(entry, now())) for entry in schedule()]
    old = Q(status=Status.SUCCESSFUL, finished_at__lt=now() - DONE_KEPT) | Q(
        status=Status.FAILED, finished_at__lt=now() - PARKED_KEPT
    )
    gone, _rows = DBTaskResult.objects.filter(old).exclude(pk__in=memory).delete()
    return gone


def sweep_pages() -> None:
    """Spoil what writers that died in the middle of a change had marked."""
    importlib.import_module("haowen.kit.pagestore").sweep()


def work(stop: threading.Event) -> None:
    """Work until told to stop; the task in hand is finished.

    A second worker on the same data folder waits for the first to go. The slow queue has a thread of its own.
    """
    while not stop.is_set():
        try:
            with hold(lock_path()):
                _work(stop)
        except HeldError:
            stop.wait(1.0)


def _work(stop: threading.Event) -> None:
    workers = [Worker([DEFAULT]), Worker([SLOW])]
    names = [worker.name for worker in workers]
    _try("taking back", lambda: reap(names))
    threads = [threading.Thread(target=_loop, args=(worker, stop), name=worker.queues[0]) for worker in workers]
    for thread in threads:
        thread.start()
    began = time.monotonic()
    beaten = pruned = reaped = began
    while not stop.wait(HOUSEKEEPING_SECONDS):
        _try("page marks", sweep_pages)
        _try("schedule", tick)
        moment = time.monotonic()
        if moment - beaten >= HEARTBEAT_SECONDS:
            beaten = moment
            for worker in workers:
                _try("heartbeat", worker.beat)
        if moment - reaped >= LEASE.total_seconds():
            reaped = moment
            _try("taking back", lambda: reap(names))
        if moment - pruned >= 3600:  # noqa: PLR2004 - an hour
            pruned = moment
            _try("tidying", prune)
    for thread in threads:
        thread.join()
    connections.close_all()


def _loop(worker: Worker, stop: threading.Event) -> None:
    if worker.queues == [SLOW] and sys.platform == "linux":
        # There a thread has a priority of its own: making pictures must not keep readers waiting for the processor.
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
    while not stop.is_set():
        try:
            found = worker.step()
        except Exception:  # the database is busy or gone for a moment: the worker must outlive that
            log.exception("the task worker stumbled")
            with contextlib.suppress(Exception):
                connections.close_all()
            stop.wait(1.0)
            continue
        if not found:
            stop.wait(IDLE_SECONDS)
    connections.close_all()


def _try(what: str, act: Callable[[], object]) -> None:
    try:
        act()
    except Exception:  # one chore that fails must not keep the others from being done
        log.exception("%s failed", what)
        with contextlib.suppress(Exception):
            connections.close_all()


def drain(seconds: float, least_priority: int | None = None) -> bool:
    """See that what waits now is done, by the running worker or, where there is none, here under its lock.

    Waits only for the quick queue: what is slow (making AVIF files) changes no answer. With ``least_priority`` only for
    what is at least as urgent; the rest is left to the worker of the site. Returns False when time ran out.
    """
    asked_for = Q(queue_name=DEFAULT)
    if least_priority is not None:
        asked_for &= Q(priority__gte=least_priority)

    def open_rows() -> set[uuid.UUID]:
        running = DBTaskResult.objects.filter(asked_for, status=Status.RUNNING)
        return {*due().filter(asked_for).values_list("pk", flat=True), *running.values_list("pk", flat=True)}

    deadline = time.monotonic() + seconds
    waiting = open_rows()
    while waiting and time.monotonic() < deadline:
        try:
            with hold(lock_path()):
                worker = Worker([DEFAULT])
                reap([worker.name])
                while time.monotonic() < deadline and due().filter(asked_for).exists() and worker.step():
                    pass
                return not due().filter(asked_for).exists()
        except HeldError:
            time.sleep(0.05)
        waiting &= open_rows()
    return not waiting


def parked(most: int = 20) -> list[tuple[str, str]]:
    """Return the tasks that were given up, the latest first: path and the last line of the reason."""
    rows = DBTaskResult.objects.filter(status=Status.FAILED).order_by("-finished_at")[:most]
    return [(row.task_path, row.traceback.strip().rpartition("\n")[2]) for row in rows]
