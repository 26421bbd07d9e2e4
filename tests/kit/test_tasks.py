import datetime as dt
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction
from django_tasks_db.models import DBTaskResult

from haowen.kit import later, tasks, working
from haowen.kit.clock import now
from tests.kit import trial_tasks
from tests.serving import PATIENCE, wait


@pytest.fixture
def worker() -> working.Worker:
    return working.Worker([tasks.DEFAULT])


@pytest.fixture
def schedule(monkeypatch: pytest.MonkeyPatch) -> list[tasks.Scheduled]:
    entries: list[tasks.Scheduled] = []
    monkeypatch.setattr(later, "_schedule", entries)
    return entries


def move_clock(monkeypatch: pytest.MonkeyPatch, by: dt.timedelta) -> None:
    real = working.now
    monkeypatch.setattr(working, "now", lambda: real() + by)


def row() -> Any:
    return DBTaskResult.objects.get()


@pytest.mark.django_db
def test_a_task_is_a_row_that_a_worker_runs_once(worker: working.Worker, tmp_path: Path) -> None:
    path = tmp_path / "lines"
    trial_tasks.write_line.enqueue(path=str(path), line="one")
    assert not path.exists()
    assert worker.step()
    assert not worker.step()
    assert path.read_text(encoding="utf-8") == "one\n"
    assert row().status == "SUCCESSFUL"


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_change_leaves_no_task() -> None:
    with transaction.atomic():
        trial_tasks.tick_tock.enqueue()
        transaction.set_rollback(True)
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_what_fails_is_tried_again_later_and_then_parked_with_its_reason(
    worker: working.Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tries"
    trial_tasks.fail.enqueue(path=str(path))
    worker.step()
    assert row().status == "READY"
    assert row().run_after > now()
    assert not worker.step(), "a failed task must wait before it is tried again"
    for _attempt in range(2):
        move_clock(monkeypatch, dt.timedelta(hours=2))
        assert worker.step()
    assert row().status == "FAILED"
    assert "no ink left" in row().traceback
    assert path.read_text(encoding="utf-8").count("tried") == 3
    assert working.parked() == [("tests.kit.trial_tasks.fail", "RuntimeError: no ink left")]


@pytest.mark.django_db
def test_what_waits_of_one_kind_is_done_in_one_call_and_before_what_is_less_urgent(
    worker: working.Worker, tmp_path: Path
) -> None:
    path = tmp_path / "lines"
    trial_tasks.write_line.enqueue(path=str(path), line="last")
    for word in ("one", "two", "three"):
        trial_tasks.write_word.enqueue(path=str(path), word=word)
    assert [worker.step() for _ in range(3)] == [True, True, False]
    assert path.read_text(encoding="utf-8") == "one two three\nlast\n"
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


@pytest.mark.django_db
def test_one_of_many_that_cannot_be_done_is_soon_alone_and_the_rest_are_done(
    worker: working.Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lines"
    words = [f"w{number}" for number in range(70)]
    for word in [*words[:30], "bad", *words[30:]]:
        trial_tasks.write_word.enqueue(path=str(path), word=word)
    for _attempt in range(6):
        while worker.step():
            pass
        move_clock(monkeypatch, dt.timedelta(hours=2))
    assert sorted(path.read_text(encoding="utf-8").split()) == sorted(words)
    left = DBTaskResult.objects.exclude(status="SUCCESSFUL").get()
    assert (left.status, left.args_kwargs["kwargs"]["word"], len(left.worker_ids)) == ("FAILED", "bad", 5)


@pytest.mark.django_db
def test_a_task_nobody_knows_any_more_is_parked_at_once(worker: working.Worker) -> None:
    trial_tasks.tick_tock.enqueue()
    DBTaskResult.objects.update(task_path="tests.kit.trial_tasks.gone")
    worker.step()
    assert row().status == "FAILED"


@pytest.mark.django_db
def test_what_is_asked_for_once_waits_once() -> None:
    for _ in range(3):
        trial_tasks.take_long.enqueue_once(after=dt.timedelta(minutes=3))
    (row,) = DBTaskResult.objects.all()
    assert row.queue_name == tasks.SLOW
    assert dt.timedelta(minutes=2) < row.run_after - now() <= dt.timedelta(minutes=3)


def test_pauses_grow_to_an_hour_and_differ() -> None:
    assert dt.timedelta(seconds=1) < tasks.pause(1) < dt.timedelta(seconds=3)
    assert dt.timedelta(minutes=44) < tasks.pause(40) < dt.timedelta(minutes=76)
    assert len({tasks.pause(3) for _ in range(5)}) > 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_what_waits_and_run_nothing_twice(tmp_path: Path) -> None:
    for number in range(30):
        trial_tasks.write_line.enqueue(path=str(tmp_path / str(number)), line="x")

    def run() -> None:
        from django.db import connections

        mine = working.Worker([tasks.DEFAULT])
        while mine.step():
            pass
        connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(tmp_path.iterdir())) == 30
    assert {len(names) for names in DBTaskResult.objects.values_list("worker_ids", flat=True)} == {1}


@pytest.mark.django_db
def test_what_a_dead_worker_held_is_taken_back_and_a_living_ones_is_not(worker: working.Worker) -> None:
    trial_tasks.tick_tock.enqueue()
    worker.claim()
    assert working.reap([worker.name]) == 0
    assert working.reap([]) == 1
    assert row().status == "READY"


@pytest.mark.django_db
def test_a_worker_elsewhere_is_dead_when_its_lease_runs_out(
    worker: working.Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker.name = "another-machine/1"
    trial_tasks.tick_tock.enqueue()
    [claimed] = worker.claim()
    assert working.reap([]) == 0
    move_clock(monkeypatch, working.LEASE / 2)
    worker.running = [claimed.pk]
    worker.beat()
    move_clock(monkeypatch, working.LEASE * 0.7)
    assert working.reap([]) == 0, "it has said that it lives"
    move_clock(monkeypatch, working.LEASE)
    assert working.reap([]) == 1


@pytest.mark.django_db
def test_the_schedule_runs_a_moment_once_whoever_looks_and_however_late(
    schedule: list[tasks.Scheduled], monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks.every("0 3 * * *", trial_tasks.tick_tock)
    assert [working.tick() for _ in range(3)] == [1, 0, 0]
    move_clock(monkeypatch, dt.timedelta(days=3))  # down for three days: once, not three times
    assert [working.tick() for _ in range(2)] == [1, 0]
    move_clock(monkeypatch, dt.timedelta(days=-2))  # a clock put back repeats nothing that was run
    before = DBTaskResult.objects.count()
    working.tick()
    working.tick()
    assert DBTaskResult.objects.count() <= before + 1


@pytest.mark.django_db
def test_tidying_keeps_the_memory_of_the_schedule(
    schedule: list[tasks.Scheduled], worker: working.Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks.every("0 3 1 * *", trial_tasks.tick_tock)
    working.tick()
    trial_tasks.tick_tock.enqueue()
    while worker.step():
        pass
    DBTaskResult.objects.update(finished_at=now() - dt.timedelta(days=100))
    assert working.prune() == 1
    assert working.tick() == 0


def test_the_last_edge_is_never_in_the_future() -> None:
    entry = tasks.Scheduled("*/5 * * * *", trial_tasks.tick_tock)
    for minute in (0, 4, 5, 59):
        at = dt.datetime(2026, 3, 1, 12, minute, 30, tzinfo=dt.UTC)
        found = working.edge(entry, at)
        assert dt.timedelta(0) <= at - found < dt.timedelta(minutes=5)
    assert working.edge(entry, dt.datetime(2026, 3, 1, 12, 5, tzinfo=dt.UTC)) == dt.datetime(
        2026, 3, 1, 12, 5, tzinfo=dt.UTC
    )


@pytest.mark.django_db(transaction=True)
def test_the_slow_queue_holds_nothing_up(tmp_path: Path) -> None:
    trial_tasks.take_long.enqueue(path=str(tmp_path / "slow"))
    trial_tasks.write_line.enqueue(path=str(tmp_path / "quick"), line="x")
    stop = threading.Event()
    thread = threading.Thread(target=working.work, args=(stop,))
    thread.start()
    try:
        assert wait((tmp_path / "slow.begun").exists, 60)
        assert wait((tmp_path / "quick").exists, 60)
        assert not (tmp_path / "slow").exists()
        (tmp_path / "slow.go").touch()
        assert tasks.drain(PATIENCE)
    finally:
        (tmp_path / "slow.go").touch()
        stop.set()
        thread.join()
    assert (tmp_path / "slow").exists(), "the task in hand is finished when the worker is told to stop"


@pytest.mark.django_db(transaction=True)
def test_without_a_worker_draining_does_the_work_here(tmp_path: Path) -> None:
    trial_tasks.write_line.enqueue(path=str(tmp_path / "a"), line="x")
    assert tasks.drain(5)
    assert (tmp_path / "a").exists()


@pytest.fixture
def killable(transactional_db: None) -> Callable[..., int]:
    """Runs a worker in a process of its own, which may first ask for a task; returns how that ended."""

    def run(name: str = "", *, failpoint: str = "", **facts: str) -> int:
        connections.close_all()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                os.environ["HAOWEN_FAILPOINT"] = failpoint
                mine = working.Worker([tasks.DEFAULT])
                working.reap([])
                if name:
                    getattr(trial_tasks, name).enqueue(**facts)
                while mine.step():
                    pass
                code = 0
            finally:
                os._exit(code)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    return run


def test_killed_before_and_after_the_effect_the_effect_is_there_once(killable: Any, tmp_path: Path) -> None:
    path = tmp_path / "lines"
    for number, failpoint in enumerate(("task.before_run", "task.after_run")):
        assert killable("write_line", failpoint=failpoint, path=str(path), line=f"line {number}") == -9
        assert killable() == 0
    assert path.read_text(encoding="utf-8") == "line 0\nline 1\n"


def test_many_in_one_call_killed_before_and_after_it_are_all_done(killable: Any, tmp_path: Path) -> None:
    path = tmp_path / "words"
    facts = {"path": str(path), "word": "word"}
    assert killable("write_word", failpoint="task.before_run", **facts) == -9
    assert killable("write_word", failpoint="task.after_run", **facts) == -9  # the new one, or both: done, not noted
    assert killable() == 0
    assert path.read_text(encoding="utf-8").count("word") >= 2


def test_a_task_that_kills_its_worker_is_parked(killable: Any, tmp_path: Path) -> None:
    path = tmp_path / "poison"
    assert killable("kill_the_worker", path=str(path)) == -9
    assert [killable(), killable(), killable()] == [-9, 0, 0]
    assert path.read_text(encoding="utf-8").count("tried") == 2
