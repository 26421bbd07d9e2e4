from haowen.text.excerpts import cut, excerpt


def test_a_short_text_stays_whole() -> None:
    assert excerpt("  很短。\n两行。 ") == "很短。 两行。"


def test_an_excerpt_ends_with_a_sentence_where_one_ends_late_enough() -> None:
    assert excerpt("第一句话说完了。第二句话也说完了。第三句话很长很长很长", 20) == "第一句话说完了。第二句话也说完了。"
    assert excerpt("One is here. Two is 3.5 times longer than that", 16) == "One is here."


def test_an_excerpt_without_a_sentence_end_says_that_it_goes_on() -> None:
    assert excerpt("一二三四五六七八九十一二三四五六七八九十", 10) == "一二三四五六七八九…"
    assert len(excerpt("字" * 500)) == 120


def test_a_word_is_not_cut_in_two() -> None:
    assert cut("several words in a row", 16) == "several words…"
    assert len(cut("x" * 50, 10)) == 10
    assert cut("本文介绍了hippopotamus的习性", 9) == "本文介绍了…"
