"""Announcing: pages are spoiled with the transaction of their change, neither before nor without it."""

import gc

import pytest
from django.conf import settings
from django.db import connection, transaction

from haowen.kit import pagestore
from haowen.kit.pagestore import announcing
from haowen.kit.pagestore.announcing import NotInTransactionError, announce
from haowen.kit.pagestore.board import DIRTY, EVERYTHING, Board, slot_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def board(tmp_path) -> Board:
    return Board(tmp_path / "board")


def _is_dirty(board: Board, key: str) -> bool:
    return bool(board.slots[slot_of(key)] & DIRTY)


def _roll_back(board: Board, key: str) -> None:
    """Announce a change in a transaction (or savepoint) that comes to nothing."""

    def act() -> None:
        with transaction.atomic():
            announce([key], board=board)
            assert _is_dirty(board, key)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    gc.collect()


def _marks(board: Board) -> int:
    return len(board._marked_slots())


def test_a_change_is_marked_at_once_and_numbered_with_the_commit(board):
    before = board.sequence
    with transaction.atomic():
        announce(["a"], board=board)
        assert _is_dirty(board, "a")
        assert board.sequence == before
    assert board.slots[slot_of("a")] == board.sequence > before


def test_a_rollback_takes_the_marks_down_at_once(board):
    _roll_back(board, "a")
    assert not _is_dirty(board, "a")
    assert _marks(board) == 0


def test_a_rolled_back_savepoint_leaves_the_outer_changes_marked(board):
    with transaction.atomic():
        announce(["a"], board=board)
        _roll_back(board, "b")
        assert _is_dirty(board, "a")
    assert not _is_dirty(board, "a")
    assert not _is_dirty(board, "b")


def test_what_is_announced_after_a_rolled_back_savepoint_stays_marked_until_the_commit(board):
    with transaction.atomic():
        _roll_back(board, "a")
        announce(["a"], board=board)
        assert _is_dirty(board, "a")
        before = board.sequence
    assert board.slots[slot_of("a")] == board.sequence > before


def test_two_transactions_one_after_the_other_are_two_changes(board):
    numbers = []
    for _ in range(2):
        with transaction.atomic():
            announce(["a"], board=board)
        numbers.append(board.slots[slot_of("a")])
    assert numbers[0] < numbers[1]


def test_another_hook_that_fails_does_not_leave_the_marks_standing(board):
    def fail() -> None:
        raise ZeroDivisionError

    def act() -> None:
        with transaction.atomic():
            transaction.on_commit(fail)
            announce(["a"], board=board)

    with pytest.raises(ZeroDivisionError):
        act()
    gc.collect()
    assert not _is_dirty(board, "a")


def test_outside_a_transaction_nothing_can_be_announced(board):
    assert not connection.in_atomic_block
    with pytest.raises(NotInTransactionError):
        announce(["a"], board=board)


def test_many_announcements_in_one_transaction_take_few_places(board):
    with transaction.atomic():
        for _ in range(600):
            with transaction.atomic():
                announce(["a", "b", "c"], board=board)
        assert sum(1 for place in range(256) if board._slots_at(place)) == 1
    assert _marks(board) == 0


def test_a_transaction_that_changes_very_much_changes_everything(board):
    with transaction.atomic():
        announce([f"article:{number}" for number in range(5000)], board=board)
        assert board.slots[EVERYTHING] & DIRTY
        announce(["more"], board=board)
    assert board.slots[EVERYTHING] == board.sequence


def test_the_sites_board_lies_in_its_data_folder():
    with transaction.atomic():
        pagestore.announce(["a"])
        assert _is_dirty(pagestore.site_board(), "a")
    assert pagestore.site_board().path == settings.DATA / "run" / "board"
    before = pagestore.site_board().sequence
    pagestore.bump(["a"])
    pagestore.bump_all()
    assert pagestore.site_board().sequence == before + 2
    assert pagestore.sweep() == 0
    assert announcing.site_board() is pagestore.site_board()
