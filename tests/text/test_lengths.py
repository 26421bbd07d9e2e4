"""How long a text is."""

import json
import re
from pathlib import Path

import pytest

from haowen.text.lengths import FULL, columns, words

TITLES = Path(__file__).with_name("title_lengths.json")
"""What titles are long for the host's limits; a browser is asked the same in ``journeys/test_publishing``."""
COUNTING = Path(__file__).parents[2] / "src/haowen/doors/studio/static/studio/counting.js"


@pytest.mark.parametrize(
    ("text", "number"),
    [("", 0), ("水位变了。", 4), ("It isn't three-fold, 3.2 cm", 5), ("用 Python 3.11 写", 4), ("水位rises夜里", 5), ("——！", 0), ("🌊", 0)],
)  # fmt: skip
def test_characters_and_words_are_counted(text: str, number: int) -> None:
    assert words(text) == number


@pytest.mark.parametrize(("text", "number"), json.loads(TITLES.read_text(encoding="utf-8")))
def test_a_chinese_character_counts_one_and_a_latin_one_a_half(text: str, number: int) -> None:
    assert columns(text) == number


def test_the_editor_takes_the_same_characters_for_wide() -> None:
    written = re.search(r"const FULL = /\[(.*?)\]/u;", COUNTING.read_text(encoding="utf-8"))
    assert written is not None
    meant = re.sub(r"\\u\{?([0-9a-f]+)\}?", lambda found: chr(int(found[1], 16)), written[1])
    assert meant == FULL
