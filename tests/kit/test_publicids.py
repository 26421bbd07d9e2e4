from haowen.kit.publicids import ALPHABET, LENGTH, new_id, new_secret


def test_identifiers_are_short_plain_and_do_not_repeat() -> None:
    made = {new_id() for _ in range(2000)}
    assert len(made) == 2000
    assert {len(one) for one in made} == {LENGTH}
    assert set("".join(made)) <= set(ALPHABET)


def test_no_character_is_mistaken_for_another_and_none_makes_words() -> None:
    assert not set(ALPHABET) & set("01loaeiou")


def test_every_character_is_used_about_as_often() -> None:
    text = "".join(new_id() for _ in range(3000))
    counts = [text.count(letter) for letter in ALPHABET]
    assert min(counts) > 0.7 * len(text) / len(ALPHABET)


def test_a_secret_cannot_be_guessed() -> None:
    assert len(new_secret()) == 25
    assert new_secret() != new_secret()
