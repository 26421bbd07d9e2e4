from haowen.text.pinyin import beginnings, readings, sounds, syllables


def test_chinese_is_spelt_and_latin_words_stay() -> None:
    assert syllables("河流 and 長城") == ["he", "liu", "and", "chang", "cheng"]


def test_a_title_begins_with_its_characters_its_sounds_and_their_first_letters() -> None:
    assert beginnings("河流GPT-4", 40) == ["河流gpt4", "heliugpt4", "hlg4"]


def test_latin_letters_are_read_as_syllables_where_they_can_be() -> None:
    assert readings("heliu") == (("he", "liu"),)
    assert ("xi", "an") in readings("xian")
    assert readings("kernel") == readings("he") == ()


def test_single_characters_are_read_without_a_dictionary() -> None:
    assert sounds(["河", "流", "and", "𠮷"]) == ("he", "liu", "and", "𠮷")
