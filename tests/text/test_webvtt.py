"""Captions: read strictly, written anew with nothing but words and times."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haowen.text import webvtt

FILE = """\ufeffWEBVTT - a title

STYLE
::cue { background: url(https://evil.example/) }

NOTE 00:00:01.000 --> is no time here

1
00:01.000 --> 00:03.500 align:start position:10% region:x
<v 林一>第一句<b>要紧</b></v>

00:03.600 --> 00:05.000
<c.red>第二</c>句 &amp; <script>alert(1)</script> a < b

00:00:09.000 --> 00:00:11.000
<v Bob>Third <i>one
"""


def test_only_words_times_and_three_marks_stay() -> None:
    first, second, third = webvtt.read(FILE)
    assert (first.begins, first.ends, first.text, first.who) == (1000, 3500, "第一句<b>要紧</b>", "林一")
    assert first.settings == "align:start position:10%"
    assert second.text == "第二句 &amp; alert(1) a &lt; b"
    assert third.text == "Third <i>one</i>"
    written = webvtt.written((first, second, third))
    assert "url(" not in written
    assert "script" not in written
    assert webvtt.read(written) == (first, second, third)


def test_a_transcript_has_a_paragraph_for_whoever_speaks() -> None:
    assert webvtt.transcript(webvtt.read(FILE)) == ["林一: 第一句要紧", "第二句 & alert(1) a < b", "Bob: Third one"]


def test_subrip_is_read_too() -> None:
    cues = webvtt.read("1\r\n00:00:01,000 --> 00:00:02,000\r\n一\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\n二\r\n")
    assert [cue.text for cue in cues] == ["一", "二"]
    assert webvtt.transcript(cues) == ["一二"]


@pytest.mark.parametrize(
    ("source", "reason", "line"),
    [
        ("", "empty", 0),
        ("WEBVTT\n\nno cue at all", "empty", 0),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\nx", "time", 3),
        ("WEBVTT\n\n00:99.000 --> 01:00.000\nx", "time", 3),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\nx\n\n00:01.000 --> 00:04.000\ny", "order", 6),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\n" + "x" * 1001, "words", 3),
    ],
)
def test_what_is_wrong_is_named_with_its_line(source: str, reason: str, line: int) -> None:
    with pytest.raises(webvtt.BrokenError) as found:
        webvtt.read(source)
    assert (found.value.reason, found.value.line) == (reason, line)


@given(st.text(alphabet="<>&/ibv.-: \n01文", max_size=60))
def test_no_mark_but_ours_comes_through_whatever_is_said(words: str) -> None:
    try:
        cues = webvtt.read(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{words}")
    except webvtt.BrokenError:
        return
    assert webvtt.read(webvtt.written(cues)) == cues
