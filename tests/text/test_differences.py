"""What differs between two bodies."""

from hypothesis import given
from hypothesis import strategies as st

from haowen.text.differences import Change, differences, likeness, pieces

OLD = "<p>公告里说，改造后固定摊位由 214 个减为 165 个。</p>\n<p>走廊的灯亮着。</p>\n<h2>起因</h2>\n<p>第三段说的是别的事。</p>"


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [("+" if one.is_added else "-" if one.is_gone else "", one.text) for one in pieces(before, after)]


def test_chinese_is_compared_by_characters_and_numbers_whole() -> None:
    said = told("公告里说，摊位减为 165 个", "区商务局的公告说，摊位减为 156 个")
    assert ("-", "165") in said
    assert ("+", "156") in said
    assert ("+", "区商务局的") in said


def test_latin_words_are_compared_whole() -> None:
    assert told("the old market hall", "the new market hall") == [
        ("", "the "),
        ("-", "old"),
        ("+", "new"),
        ("", " market hall"),
    ]


@given(st.text("好文甲乙 ab1.，", max_size=30), st.text("好文甲乙 ab1.，", max_size=30))
def test_both_texts_can_be_read_off_the_pieces(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(one.text for one in found if not one.is_added) == before
    assert "".join(one.text for one in found if not one.is_gone) == after


def test_what_became_of_each_block_is_told() -> None:
    new = "<p>公告里说，改造后固定摊位由 214 个减为 156 个。</p>\n<h2>起因</h2>\n<p>第三段说的是<strong>别的事</strong>。</p>\n<p>新写的一段。</p>"
    kinds = [one.change for one in differences(OLD, new)]
    assert kinds.count(Change.RESTYLED) == 1
    assert kinds.count(Change.ADDED) == 1
    assert kinds.count(Change.GONE) == 1
    assert kinds.count(Change.CHANGED) == 1


def test_a_block_that_stands_elsewhere_is_moved_and_not_lost() -> None:
    old, new = "<p>一</p>\n<p>二</p>\n<p>三</p>", "<p>二</p>\n<p>三</p>\n<p>一</p>"
    found = differences(old, new)
    assert [(one.change, one.number, one.came_from) for one in found if one.change != Change.SAME] == [
        (Change.MOVED, 3, 1)
    ]


def test_nothing_differs_between_a_body_and_itself() -> None:
    assert {one.change for one in differences(OLD, OLD)} == {Change.SAME}


def test_a_text_of_many_thousand_words_is_still_compared() -> None:
    long = "字" * 9000
    assert told(long, long + "尾")[0][0] == "-"


def test_blocks_are_alike_by_their_words() -> None:
    assert (
        likeness("<p>走廊的灯亮着。</p>", "<p>走廊的灯灭了。</p>")
        > 0.5
        > likeness("<p>走廊的灯</p>", "<p>另外一件事</p>")
    )
