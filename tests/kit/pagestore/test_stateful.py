"""Whatever happens in whatever order, no worker answers with an old page."""

import gzip
import json
import os
import shutil
import signal
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from haowen.kit.pagestore.answers import Page
from haowen.kit.pagestore.board import _MARK_FIRST, _MARK_WORDS, Board, Mark, slots_of
from haowen.kit.pagestore.store import HARD_SECONDS
from tests.kit.pagestore.toys import PAGES, World, change, get, make_store

MOST = 60_000


def _dead_process() -> int:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return child


class Workers(RuleBasedStateMachine):
    """Two workers with their own memories on one board, a world that changes in every way there is."""

    changes = Bundle("changes")

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.world = World()
        self.boards = [Board(self.folder / "board") for _ in range(2)]
        self.stores = [make_store(self.world, board, most=MOST) for board in self.boards]
        self.writer = Board(self.folder / "board")
        self.dead = _dead_process()
        self.under_way: dict[Mark, tuple[int, int]] = {}

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    def _slots(self, thing: int) -> tuple[int, ...]:
        return slots_of([f"thing:{thing}"])[1:]

    @rule(target=changes, thing=st.integers(0, 2))
    def begin(self, thing: int):
        mark = self.writer.mark(self._slots(thing))
        self.under_way[mark] = (thing, 0)
        return mark

    @rule(mark=changes)
    def commit(self, mark: Mark) -> None:
        """Make the change; it is not acknowledged yet."""
        if mark in self.under_way:
            thing, _ = self.under_way[mark]
            self.world.things[thing] += 1

    @rule(mark=changes)
    def end(self, mark: Mark) -> None:
        """Acknowledge, or give up: what was not committed is rolled back."""
        if mark in self.under_way:
            thing, _ = self.under_way.pop(mark)
            self.writer.take_down([mark], self._slots(thing))

    @rule(mark=changes)
    def die(self, mark: Mark) -> None:
        """The writer is killed; the task worker finds its mark some time later."""
        if mark in self.under_way:
            del self.under_way[mark]
            self.writer._words[_MARK_FIRST + mark.place * _MARK_WORDS] = self.dead

    @rule()
    def sweep(self) -> None:
        self.boards[0].sweep()

    @rule(thing=st.integers(0, 2))
    def whole_change(self, thing: int) -> None:
        change(self.writer, self.world, thing)

    @rule()
    def collision(self) -> None:
        """Something else in the same slot changes."""
        self.writer.bump(self._slots(2))

    @rule()
    def count(self) -> None:
        self.world.count()

    @rule(seconds=st.sampled_from([0.5, 29.0, 31.0, 59.5, 61.0, 300.0]))
    def time_passes(self, seconds: float) -> None:
        self.world.time += seconds

    @rule(worker=st.integers(0, 1))
    def worker_dies(self, worker: int) -> None:
        self.boards[worker] = Board(self.folder / "board")
        self.stores[worker] = make_store(self.world, self.boards[worker], most=MOST)

    @rule(worker=st.integers(0, 1))
    def worker_rests(self, worker: int) -> None:
        self.stores[worker].backstage.rest()

    # Few addresses, so that the same one is often asked for again; some differ only in what must never mix.
    @rule(
        worker=st.sampled_from([0, 0, 1]),
        asked=st.sampled_from(
            [
                ("/p/1", "en", "haowen.example"),
                ("/p/1", "en", "haowen.example"),
                ("/p/0", "en", "haowen.example"),
                ("/p/1", "zh-hans", "haowen.example"),
                ("/p/1", "en", "other.example"),
                ("/search", "", "haowen.example"),
            ]
        ),
        encoding=st.sampled_from(["br", "gzip", ""]),
        interrupted=st.sampled_from([None, None, None, 0, 1, 2]),
        method=st.sampled_from(["GET", "GET", "GET", "HEAD"]),
    )
    def read(
        self, worker: int, asked: tuple[str, str, str], encoding: str, interrupted: int | None, method: str
    ) -> None:
        path, lang, host = asked
        self.stores[worker].backstage.rest()
        before = dict(self.world.things)
        began = self.world.time

        def interrupt() -> None:
            self.world.interrupt = None
            if interrupted is not None:
                change(self.writer, self.world, interrupted)

        self.world.interrupt = interrupt
        got = get(
            self.stores[worker], path, method=method, accept_encoding=encoding, host=host, cookie=f"prefs={lang}.care.."
        )
        self.stores[worker].backstage.rest()
        self.world.interrupt = None
        assert got.status == "200 OK"
        assert "Set-Cookie" not in got.headers
        assert got.headers.get("Content-Encoding", "") == encoding
        if method == "HEAD":
            assert got.body == b""
            return
        shown = got.shown
        assert (shown["path"], shown["host"], shown["choices"][:2]) == (path, host, [lang, "care"])
        for thing in PAGES.get(path, (0,)):
            # Nothing older than what was true when the request came.
            assert shown[f"thing {thing}"] >= before[thing]
        assert shown["fragment"]["thing 0"] >= before[0]
        assert shown["fragment"]["phase"] == self.world.phase()
        assert shown["fragment"]["counter"] in self.world.counters_since(began - HARD_SECONDS)

    @invariant()
    def whatever_would_be_answered_is_true(self) -> None:
        """Look at every kept page that the next request would get, without asking for it."""
        for store in getattr(self, "stores", ()):
            room = store.room
            for key, kept in [*room.memory._probation.items(), *room.memory._protected.items()]:
                would_be_used = kept.holds.is_exact(room.board.slots, room.board.epoch) and kept.holds.is_timely(
                    self.world.time, HARD_SECONDS
                )
                if not isinstance(kept, Page) or not would_be_used:
                    continue
                shown = json.loads(gzip.decompress(kept.sent("gzip", is_head=False)[2][0]))
                assert (shown["path"], shown["host"]) == (key.path, key.host)
                for thing in PAGES.get(key.path, (0,)):
                    assert shown[f"thing {thing}"] == self.world.things[thing]
                assert shown["fragment"]["thing 0"] == self.world.things[0]
                assert shown["fragment"]["phase"] == self.world.phase()
                assert shown["fragment"]["counter"] in self.world.counters_since(self.world.time - HARD_SECONDS)

    @invariant()
    def memory_is_bounded(self) -> None:
        for store in getattr(self, "stores", ()):
            assert store.room.memory.bytes <= MOST


