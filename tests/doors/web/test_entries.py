"""Which entries of a live report an address asks for; what makes no sense is left aside."""

import pytest
from django.test import RequestFactory

from haowen.doors.web.entries import Asked


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("", Asked(is_oldest_first=False, beyond=None)),
        ("order=old&beyond=12", Asked(is_oldest_first=True, beyond=12)),
        ("order=new&beyond=-1", Asked(is_oldest_first=False, beyond=None)),
        ("beyond=٣", Asked(is_oldest_first=False, beyond=None)),
        ("beyond=99999999", Asked(is_oldest_first=False, beyond=None)),
    ],
)
def test_an_address_names_order_and_place(query, asked) -> None:
    assert Asked.of(RequestFactory().get(f"/a/x?{query}")) == asked
