"""Sketches, the exact comparison, and passages in common."""

import random

import pytest

from haowen.text import similarity
from haowen.text.similarity import compared, folded, is_copy, passages, sketch

RIVER = "".join(
    f"第{n}天，江水在夜里退了{n * 7 % 31}厘米，渡轮改从第{n % 11}级石阶靠岸，船长把缆绳放长了{n * 3 % 17}米。"
    for n in range(1, 30)
)
BREAD = "".join(
    f"第{n}炉面团醒了{n * 5 % 23}个小时，酵母在低温里工作，烤箱先烧到{200 + n}度再放进去，等{n + 20}分钟。"
    for n in range(1, 30)
)


def test_a_text_is_wholly_contained_in_itself_whatever_its_punctuation_and_case() -> None:
    found = compared(folded("The river fell, at NIGHT. " + RIVER), folded("“the river”，fell at night" + RIVER))
    assert (found.common, found.contained) == (1, 1)


def test_the_other_script_is_the_same_text() -> None:
    assert folded("後來，開關裡的電線發熱了。") == folded("后来，开关里的电线发热了")


def test_texts_about_other_things_have_little_in_common() -> None:
    found = compared(folded(RIVER), folded(BREAD))
    assert found.contained < 0.1
    assert not is_copy(found, is_named_alike=True)


def test_a_part_of_a_longer_text_is_contained() -> None:
    found = compared(folded(RIVER[: len(RIVER) // 3]), folded(RIVER + BREAD))
    assert found.contained > 0.99
    assert found.common < 0.3
    assert is_copy(found, is_named_alike=False)


def test_nothing_is_contained_in_nothing() -> None:
    assert compared("", folded(RIVER)).contained == 0
    assert sketch(folded("太短")) == b""
    assert similarity.bands(b"") == []
    assert similarity.estimated(b"", b"") == 0


def test_a_sketch_estimates_what_is_in_common_and_never_changes() -> None:
    half = RIVER[: len(RIVER) // 2] + BREAD[: len(BREAD) // 2]
    one, other = sketch(folded(RIVER)), sketch(folded(half))
    assert similarity.estimated(one, other) == pytest.approx(compared(folded(RIVER), folded(half)).common, abs=0.15)
    assert len(one) == 4 * similarity.PLACES
    # Kept by every site: when this number moves, all sketches have to be made again.
    assert similarity.bands(sketch(folded("江水在夜里退了三厘米，" * 12)))[0] == FIRST_BAND


FIRST_BAND = -1652267731372343919


def test_an_edited_copy_shares_a_band() -> None:
    sentences = RIVER.split("。")
    chance = random.Random(7)
    for at in chance.sample(range(len(sentences)), len(sentences) // 4):
        sentences[at] = BREAD.split("。")[at % 20]
    edited = "。".join(sentences)
    mine, theirs = (set(similarity.bands(sketch(folded(text)))) for text in (RIVER, edited))
    assert mine & theirs
    assert is_copy(compared(folded(RIVER), folded(edited)), is_named_alike=True)


def test_passages_are_given_as_they_stand_in_each_text() -> None:
    one = "开头不同。江水在夜里退了三厘米，渡轮改从第九级石阶靠岸。结尾也不同。"
    other = "他说：「江水在夜裡退了三厘米；渡輪改從第九級石階靠岸」——后来呢？"
    (found,) = passages(one, other)
    assert found.one == "江水在夜里退了三厘米，渡轮改从第九级石阶靠岸"
    assert found.other == "江水在夜裡退了三厘米；渡輪改從第九級石階靠岸"
    assert similarity.covered([found]) == found.letters == 21


def test_short_phrases_are_no_passages() -> None:
    assert passages("今天天气很好，我们出门。", "今天天气很好，他们在家。") == []


def test_titles_are_alike_when_they_have_some_words_in_common() -> None:
    assert similarity.are_named_alike("江水在夜里退了", "他说：江水在夜裡漲了")
    assert similarity.are_named_alike("The quiet river", "A quiet river, again")
    assert not similarity.are_named_alike("江水退了", "面包醒了")
    assert not similarity.are_named_alike("Reading rivers", "Cooking rice")
    assert not similarity.are_named_alike("", "江水退了")


def test_texts_whose_titles_have_nothing_in_common_must_share_more() -> None:
    form = similarity.Comparison(common=0.4, contained=0.8, letters=170)
    assert similarity.is_copy(form, is_named_alike=True)
    assert not similarity.is_copy(form, is_named_alike=False)
