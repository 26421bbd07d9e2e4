"""Titles and names turn nothing that stands behind them."""

import pytest

from haowen.text.directions import straight


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("江边\u202e的一天", "江边的一天"),
        ("\u2067نهر\u2069 与河", "نهر 与河"),
        ("\u202aa\u202bb\u202cc\u202dd\u2066e\u2068f", "abcdef"),
        ("שלום\u200f!", "שלום\u200f!"),
        ("家庭👨\u200d👩\u200d👧", "家庭👨\u200d👩\u200d👧"),
        ("", ""),
    ],
)
def test_what_turns_goes_and_everything_else_stays(written: str, kept: str) -> None:
    assert straight(written) == kept
