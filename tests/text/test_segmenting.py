from haowen.text import segmenting
from haowen.text.segmenting import inner_shingles, shingles, terms, units, words


def test_chinese_becomes_pairs_and_latin_words_stay_whole() -> None:
    assert terms("开窗借天 with GPT-4，Ａ！") == ["开窗", "窗借", "借天", "with", "gpt", "4", "a"]


def test_a_single_character_stands_for_itself() -> None:
    assert terms("茶, tea") == ["茶", "tea"]


def test_characters_and_words_stand_in_their_order() -> None:
    assert units("用Linux写好文。") == ["用", "linux", "写", "好", "文"]


def test_forms_of_an_english_word_have_one_stem() -> None:
    assert terms("Indexes indexing indexed") == ["index"] * 3


def test_both_chinese_scripts_are_one_also_out_of_their_context() -> None:
    assert units("臺灣資訊") == units("台湾资讯")
    whole = units("乾隆皇帝晒乾的髮菜")
    assert [unit for character in "乾隆皇帝晒乾的髮菜" for unit in units(character)] == whole


def test_words_are_those_of_a_dictionary() -> None:
    assert {"研究", "生命", "起源"} <= set(words("研究生命起源"))
    assert words("tea 茶") == []


def test_nothing_gives_nothing() -> None:
    assert terms("，。 !") == units("") == []


def test_rare_characters_count_as_chinese() -> None:
    assert units("𠮷野家") == ["𠮷", "野", "家"]


def test_a_word_without_end_is_cut() -> None:
    assert [len(unit) for unit in units("x" * 5000)] == [64]


def test_the_folded_form_is_stable() -> None:
    assert segmenting.fold(segmenting.fold("Ｔéa 臺")) == segmenting.fold("Ｔéa 臺")


def test_any_passage_has_shingles_that_follow_each_other_in_the_text() -> None:
    text = "用  Linux 内核。\n图 7, x[1:]"
    whole = shingles(text)
    flat = " ".join(text.split())
    for start in range(len(flat)):
        for end in range(start + 4, len(flat) + 1):
            if " " in (flat[start], flat[end - 1]):
                continue
            inner, rest = inner_shingles(flat[start:end])
            assert whole[start : start + len(inner)] == inner
            assert not rest or whole[start + len(inner)].startswith(rest)


def test_a_passage_of_two_latin_characters_after_a_chinese_one_leaves_the_beginning_of_a_shingle() -> None:
    assert inner_shingles("核，是 a") == (["核,", ",是", "是␣"], "␣a")


def test_what_an_index_holds_is_the_same_as_what_is_asked_for_part_by_part() -> None:
    text = "臺灣的「開源」社区 uses Ｐｙｔｈｏｎ 3.12：研究生命起源，茶\n乾隆皇帝 indexing カタカナ 한국어"
    assert segmenting.indexed(text) == (units(text), [*terms(text), *words(text)])


def test_no_word_goes_over_the_end_of_a_run() -> None:
    assert words("研究，生命") == words("研究") + words("生命")
