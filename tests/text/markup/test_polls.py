"""Polls in a body: what is one, what stays as the text it is, and what tells one from another."""

import pytest

from haowen.text import markup

POLL = '<aside data-poll="2026-12-31"><p>河要不要修坝？</p><ul><li>要</li><li>不要 &amp; 再看</li></ul></aside>'
WORDS = {"gap": "", "remote": "", "unplaced": "", "cite": "{n}"}


def test_a_poll_is_canonical_and_read_off_again() -> None:
    body = markup.clean(f"<p>前</p>{POLL}<p>后</p>")
    assert body == f"<p>前</p>\n{POLL}\n<p>后</p>"
    assert markup.clean(str(body)) == body
    (asked,) = markup.polls(body)
    assert (asked.question, asked.options, asked.until) == ("河要不要修坝？", ("要", "不要 & 再看"), "2026-12-31")
    assert markup.to_text(POLL) == "河要不要修坝？\n要\n不要 & 再看"


def test_marks_within_are_left_and_words_stay() -> None:
    source = "<aside data-poll=''><p><b>问</b></p><ul><li><p>甲<br>乙</p></li><li><a href='https://x.example/'>丙</a></li></ul></aside>"
    assert markup.clean(source) == "<aside data-poll><p>问</p><ul><li>甲 乙</li><li>丙</li></ul></aside>"


@pytest.mark.parametrize(
    "inner",
    [
        "<p>问</p><ul><li>甲</li></ul>",
        "<p>问</p><ul><li>甲</li><li>甲</li></ul>",
        "<p>问</p><ul>" + "".join(f"<li>{n}</li>" for n in range(9)) + "</ul>",
        "<p>问</p><ul><li>甲</li><li>" + "长" * 81 + "</li></ul>",
        "<ul><li>甲</li><li>乙</li></ul>",
        "<p>问</p><p>又问</p><ul><li>甲</li><li>乙</li></ul>",
        '<p>问<sup data-cite="r1"></sup></p><ul><li>甲</li><li>乙</li></ul>',
    ],
)
def test_what_is_no_poll_stays_as_it_is(inner: str) -> None:
    assert markup.clean(f"<aside data-poll>{inner}</aside>") == markup.clean(inner)


def test_other_words_make_another_poll_and_another_day_does_not() -> None:
    def key(body: str) -> str:
        return markup.polls(markup.clean(body))[0].key

    assert key(POLL) == key(POLL.replace("2026-12-31", "2027-01-31"))
    assert key(POLL) == key(POLL.replace("2026-12-31", "yesterday"))
    assert len({key(POLL), key(POLL.replace("修坝", "修桥")), key(POLL.replace(">要<", ">要的<"))}) == 3


def test_a_reader_elsewhere_gets_question_and_answers() -> None:
    shown = markup.shown(POLL, pictures={}, cited={}, words=WORDS)
    assert shown.startswith('<aside class="poll" data-key="')
    assert "<li>要</li>" in shown
    carried = markup.carried(
        POLL, base="https://s.example", page="https://s.example/a/x", pictures={}, cited={}, words=WORDS
    )
    assert carried.startswith("<aside><p>河")
