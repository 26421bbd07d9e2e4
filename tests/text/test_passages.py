from haowen.text.markup import Clean
from haowen.text.passages import marked, passage

TEXT = (
    "第一句话讲天气。第二句话讲一杯茶怎样凉下来，讲得很细。第三句话讲别的事情，与茶无关。" + "后面还有很多很多话。" * 20
)


def test_a_passage_begins_with_the_sentence_of_what_was_found() -> None:
    assert passage(TEXT, ["凉下来"], most=40).startswith("…第二句话讲一杯茶怎样凉下来")


def test_a_passage_without_a_find_is_the_beginning() -> None:
    assert passage("short text", ["nothing"]) == "short text"
    assert passage(TEXT, [], most=10) == TEXT[:10] + "…"


def test_a_passage_cuts_no_latin_word() -> None:
    found = passage("several words before the needle and several words after it " * 3, ["needle"], most=30)
    assert "needle" in found
    assert set(found.strip("…").split()) <= {"several", "words", "before", "the", "needle", "and", "after", "it"}


def test_what_was_found_is_marked_and_the_rest_escaped() -> None:
    out = marked("a <b> Tea & teapot, 茶 叶", ["tea", "茶叶"])
    assert isinstance(out, Clean)
    assert out == "a &lt;b&gt; <mark>Tea</mark> &amp; teapot, <mark>茶 叶</mark>"


def test_nothing_to_mark_leaves_the_text_escaped() -> None:
    assert marked("<i>", ["", "。"]) == "&lt;i&gt;"