TestWorkers = Workers.TestCase
TestWorkers.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)


def test_processes_that_are_killed_anywhere_leave_no_old_page(tmp_path):
    """A writer in a process of its own is killed at random; readers in others never fall behind what it acknowledged."""
    path, state = tmp_path / "board", tmp_path / "state"
    state.write_text("0")
    Board(path)
    failures: list[str] = []
    for round_number in range(12):
        reading, writing = os.pipe()
        writer = os.fork()
        if writer == 0:
            _write_for_ever(path, state, writing)
        os.close(writing)
        readers = [_start_reader(path, state, tmp_path / f"acknowledged{round_number}") for _ in range(2)]
        acknowledged = tmp_path / f"acknowledged{round_number}"
        for _ in range(20 + 7 * round_number):
            told = os.read(
                reading, 64
            ).split()  # may be cut anywhere: a beginning of a number is no more than the number
            if told:
                _put(acknowledged, told[-1].decode())
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
        os.close(reading)
        Board(path).sweep()
        _put(acknowledged, state.read_text())  # whatever the dead writer had made is there, and now also told
        (tmp_path / f"acknowledged{round_number}.end").touch()
        for reader in readers:
            _, status = os.waitpid(reader, 0)
            if status:
                failures.append(f"round {round_number}: {status}")
    assert not failures


def _put(path: Path, text: str) -> None:
    new = path.with_suffix(".new")
    new.write_text(text)
    new.replace(path)


def _write_for_ever(path: Path, state: Path, told: int) -> None:
    try:
        board, slots = Board(path), slots_of(["thing:1"])[1:]
        while True:
            mark = board.mark(slots)
            value = int(state.read_text()) + 1
            fresh = state.with_suffix(f".{os.getpid()}")
            fresh.write_text(str(value))
            fresh.replace(state)
            board.take_down([mark], slots)
            os.write(told, f"{value} ".encode())
    finally:
        os._exit(1)


def _start_reader(path: Path, state: Path, acknowledged: Path) -> int:
    reader = os.fork()
    if reader:
        return reader
    result = 1
    try:

        class File(dict):
            def __missing__(self, _thing: int) -> int:
                return int(state.read_text())

        world = World(things=File())
        store = make_store(world, Board(path))
        end = acknowledged.with_name(acknowledged.name + ".end")
        was_last = False
        while True:
            is_last = end.exists()
            least = int(acknowledged.read_text()) if acknowledged.exists() else 0
            shown = json.loads(get(store, "/p/1").text)
            assert shown["thing 1"] >= least, (shown, least)
            if was_last:
                break
            was_last = is_last
        result = 0
    finally:
        os._exit(result)
