import pytest

from haowen.text.titles import after, breaks_at_punctuation, shortened


@pytest.mark.parametrize(
    ("title", "breaks"),
    [
        ("开窗借天：一间朝南的屋子怎样过冬", True),
        ("一杯茶凉下来要多久", False),
        ("为什么这一个没有停顿的句子它特别长，后面短", False),
        ("GPT 与 BERT：两条路", True),
        ("A title, in English", False),
        ("提前还房贷，先算这三笔", True),
        ("", False),
        ("？？？", False),
    ],
)
def test_a_chinese_title_breaks_at_punctuation_when_no_run_is_long(title: str, *, breaks: bool) -> None:
    assert breaks_at_punctuation(title) is breaks


def test_a_title_that_fits_stays() -> None:
    assert shortened("标题 一\n二") == "标题 一 二"


def test_a_long_title_is_shortened_at_a_sentence_then_at_a_clause_then_anywhere() -> None:
    assert shortened("一句话讲完了事情。" * 30, 60) == "一句话讲完了事情。" * 6
    assert shortened("一个小小的分句，" * 30, 60) == "，".join(["一个小小的分句"] * 7) + "…"
    assert len(shortened("字" * 300)) == 200
    assert shortened("字" * 300).endswith("…")


@pytest.mark.parametrize("most", range(1, 60))
def test_a_shortened_title_is_never_longer_than_asked(most: int) -> None:
    assert len(shortened("One sentence. 再来一句，还有 another; word—" * 5, most)) <= most


def test_what_follows_a_title_that_a_text_begins_with_does_not_say_it_again() -> None:
    assert after("灯亮了。", "灯亮了。\n又灭了。") == "又灭了。"
    assert after("The bird bath is a…", "The bird bath is a lens this morning.") == "…lens this morning."
    assert after("另一个题目", "灯亮了。又灭了。") == "灯亮了。又灭了。"
    assert after("灯亮了。", "灯亮了。") == ""
