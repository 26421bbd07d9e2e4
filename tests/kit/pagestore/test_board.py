"""The board: what is marked stays marked until its end is known, whatever dies."""

import os
import signal
import time
from pathlib import Path

import pytest

from haowen.kit.pagestore import board as boards
from haowen.kit.pagestore.board import DIRTY, MARKS, Board, BoardFullError, is_alive, slots_of, start_of
from tests.serving import wait


@pytest.fixture
def board(tmp_path: Path) -> Board:
    return Board(tmp_path / "board")


def _in_child(act) -> int:
    """Run something in a forked process that is killed right after; return its number once it is gone."""
    child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    return child


def test_slots_hold_the_one_of_everything_and_each_key_once():
    slots = slots_of(["a", "b", "a"])
    assert slots[0] == 0
    assert len(slots) == 3
    assert 0 not in slots_of(str(number) for number in range(2000))[1:]


def test_processes_share_one_board(board):
    other = Board(board.path)
    before = board.sequence
    other.bump((5,))
    assert board.slots[5] == board.sequence == before + 1
    assert board.epoch == other.epoch


def test_a_mark_is_dirt_until_it_is_taken_down(board):
    before = board.sequence
    mark = board.mark([5, 6])
    assert not board.is_fresh((5,), before)
    assert board.slots[6] & DIRTY
    board.take_down([mark], [5, 6])
    assert board.slots[5] == board.slots[6] > before
    assert board.is_fresh((5, 6), board.sequence)


def test_whatever_is_written_into_slots_is_counted(board):
    other = Board(board.path)
    counts = [board.touches]
    mark = other.mark([5, 6])
    counts.append(board.touches)
    other.take_down([mark], [5, 6])
    counts.append(board.touches)
    other.bump((7,))
    counts.append(board.touches)
    _in_child(lambda: Board(board.path).mark([8]))
    counts.append(board.touches)
    board.sweep()
    counts.append(board.touches)
    assert counts == sorted(set(counts))


def test_looking_is_not_counted(board):
    before = board.touches
    board.is_fresh((5,), board.sequence)
    board.sweep()
    assert board.touches == before


def test_two_changes_of_one_thing_keep_it_dirty_until_both_have_ended(board):
    one, two = board.mark([5, 7]), Board(board.path).mark([5, 8])
    board.take_down([one], [5, 7])
    assert board.slots[5] & DIRTY
    assert not board.slots[7] & DIRTY
    board.bump((5,))
    assert board.slots[5] & DIRTY
    board.take_down([two], [5, 8])
    assert not board.slots[5] & DIRTY


def test_a_living_processs_mark_is_never_swept(board):
    board.mark([5])
    assert board.sweep() == 0
    assert Board(board.path).sweep() == 0
    assert board.slots[5] & DIRTY


def test_a_killed_processs_mark_becomes_a_change(board):
    before = board.sequence
    _in_child(lambda: board.mark([5, 6]))
    assert board.slots[5] & DIRTY
    assert board.sweep() == 1
    assert before < board.slots[5] <= board.sequence
    assert board.sweep() == 0


def test_a_board_is_swept_when_it_is_opened(board):
    _in_child(lambda: board.mark([5]))
    Board(board.path)
    assert not board.slots[5] & DIRTY


def test_a_process_killed_while_it_holds_the_board_blocks_nobody(board):
    def act() -> None:
        with board._locked():
            os.kill(os.getpid(), signal.SIGKILL)

    _in_child(act)
    board.bump((5,))
    assert board.slots[5] == board.sequence


def test_a_killed_process_that_nobody_has_waited_for_counts_as_dead(board):
    child = os.fork()
    if child == 0:
        board.mark([5])
        os.kill(os.getpid(), signal.SIGKILL)
    assert wait(lambda: not is_alive(child))
    assert board.sweep() == 1
    os.waitpid(child, 0)


def test_another_process_with_a_dead_ones_number_is_told_by_its_start():
    mine = os.getpid()
    assert is_alive(mine, start_of(mine))
    assert not is_alive(mine, start_of(mine) + 1)


def test_a_dead_processs_places_are_used_again_before_the_board_is_full(board):
    def act() -> None:
        for number in range(MARKS):
            board.mark([number + 1])

    _in_child(act)
    for number in range(MARKS):
        board.mark([number + 1])
    with pytest.raises(BoardFullError):
        board.mark([1])


def test_a_mark_with_too_many_slots_is_refused(board):
    most = list(range(1, boards.MARK_SLOTS + 1))
    mark = board.mark(most)
    assert board._slots_at(mark.place) == most
    with pytest.raises(ValueError, match="slots"):
        board.mark([*most, 9999])


def test_a_lease_is_held_by_one_until_it_is_given_back_or_too_old(board, monkeypatch):
    assert board.lease("page", 5)
    assert not board.lease("page", 5)
    board.give_back("page")
    assert board.lease("page", 5)
    later = time.monotonic() + 6
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert board.lease("page", 5)


def test_a_dead_processs_lease_is_broken(board):
    _in_child(lambda: board.lease("page", 100))
    assert board.lease("page", 5)


def test_a_living_processs_lease_is_respected(board):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, b"1" if board.lease("page", 100) else b"0")
        time.sleep(60)
        os._exit(0)
    try:
        assert os.read(reading, 1) == b"1"
        assert not board.lease("page", 5)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_a_replaced_board_has_another_epoch_and_higher_numbers(board):
    before, epoch = board.sequence, board.epoch
    mark = board.mark([5])
    board.path.unlink()
    stranger = Board(board.path)
    theirs = stranger.mark([9])
    board.take_down([mark], [5])
    assert board.epoch == stranger.epoch != epoch
    assert board.slots[5] > before
    assert stranger.slots[9] & DIRTY
    stranger.take_down([theirs], [9])


def test_a_file_that_is_no_board_is_made_one(tmp_path):
    path = tmp_path / "board"
    path.write_bytes(b"rubbish")
    board = Board(path)
    board.bump((5,))
    assert board.slots[5] == board.sequence


def test_only_the_sites_own_user_may_read_the_board(board):
    assert board.path.stat().st_mode & 0o077 == 0
