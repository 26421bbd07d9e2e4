"""Small pieces of markup that several pages need."""

import pytest

from haowen.doors.web.marks import foreign


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("校车，二十五分钟。", "en", "zh-Hans"),
        ("校车，二十五分钟。", "zh-hans", ""),
        ("The bus takes 25 minutes.", "zh-hans", "en"),
        ("The bus takes 25 minutes.", "en", ""),
        ("666 +1 👍", "en", ""),
        ("", "en", ""),
    ],
)
def test_words_in_another_language_than_the_page_say_so(text: str, language: str, told: str) -> None:
    assert foreign(text, language) == told
