"""Taking apart what a page says."""

import pytest

from haowen.domain.audience.signals import Kind, origin, read


def test_five_kinds_are_understood() -> None:
    said = [
        ["shown", "k3f9", "related"],
        ["followed", "k3f9", "hot"],
        ["opened", "k3f9", "/search?q=%E6%B2%B3%E6%B0%B4"],
        ["viewed", "k3f9", "/", 12.4, 0.5],
        ["shared", "k3f9"],
    ]
    signals = list(read(said))
    assert [one.kind for one in signals] == list(Kind)
    assert (signals[2].source, signals[2].word) == ("search", "河水")
    assert (signals[3].seconds, signals[3].share) == (12, 0.5)


@pytest.mark.parametrize(
    "one",
    [
        [], ["shown"], ["shown", "k3f9", "sky"], ["shown", "k/3", "hot"], ["opened", "k" * 21, ""], ["opened", 5, ""],
        ["viewed", "k3f9", "", -1, 0], ["viewed", "k3f9", "", 1801, 0], ["viewed", "k3f9", "", 1, 1.5],
        ["viewed", "k3f9", "", "9", 0], ["viewed", "k3f9", "", float("nan"), 0], ["shared", "k3f9", "x"], ["jumped", "k3f9"],
        ["shown", "k3f9", "hot", "third"], ["shown", "k3f9", "hot", "first", "x"], ["opened", "k3f9", "hot", "first"],
    ],
)  # fmt: skip
def test_what_is_no_signal_is_left_out(one: list[object]) -> None:
    assert list(read([one])) == []


@pytest.mark.parametrize(
    ("came_from", "source", "word"),
    [
        ("", "", ""),
        ("/", "front", ""),
        ("/c/science?page=2", "channel", ""),
        ("/a/k3f9", "article", ""),
        ("/@river_watch/2026-11", "publisher", ""),
        ("/search?q=%20Ｒｉｖｅｒ%20%20water", "search", "river water"),
        ("/search?q=" + "x" * 100, "search", "x" * 60),
        ("/search?q=Carol@example.org", "search", ""),
        ("/search?q=138%200013%208000", "search", ""),
        ("/search?q=2026-11", "search", "2026-11"),
        ("/hot?q=secret", "hot", ""),
        ("/about", "other", ""),
        ("feed", "feed", ""),
        ("www.example.org", "example.org", ""),
        ("EXAMPLE.org", "example.org", ""),
        ("search", "", ""),
        ("evil host.example/<b>", "", ""),
        ("//[", "", ""),
    ],
)
def test_where_a_reader_came_from_is_a_kind_of_page_or_a_host(came_from: str, source: str, word: str) -> None:
    assert origin(came_from) == (source, word)


def test_an_item_can_say_which_of_two_titles_it_bore() -> None:
    (one,) = read([["followed", "k3f9", "hot", "second"]])
    assert (one.kind, one.place, one.title) == (Kind.FOLLOWED, "hot", "second")
