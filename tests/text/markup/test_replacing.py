"""Pictures for links."""

import pytest

from haowen.text import markup

RIVER, BIRD = "a" * 64, "b" * 64
BODY = markup.clean(
    "<p>看图。</p><figure><img src='https://e.org/river.jpg?a=1&amp;b=2' alt='河 &quot;夜&quot; &lt;1&gt;'><figcaption>三月的<b>河</b></figcaption></figure>"
    "<ul><li><img src='https://e.org/bird.png' alt=''></li></ul><p>完。</p>"
)
RIVER_AT, BIRD_AT = "https://e.org/river.jpg?a=1&b=2", "https://e.org/bird.png"


def test_a_picture_takes_the_place_of_its_link_with_words_and_caption() -> None:
    body = markup.put_in(BODY, {RIVER_AT: RIVER})
    assert (
        f'<figure><img data-media="{RIVER}" alt="河 &quot;夜&quot; &lt;1&gt;">'
        "<figcaption>三月的<strong>河</strong></figcaption></figure>"
    ) in body
    assert markup.remote_addresses(body) == [BIRD_AT]


def test_what_is_put_in_is_canonical_wherever_it_stands() -> None:
    body = markup.put_in(BODY, {RIVER_AT: RIVER, BIRD_AT: BIRD})
    assert markup.media_keys(body) == [RIVER, BIRD]
    assert markup.clean(body) == body
    assert markup.put_in(body, {RIVER_AT: BIRD}) == body


@pytest.mark.parametrize("kept", [{}, {"https://e.org/other": RIVER}, {RIVER_AT: '"><script>'}, {RIVER_AT: ""}])
def test_what_was_not_fetched_stays_a_link(kept: dict[str, str]) -> None:
    assert markup.put_in(BODY, kept) == BODY


@pytest.mark.parametrize("kept", [{RIVER_AT: RIVER}, {BIRD_AT: BIRD}, {RIVER_AT: RIVER, BIRD_AT: RIVER}])
def test_what_was_put_in_can_be_read_off_again(kept: dict[str, str]) -> None:
    assert markup.taken_in(BODY, markup.put_in(BODY, kept)) == kept


def test_any_other_difference_is_no_putting_in() -> None:
    after = markup.put_in(BODY, {RIVER_AT: RIVER})
    assert markup.taken_in(BODY, BODY) == {}
    assert markup.taken_in(BODY, after.replace("完", "还没完")) == {}
    assert markup.taken_in(after, BODY) == {}
    assert markup.taken_in(BODY, markup.clean("<p>别的。</p>")) == {}
