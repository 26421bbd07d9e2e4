from haowen.text.segmenting import characters, terms


def test_chinese_becomes_pairs_and_latin_words_stay_whole() -> None:
    assert terms("开窗借天 with GPT-4，Ａ！") == ["开窗", "窗借", "借天", "with", "gpt", "4", "a"]


def test_a_single_character_stands_for_itself() -> None:
    assert terms("茶, tea") == ["茶", "tea"]


def test_characters_stand_apart_for_an_index() -> None:
    assert characters("用Linux写好文。") == "用 linux 写 好 文"


def test_nothing_gives_nothing() -> None:
    assert terms("，。 !") == []
    assert characters("") == ""


def test_rare_characters_count_as_chinese() -> None:
    assert characters("𠮷野家") == "𠮷 野 家"
