"""HTML of other systems as bodies."""

import base64

import pytest

from haowen.formats.foreign import body_of
from haowen.formats.foreign.comparing import lost
from haowen.text import markup


def test_addresses_become_whole():
    body = body_of(
        '<p><a href="/b?x=1&amp;y=2">b</a> <a href="#note">n</a></p><img src="p.jpg" alt="P">',
        base="https://a.example/2012/post/",
    )
    assert '<a href="https://a.example/b?x=1&amp;y=2">b</a> n' in body.html
    assert markup.remote_addresses(body.html) == ["https://a.example/2012/post/p.jpg"]


@pytest.mark.parametrize(
    "source",
    [
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="https://a.example/p.jpg" alt="P">',
        "<img class=lazy src='/blank.gif' data-original='https://a.example/p.jpg' alt='P'/>",
        '<img src="/wp-content/plugins/x/1x1.trans.gif" data-lazy-src="https://a.example/p.jpg" alt="P"><noscript><img src="https://a.example/p.jpg" alt="P"></noscript>',
        '<img src="data:image/gif;base64,R0lG"><noscript><img src="https://a.example/p.jpg" alt="P"></noscript>',
        '<picture><source srcset="https://a.example/p.webp"><img src="https://a.example/p.jpg" alt="P"></picture>',
        '<img data-srcset="https://a.example/s.jpg 300w, https://a.example/p.jpg 900w" alt="P">',
    ],
)
def test_pictures_that_load_late_are_found_once(source):
    addresses = markup.remote_addresses(body_of(source).html)
    assert addresses == ["https://a.example/p.jpg"]


def test_a_picture_that_keeps_a_place_is_named_and_a_gap():
    body = body_of('<p>a</p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="The bridge">')
    assert '<figure data-gap="picture"><figcaption>The bridge</figcaption></figure>' in body.html
    assert any("placeholder" in remark for remark in body.remarks)


def test_counters_are_no_pictures():
    assert body_of('<p>a</p><img src="https://stats.example/x.gif" width="1" height="1">').html == "<p>a</p>"
    assert body_of('<p>a</p><img src="https://medium.com/_/stat?event=post">').html == "<p>a</p>"


def test_a_picture_written_into_the_page_comes_with_it():
    data = b"\x89PNG" + bytes(range(256)) * 2
    body = body_of(f'<img src="data:image/png;base64,{base64.b64encode(data).decode()}" alt="P">')
    ((name, kept),) = body.files.items()
    assert kept == data
    assert f'<figure data-file="{name}"><img alt="P"></figure>' in body.html


def test_players_leave_links_and_hostile_html_leaves_its_words():
    body = body_of(
        '<iframe src="//www.youtube.com/embed/x"></iframe><p onclick="x()">a<script>alert(1)</script> <a href="javascript:x()">b</a></p>',
        base="https://a.example/",
    )
    assert '<a href="https://www.youtube.com/embed/x">' in body.html
    assert "<p>a b</p>" in body.html
    assert "script" not in body.html


def test_headings_begin_at_the_second_level_whatever_was_written():
    assert body_of("<h3>a</h3><h4>b</h4><h5>c</h5>").html == "<h2>a</h2>\n<h3>b</h3>\n<h3>c</h3>"


def test_broken_tags_lose_no_words():
    source = "<p>one <b>two <i>three</b> four</i><table><tr><td>five<p>six</table> a < b && c <- d</p><li>seven"
    body = body_of(source)
    assert markup.to_text(body.html).split() == [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "a",
        "<",
        "b",
        "&&",
        "c",
        "<-",
        "d",
        "seven",
    ]
    assert body.remarks == []


def test_what_a_body_lacks_is_named_and_what_moved_is_not_lost():
    assert lost("<p>one two three</p><p>four</p>", "<p>one three</p><p>four</p>") == ["two"]
    assert lost("<table><tr><td>cell</td></tr></table><p>the caption</p>", "<p>the caption</p><p>cell</p>") == []
    assert lost("<p>水位在夜里涨了</p>", "<p>水位涨了</p>") == ["在 夜 里"]
    assert lost("<p>seen</p><style>p{}</style><!-- unseen -->", "<p>seen</p>") == []


def test_signs_and_addresses_that_nothing_can_read_break_nothing():
    assert body_of(
        '<p>a&#1;b</p><p>c\x02d</p><a href="http://[broken">e</a>', base="https://a.example/"
    ).html.startswith("<p>ab</p>")
