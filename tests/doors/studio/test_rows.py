"""Rows of the plain form."""

from django.http import QueryDict

from haowen.doors.studio.rows import CreditRow, ReferenceRow


def test_rows_are_read_in_order_and_a_source_needs_its_title() -> None:
    rows = ReferenceRow.read(QueryDict("reference_title=甲&reference_outlet=报&reference_title=&reference_outlet=社"))
    assert [row.is_valid() for row in rows] == [True, False]
    assert [row.is_blank() for row in rows] == [False, False]


def test_a_role_alone_is_a_blank_row() -> None:
    (row,) = CreditRow.read(QueryDict("credit_role=author&credit_name="))
    assert row.is_blank()
