"""Answers: every encoding says the same, tags are strong, and what a browser has is not sent again."""

import gzip

import brotli
import pytest

from haowen.kit.pagestore.answers import Answer, Encoding, encoding_for

BODY = ("<p>好文在这里。</p>" * 400).encode()
HTML = [("Content-Type", "text/html; charset=utf-8")]


def _opened(answer: Answer, encoding: Encoding) -> tuple[bytes, dict[str, str]]:
    _status, headers, body = answer.sent(encoding, is_head=False)
    said = dict(headers)
    data = b"".join(body)
    assert said["Content-Length"] == str(len(data))
    opener = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[said.get("Content-Encoding")]
    return opener(data), said


@pytest.mark.parametrize("is_packed", [False, True])
def test_every_encoding_says_the_same_and_has_a_tag_of_its_own(is_packed):
    answer = Answer("200 OK", HTML, BODY)
    if is_packed:
        answer.pack()
    tags = set()
    for encoding in ("br", "gzip", ""):
        body, said = _opened(answer, encoding)
        assert body == BODY
        assert said.get("Content-Encoding", "") == encoding
        assert not said["ETag"].startswith("W/")
        tags.add(said["ETag"])
    assert len(tags) == 3


def test_packing_changes_the_tag_as_it_changes_the_bytes_but_old_tags_are_still_known():
    answer = Answer("200 OK", HTML, BODY)
    before = _opened(answer, "br")[1]["ETag"]
    answer.pack()
    after = _opened(answer, "br")[1]["ETag"]
    assert before != after
    for tag in (before, after):
        unchanged = answer.unchanged("br", f'"other", W/{tag}')
        assert unchanged is not None
        assert unchanged[0].startswith("304")
        assert dict(unchanged[1])["ETag"] == tag
        assert unchanged[2] == ()


def test_a_tag_of_another_encoding_or_page_is_not_known():
    answer = Answer("200 OK", HTML, BODY)
    tag = _opened(answer, "gzip")[1]["ETag"]
    assert answer.unchanged("br", tag) is None
    assert answer.unchanged("gzip", tag) is not None
    assert Answer("200 OK", HTML, BODY + b"!").unchanged("gzip", tag) is None


def test_an_unchanged_answer_repeats_what_a_cache_needs():
    answer = Answer("200 OK", [*HTML, ("Content-Security-Policy", "x")], BODY)
    sent = answer.unchanged("", "*")
    assert sent is not None
    assert {name for name, _ in sent[1]} == {"Vary", "Cache-Control", "ETag"}


def test_a_head_has_the_headers_and_no_body():
    answer = Answer("200 OK", HTML, BODY)
    assert answer.sent("br", is_head=True)[2] == ()
    assert answer.sent("br", is_head=True)[1] == answer.sent("br", is_head=False)[1]


def test_pictures_and_crumbs_are_not_compressed():
    for answer in (Answer("200 OK", [("Content-Type", "image/png")], BODY), Answer("200 OK", HTML, b"<p>x</p>")):
        assert answer.is_packed
        assert "Content-Encoding" not in dict(answer.sent("br", is_head=False)[1])


def test_what_the_application_compressed_stays_as_it_is():
    answer = Answer("200 OK", [*HTML, ("Content-Encoding", "gzip")], gzip.compress(BODY))
    _status, headers, body = answer.sent("br", is_head=False)
    assert dict(headers)["Content-Encoding"] == "gzip"
    assert gzip.decompress(body[0]) == BODY


def test_headers_of_the_application_stay_and_vary_is_joined():
    answer = Answer("200 OK", [*HTML, ("Vary", "X-Y, cookie"), ("Cache-Control", "max-age=5"), ("X-A", "1")], BODY)
    said = dict(answer.headers)
    assert said["Vary"] == "Cookie, Accept-Language, Accept-Encoding, X-Y"
    assert said["Cache-Control"] == "max-age=5"
    assert said["X-A"] == "1"


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("", ""),
        ("gzip, deflate, br", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0.5, gzip;q=0.9", "gzip"),
        ("br;q=0, gzip;q=0", ""),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("identity", ""),
        ("identity;q=1, br;q=0.2", ""),
        ("br;q=rubbish", ""),
        ("BR", "br"),
        ("deflate", ""),
    ],
)
def test_the_encoding_is_the_one_the_browser_likes_best(header: str, encoding: str):
    assert encoding_for(header) == encoding
