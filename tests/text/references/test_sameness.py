"""Sources that are the same."""

import json
from pathlib import Path

import pytest

from haowen.text.references import Source
from haowen.text.references.sameness import address, doubles, is_same

SOURCES = Path(__file__).with_name("same_sources.json")
"""Pairs of sources, and whether they are one; the editor's script is asked the same in ``journeys/test_writing``."""


@pytest.mark.parametrize(("one", "other", "told"), json.loads(SOURCES.read_text(encoding="utf-8")))
def test_sources_are_told_apart_and_doubles_found(one: dict[str, str], other: dict[str, str], told: object) -> None:
    mine, theirs = Source(**one), Source(**other)
    assert is_same(mine, theirs) is told
    assert doubles([Source("别的一条"), mine, theirs]) == ([(2, 1)] if told else [])


@pytest.mark.parametrize("url", ["", "x", "https://[", "mailto:a@b.example"])
def test_what_is_no_address_is_like_no_other(url: str) -> None:
    assert address(url) == ""
