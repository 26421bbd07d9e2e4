"""Heads in three languages, what their names mean, and what stands beside the text in JSON lines."""

import pytest

from haowen.formats.markdown import Credited, from_row, read
from haowen.formats.markdown.dates import of_path
from haowen.formats.markdown.people import persons

YAML = "---\ntitle: 茶\ndate: 2020-01-02\ntags: [实验, 家]\ncategory: 科学\nmood: {warm: 3}\n---\n正文。\n"
TOML = '+++\ntitle = "茶"\ndate = 2020-01-02\ntags = ["实验", "家"]\ncategory = "科学"\n[mood]\nwarm = 3\n+++\n正文。\n'
JSON = '{\n"title": "茶", "date": "2020-01-02", "tags": ["实验", "家"], "category": "科学", "mood": {"warm": 3}\n}\n正文。\n'


@pytest.mark.parametrize("source", [YAML, TOML, JSON], ids=["yaml", "toml", "json"])
def test_a_head_says_the_same_in_each_language(source: str) -> None:
    piece = read(source)
    assert (piece.title, piece.published, piece.tags, piece.channel) == ("茶", "2020-01-02", ("实验", "家"), "科学")
    assert str(piece.extra["mood"]["warm"]) == "3"
    assert (piece.html, piece.problems) == ("<p>正文。</p>", ())


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("---\na: [1\n---\nx\n", "YAML"),
        ("+++\na = \n+++\nx\n", "TOML"),
        ('{\n"a": 1,,\n}\nx\n', "JSON"),
        ("---\n- a\n---\nx\n", "no list of names"),
        ("---\na: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
            f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdef", "bcdefg", strict=True)
        ) + "---\nx\n", "too much"),
        ("---\na: " + "[" * 3000 + "\n---\nx\n", "too deep"),
    ],
)  # fmt: skip
def test_a_head_that_cannot_be_read_is_named_and_kept(source: str, word: str) -> None:
    piece = read(source)
    assert word in piece.bad_head
    assert "<pre><code>" in piece.html
    assert "<p>x</p>" in piece.html


@pytest.mark.parametrize(
    "text", ["{% include x %}\n\n正文\n", '{"a": 1} 是一个对象\n', "---\n两条线之间的话\n---\n", "+++ 三个加号\n"]
)
def test_what_only_looks_like_a_head_is_text(text: str) -> None:
    piece = read(text)
    assert not piece.bad_head
    assert not piece.extra


def test_a_row_says_the_same_as_a_head_and_beats_it() -> None:
    piece = from_row({
        "markdown": "---\ntitle: 旧\ntags: [家]\n---\n正文。", "title": "茶", "month": 202001, "author": "王五 https://e.org/w",
        "category": ["科学", "厨房"], "via": "(https://www.e.org/tea", "subject": "Tea", "url": "https://o.org/a/1", "id": 7, "stars": 4.5,
        "cover": {"image": "c.png", "alt": "杯"},
    })  # fmt: skip
    assert piece is not None
    assert (piece.title, piece.published, piece.tags, piece.channel) == ("茶", "202001", ("家", "厨房"), "科学")
    assert piece.credits == (Credited("author", "王五"),)
    assert (piece.via, piece.original_title, piece.source_url) == ("https://www.e.org/tea", "Tea", "")
    assert (piece.former_addresses, piece.cover, piece.cover_alt) == (("https://o.org/a/1",), "c.png", "杯")
    assert piece.extra["stars"] == 4.5
    assert piece.extra["people"] == [{"name": "王五", "address": "https://e.org/w", "said": "王五 https://e.org/w"}]


@pytest.mark.parametrize(
    ("said", "name", "address"),
    [
        ("Chris Collins https://e.org/c", "Chris Collins", "https://e.org/c"),
        ("Ann <ann@e.org>", "Ann", "ann@e.org"),
        ("作者：[李四](https://e.org/l)", "李四", "https://e.org/l"),
        ("[Bo][a]", "Bo", "https://e.org/bo"),
        ("Seth (Red Hat, Community Moderator) https://e.org/s", "Seth", "https://e.org/s"),
        ("Alan](https://e.org/a", "Alan", "https://e.org/a"),
        ("John M. Harris, Jr.", "John M. Harris, Jr.", ""),
        ('Robin "Roblimo" Miller', 'Robin "Roblimo" Miller', ""),
        ("love\\_daisy\\_love", "love_daisy_love", ""),
    ],
)
def test_a_name_is_told_from_what_stands_with_it(said: str, name: str, address: str) -> None:
    (person,) = persons(said, {"a": "https://e.org/bo"})
    assert (person.name, person.address) == (name, address)


def test_several_names_are_several_people() -> None:
    assert [person.name for person in persons("甲、乙；Bo;Cy https://e.org")] == ["甲", "乙", "Bo", "Cy"]
    assert list(persons("x" * 61)) == []


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("posts/2020-02-03-tea.md", "2020-02-03"),
        ("published/LFCS/20160708 Manjaro.md", "2016-07-08"),
        ("published/201309/Tea.md", "2013-09"),
        ("2013/09/tea.md", "2013-09"),
        ("20201399 tea.md", ""),
        ("202012345.md", ""),
        ("notes/tea.md", ""),
        ("", ""),
    ],
)
def test_a_place_may_tell_the_date(path: str, said: str) -> None:
    assert of_path(path) == said
