"""Two changes of one text, put together."""

from hypothesis import given
from hypothesis import strategies as st

from haowen.text import markup
from haowen.text.merging import Clash, merge, merge_value

WORDS = st.lists(st.sampled_from(["一", "二", "三", "四", "五", "六", "七", "甲乙丙丁", "甲乙丙戊"]), max_size=7)


def body(*words: str) -> str:
    return "\n".join(f"<p>{word}</p>" for word in words)


def test_changes_of_neighbouring_paragraphs_both_stand() -> None:
    done = merge(body("一", "二"), body("一改", "二"), body("一", "二改"))
    assert (done.html, done.clashes) == (body("一改", "二改"), [])


def test_the_same_paragraph_changed_by_both_is_a_clash_that_names_all_three() -> None:
    done = merge(body("一", "二"), body("一", "我的二"), body("一", "他的二"))
    assert done.clashes == [Clash("<p>二</p>", "<p>我的二</p>", "<p>他的二</p>")]
    assert done.html == body("一", "他的二")


def test_the_same_change_by_both_is_no_clash() -> None:
    assert merge(body("一"), body("二"), body("二")).clashes == []


def test_what_one_takes_away_and_the_other_changes_is_a_clash() -> None:
    assert merge(body("一", "二"), body("二"), body("一改", "二")).clashes == [Clash("<p>一</p>", "", "<p>一改</p>")]


def test_what_both_put_in_at_one_place_is_all_there() -> None:
    assert merge(body("一", "二"), body("一", "我", "二"), body("一", "他", "二")).html == body("一", "他", "我", "二")


def test_the_same_put_in_by_both_is_there_once() -> None:
    assert merge(body("一"), body("一", "新"), body("一", "新")).html == body("一", "新")


@given(WORDS, WORDS)
def test_one_change_alone_is_what_it_was(base: list[str], changed: list[str]) -> None:
    assert merge(body(*base), body(*changed), body(*base)).html == body(*changed)
    assert merge(body(*base), body(*base), body(*changed)).html == body(*changed)


@given(WORDS, WORDS, WORDS)
def test_every_new_block_of_either_side_is_in_the_merge_or_in_a_clash(
    base: list[str], mine: list[str], theirs: list[str]
) -> None:
    done = merge(body(*base), body(*mine), body(*theirs))
    seen = set(markup.parted(done.html)) | {part for clash in done.clashes for part in (clash.mine, clash.theirs)}
    assert {f"<p>{word}</p>" for word in (*mine, *theirs) if word not in base} <= seen


def test_a_value_is_whose_it_was_changed_by() -> None:
    assert merge_value("甲", "甲", "乙") == ("乙", False)
    assert merge_value("甲", "丙", "甲") == ("丙", False)
    assert merge_value("甲", "丙", "乙") == ("乙", True)
