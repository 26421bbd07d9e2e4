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
        self.running: uuid.UUID | None = None

    def claim(self) -> Row | None:
        """Take the next row that is due, if there is one. Two workers never get the same."""
        with transaction.atomic():
            rows = due().filter(queue_name__in=self.queues).order_by("-priority", "enqueued_at", "id")
            if connection.features.has_select_for_update_skip_locked:
                rows = rows.select_for_update(skip_locked=True)
            row = rows.first()
            if row is None:
                return None
            row.worker_ids = [*row.worker_ids, self.name]
            taken = DBTaskResult.objects.filter(pk=row.pk, status=Status.READY).update(
                status=Status.RUNNING, started_at=now(), worker_ids=row.worker_ids
            )
        return row if taken else None

    def step(self) -> bool:
        """Run one task. Return whether there was one."""
        if not due().filter(queue_name__in=self.queues).exists():
            return False  # looked at without a lock first: an idle worker must not stand in a writer's way
        row = self.claim()
        if row is None:
            return False
        self.running = row.pk
        try:
            self._run(row)
        finally:
            self.running = None
        return True

    def _run(self, row: Row) -> None:
        reach("task.before_run")
        try:
            what = _resolve(row)
            what.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        except Exception as error:  # noqa: BLE001 - whatever a task raises is kept with it, and it is tried again
            give_back(row, error)
            return
        reach("task.after_run")
        DBTaskResult.objects.filter(pk=row.pk, status=Status.RUNNING, worker_ids=row.worker_ids).update(
            status=Status.SUCCESSFUL, finished_at=now(), exception_class_path="", traceback=""
        )

    def beat(self) -> None:
        """Say that the task in hand is still being worked on."""
        if (running := self.running) is not None:
            DBTaskResult.objects.filter(pk=running, status=Status.RUNNING).update(started_at=now())


def _resolve(row: Row) -> Later[..., object]:
    what = import_string(row.task_path)
    if not isinstance(what, Later):
        raise TypeError(f"{row.task_path} is no task")
    return what


def give_back(row: Row, error: BaseException) -> None:
    """Let a failed task be tried again after a pause, or park it with its reason when it was tried often enough."""
    attempts = len(row.worker_ids)
    try:
        tries = _resolve(row).tries
    except (ImportError, TypeError):
        tries = 1  # nobody knows the task any more
    is_parked = attempts >= tries
    # a worker is killed by chance more often than by a task: the first time, the task is not made to wait for it
    wait = dt.timedelta() if isinstance(error, WorkerDiedError) and attempts == 1 else pause(attempts)
    changes = {
        "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
        "traceback": "".join(format_exception(error)),
        "finished_at": now() if is_parked else None,
        "status": Status.FAILED if is_parked else Status.READY,
        "run_after": row.run_after if is_parked else now() + wait,
    }
    changed = DBTaskResult.objects.filter(pk=row.pk, status=Status.RUNNING, worker_ids=row.worker_ids).update(**changes)
    if changed and is_parked:
        log.error("%s is given up after %d attempts: %s", row.task_path, attempts, error, exc_info=error)
    elif changed:
        log.warning("%s failed (attempt %d of %d): %s", row.task_path, attempts, tries, error)


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
            give_back(row, WorkerDiedError("the worker was killed while it ran this task"))
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


def drain(seconds: float) -> bool:
    """See that what waits now is done, by the running worker or, where there is none, here under its lock.

    Waits only for the quick queue: what is slow (making AVIF files) changes no answer. Returns False when time ran out.
    """
    deadline = time.monotonic() + seconds
    waiting = set(due().filter(queue_name=DEFAULT).values_list("pk", flat=True))
    waiting |= set(DBTaskResult.objects.filter(status=Status.RUNNING, queue_name=DEFAULT).values_list("pk", flat=True))
    while waiting and time.monotonic() < deadline:
        try:
            with hold(lock_path()):
                worker = Worker([DEFAULT])
                reap([worker.name])
                while time.monotonic() < deadline and worker.step():
                    pass
                return not due().filter(queue_name=DEFAULT).exists()
        except HeldError:
            time.sleep(0.05)
        waiting &= set(due().filter(queue_name=DEFAULT).values_list("pk", flat=True)) | set(
            DBTaskResult.objects.filter(status=Status.RUNNING, queue_name=DEFAULT).values_list("pk", flat=True)
        )
    return not waiting


def parked(most: int = 20) -> list[tuple[str, str]]:
    """Return the tasks that were given up, the latest first: path and the last line of the reason."""
    rows = DBTaskResult.objects.filter(status=Status.FAILED).order_by("-finished_at")[:most]
    return [(row.task_path, row.traceback.strip().rpartition("\n")[2]) for row in rows]
