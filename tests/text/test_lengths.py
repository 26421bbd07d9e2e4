"""How long a text is."""

import pytest

from haowen.text.lengths import words


@pytest.mark.parametrize(
    ("text", "number"),
    [("", 0), ("水位变了。", 4), ("It isn't three-fold, 3.2 cm", 5), ("用 Python 3.11 写", 4), ("水位rises夜里", 5), ("——！", 0), ("🌊", 0)],
)  # fmt: skip
def test_characters_and_words_are_counted(text: str, number: int) -> None:
    assert words(text) == number
