from haowen.text.markup import Clean
from haowen.text.passages import Sought, marked, passage, sought

TEXT = (
    "第一句话讲天气。第二句话讲一杯茶怎样凉下来，讲得很细。第三句话讲别的事情，与茶无关。" + "后面还有很多很多话。" * 20
)


def test_a_passage_begins_with_the_sentence_of_what_was_found() -> None:
    assert passage(TEXT, sought(["凉下来"]), most=40).startswith("…第二句话讲一杯茶怎样凉下来")


def test_a_passage_without_a_find_is_the_beginning() -> None:
    assert passage("short text", sought(["nothing"])) == "short text"
    assert passage(TEXT, sought([]), most=10) == TEXT[:10] + "…"


def test_a_passage_cuts_no_latin_word() -> None:
    found = passage("several words before the needle and several words after it " * 3, sought(["needle"]), most=30)
    assert "needle" in found
    assert set(found.strip("…").split()) <= {"several", "words", "before", "the", "needle", "and", "after", "it"}


def test_what_was_found_is_marked_and_the_rest_escaped() -> None:
    out = marked("a <b> Tea & teapot, 茶 叶", sought(["tea", "茶叶"]))
    assert isinstance(out, Clean)
    assert out == "a &lt;b&gt; <mark>Tea</mark> &amp; teapot, <mark>茶 叶</mark>"


def test_nothing_to_mark_leaves_the_text_escaped() -> None:
    assert marked("<i>", sought(["", "。"])) == "&lt;i&gt;"


def test_both_scripts_all_forms_of_a_word_and_wide_letters_are_marked_where_they_stand() -> None:
    assert marked("臺灣的ｔｅａ", sought(["台湾", "tea"])) == "<mark>臺灣</mark>的<mark>ｔｅａ</mark>"
    assert marked("running, he runs", Sought(stems=frozenset({"run"}))) == "<mark>running</mark>, he <mark>runs</mark>"
    assert marked("㈠ﬁnd İx tea", sought(["tea"])) == "㈠ﬁnd İx <mark>tea</mark>"


def test_a_passage_is_taken_where_what_was_looked_for_stands_densest() -> None:
    text = "茶。" + "后面还有很多很多话。" * 30 + "这里一杯茶，那里又一杯热茶，喝茶。" + "还有话。" * 30
    assert "那里又一杯热茶" in passage(text, sought(["茶"]), most=40)


def test_pairs_that_overlap_are_one_mark() -> None:
    assert marked("渡口石阶", Sought([("渡", "口"), ("口", "石")])) == "<mark>渡口石</mark>阶"
