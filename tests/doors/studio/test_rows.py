"""Rows of the plain form."""

from django.http import QueryDict

from haowen.doors.studio.rows import CreditRow, ReferenceRow, arranged


def test_rows_are_read_in_order_and_a_source_needs_its_title() -> None:
    rows = ReferenceRow.read(QueryDict("reference_title=甲&reference_outlet=报&reference_title=&reference_outlet=社"))
    assert [row.is_valid() for row in rows] == [True, False]
    assert [row.is_blank() for row in rows] == [False, False]


def test_a_role_alone_is_a_blank_row() -> None:
    (row,) = CreditRow.read(QueryDict("credit_role=author&credit_name="))
    assert row.is_blank()


def test_buttons_move_and_take_away_rows() -> None:
    rows = CreditRow.read(QueryDict("credit_role=author&credit_name=甲&credit_role=photo&credit_name=乙"))

    def names(act: str) -> list[str] | None:
        moved = arranged(rows, "credit", act)
        return None if moved is None else [row["name"].value() for row in moved]

    assert names("credit-up-1") == names("credit-down-0") == ["乙", "甲"]
    assert names("credit-off-0") == ["乙"]
    assert names("credit-up-0") == names("credit-down-1") == names("credit-off-9") == ["甲", "乙"]
    assert names("save") is names("reference-up-1") is names("credit-up-x") is None
