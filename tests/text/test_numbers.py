import pytest

from haowen.text.numbers import compact


@pytest.mark.parametrize(
    ("n", "chinese", "english"),
    [
        (0, "0", "0"),
        (286, "286", "286"),
        (1284, "1,284", "1,284"),
        (9999, "9,999", "9,999"),
        (10_000, "1 万", "10K"),
        (12_990, "1.2 万", "12K"),
        (19_999, "1.9 万", "19K"),
        (999_999, "99.9 万", "999K"),
        (1_290_000, "129 万", "1.2M"),
        (12_345_678, "1,234 万", "12.3M"),
        (340_000_000, "3.4 亿", "340M"),
        (2_100_000_000, "21 亿", "2.1B"),
    ],
)
def test_large_numbers_are_short_and_never_rounded_up(n: int, chinese: str, english: str) -> None:
    assert compact(n, "zh-hans") == chinese
    assert compact(n, "en") == english


def test_less_than_nothing_is_told_too() -> None:
    assert compact(-12_000, "en") == "-12K"
