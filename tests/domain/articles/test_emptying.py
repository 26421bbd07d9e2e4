"""The guard against emptying."""

import pytest

from haowen.domain.articles.emptying import WouldEmptyError, guard, would_empty


@pytest.mark.parametrize(("before", "after", "asks"), [
    ("一二三四五六七八九十", "", True), ("一" * 100, "一" * 9, True), ("一" * 100, "一" * 10, False),
    ("", "", False), ("一", "二", False), ("一 \n", " \n", True), ("一" * 100, " " * 90 + "一", True),
])  # fmt: skip
def test_less_than_a_tenth_left_needs_a_yes(before: str, after: str, *, asks: bool) -> None:
    assert would_empty(before, after) is asks


def test_it_says_how_much_is_left() -> None:
    with pytest.raises(WouldEmptyError, match="1 of 100"):
        guard("一" * 100, "一")
