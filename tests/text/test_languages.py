import pytest

from haowen.text.languages import alike, guess


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("提前还房贷，先算这三笔", "zh-Hans"),
        ("How long does tea take to cool?", "en"),
        ("用 Python 写的 API 说明文档", "zh-Hans"),
        ("The word 好文 means good writing, and it is the name of this software.", "en"),
        ("a b c d 好", "en"),
        ("好a文b好c文d", "zh-Hans"),
        ("12345", "zh-Hans"),
    ],
)
def test_the_language_is_what_most_words_are_in(text: str, language: str) -> None:
    assert guess(text) == language


def test_who_reads_one_script_of_chinese_reads_the_other() -> None:
    assert alike("zh-Hant") == alike("zh-Hans") == ("zh-Hans", "zh-Hant")
    assert alike("en") == ("en",)
