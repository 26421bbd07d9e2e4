"""Sources that are the same."""

import pytest

from haowen.text.references import Source
from haowen.text.references.sameness import address, doubles, is_same

LONG = "The long river: a history of floods"


@pytest.mark.parametrize(("one", "other", "told"), [
    (Source("甲", url="https://www.a.example/x/?utm_source=y"), Source("乙", url="http://a.example/x"), True),
    (Source("甲", url="https://a.example/x?id=1"), Source("甲", url="https://a.example/x?id=2"), False),
    (Source("甲", url="https://doi.org/10.1/ABC"), Source("乙", url="https://dx.doi.org/10.1/abc"), False),
    (Source("甲", url="https://doi.org/10.1000/ABC"), Source("乙", url="https://dx.doi.org/10.1000/abc"), True),
    (Source(LONG, url="https://doi.org/10.1000/a"), Source(LONG, url="https://doi.org/10.1000/b"), False),
    (Source(LONG), Source("The Long River — A History of Floods."), True),
    (Source(LONG, dated_on="2019"), Source(LONG, dated_on="2020-05"), False),
    (Source(LONG, "Nature", url="https://a.example/1"), Source(LONG, "Nature", url="https://b.example/1"), True),
    (Source(LONG, "Nature", url="https://a.example/1"), Source(LONG, "Science", url="https://b.example/1"), False),
    (Source("江水为什么绿了，谁来负责任"), Source("江水为什么绿了 谁来负责任"), True),
    (Source("公报"), Source("公报"), False),
    (Source("水质公报"), Source("水质公告"), False),
])  # fmt: skip
def test_sources_are_told_apart_and_doubles_found(one: Source, other: Source, told: object) -> None:
    assert is_same(one, other) is told
    assert doubles([Source("别的一条"), one, other]) == ([(2, 1)] if told else [])


@pytest.mark.parametrize("url", ["", "x", "https://[", "mailto:a@b.example"])
def test_what_is_no_address_is_like_no_other(url: str) -> None:
    assert address(url) == ""
