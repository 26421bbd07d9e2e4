"""Choices of a visitor: closed values, one cookie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haowen.kit import choices
from haowen.kit.choices import Choices


def test_who_chooses_nothing_has_the_defaults():
    assert choices.read("", "") == Choices(language="", edition="standard", theme="auto", size="2")


def test_the_cookie_is_read_back_as_it_was_written():
    mine = Choices("en", "care", "dark", "5")
    assert choices.read(choices.write(mine), "zh-CN") == mine


def test_the_cookie_wins_over_the_browser():
    assert choices.read("en...", "zh-CN").language == "en"
    assert choices.read(".care..", "zh-CN") == Choices("zh-hans", "care")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-hans"),
        ("zh-TW", "zh-hans"),
        ("en-GB,en;q=0.9,zh;q=0.95", "en"),
        ("en;q=0.1, zh;q=0.2", "zh-hans"),
        ("de, fr;q=0.5", ""),
        ("de, en;q=0.3", "en"),
        ("en;q=0", ""),
        ("en;q=nonsense", ""),
        ("en;q=7", ""),
        ("", ""),
        ("zhx", ""),
        (",;,;q=", ""),
    ],
)
def test_the_browsers_languages_are_weighed(header: str, language: str):
    assert choices.preferred_language(header) == language


@given(st.text(), st.text())
def test_nothing_that_is_invented_makes_a_choice_of_its_own(cookie: str, header: str):
    read = choices.read(cookie, header)
    assert read.language in ("", *choices.LANGUAGES)
    assert read.edition in choices.EDITIONS
    assert read.theme in choices.THEMES
    assert read.size in choices.SIZES


def test_choosing_one_thing_leaves_the_others_unchosen():
    cookie = choices.change("", {"theme": "dark"})
    assert choices.chosen(cookie) == {"theme": "dark"}
    assert choices.read(cookie, "en").language == "en"


def test_an_unknown_answer_changes_nothing():
    assert choices.change("en.care..", {"theme": "pink", "x": "y", "size": "9"}) == "en.care.."
    assert choices.change("rubbish", {"lang": "en"}) == "en..."


def test_a_cookie_of_fewer_places_is_still_read_and_one_of_more_is_not():
    assert choices.read("en.care.dark.4").aids == "off"
    assert choices.read("en.care.dark.4.6") == Choices("en", "care", "dark", "4", "6")
    assert choices.read("en.care.dark.4.6.x") == Choices()


def test_the_bar_of_accessible_reading_has_closed_values():
    assert choices.change("", {"aids": "5"}) == "....5"
    assert choices.change("....5", {"aids": "9"}) == "....5"
