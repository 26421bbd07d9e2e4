"""Feeds of other sites."""

import json
import tracemalloc

import pytest

from haowen.formats.foreign import LeftOut, Piece
from haowen.formats.syndicated import NoFeedError, read

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>河边</title><link>https://a.example/</link>{}</channel></rss>"""
ITEM = """<item><title>水位 &amp;amp; 夜</title><link>https://a.example/2020/water?utm=1</link><guid isPermaLink="false">tag:a.example,2020:7</guid>
<dc:creator>林小河</dc:creator><pubDate>Thu, 02 Jan 2020 11:04:05 +0800</pubDate><category>河流</category>
<description>短短的话</description><content:encoded><![CDATA[<p>夜里<b>涨</b>了。</p><img data-src="/p.jpg" src="data:image/gif;base64,R0lG" alt="河">]]></content:encoded>
<enclosure url="https://a.example/s.mp3" type="audio/mpeg" length="1"/><media:thumbnail url="https://a.example/t.jpg"/></item>"""


def all_of(source, **more):
    return list(read(source if isinstance(source, bytes) else source.encode(), **more))


def only(source, **more):
    (piece,) = (each for each in all_of(source, **more) if isinstance(each, Piece))
    return piece


def test_an_item_of_rss():
    piece = only(RSS.format(ITEM))
    assert (piece.title, piece.author, piece.tags) == ("水位 & 夜", "林小河", ("河流",))
    assert piece.html.startswith('<p>夜里<strong>涨</strong>了。</p>\n<figure data-remote="https://a.example/p.jpg">')
    assert '<a href="https://a.example/s.mp3">' in piece.html
    assert (piece.published, piece.summary, piece.cover) == (
        "2020-01-02T03:04:05Z",
        "短短的话",
        "https://a.example/t.jpg",
    )
    assert (piece.identity, piece.source_url, piece.source_name) == (
        "tag:a.example,2020:7",
        "https://a.example/2020/water?utm=1",
        "河边",
    )


def test_an_entry_of_atom():
    piece = only(
        """<feed xmlns="http://www.w3.org/2005/Atom"><title>River</title><link href="https://a.example/"/><entry><id>urn:uuid:1</id>
        <title type="html">A &amp;lt;b&amp;gt; title</title><link rel="alternate" href="/post"/><author><name>Lin</name><email>l@example.org</email></author>
        <author><name>Chen</name></author><published>2020-01-02T11:04:05+08:00</published><updated>2021-01-01T00:00:00Z</updated><summary>Short</summary>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It <em>rose</em>.</p></div></content></entry></feed>""",
        address="https://a.example/feed",
    )
    assert (piece.title, piece.html, piece.author) == ("A <b> title", "<p>It <em>rose</em>.</p>", "Lin")
    assert [row.name for row in piece.credits] == ["Lin", "Chen"]
    assert (piece.published, piece.changed, piece.source_url) == (
        "2020-01-02T03:04:05Z",
        "2021-01-01T00:00:00Z",
        "https://a.example/post",
    )


def test_an_item_of_json_feed():
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "河边", "home_page_url": "https://a.example/", "items": [
        {"id": 7, "url": "https://a.example/7", "title": "a < b", "content_html": "<p>文</p>", "authors": [{"name": "林"}], "tags": ["河"],
         "date_published": "2020-01-02T11:04:05+08:00", "image": "/c.jpg", "attachments": [{"url": "https://a.example/v.mp4", "mime_type": "video/mp4"}]},
        {"id": "8", "content_text": "一 <b>\n\n二"}, "nonsense", {"id": "9"}]}  # fmt: skip
    first, second, third = all_of(json.dumps(feed))
    assert (first.title, first.identity, first.author, first.cover) == (
        "a < b",
        "https://a.example/#7",
        "林",
        "https://a.example/c.jpg",
    )
    assert first.html == '<p>文</p>\n<p><a href="https://a.example/v.mp4">https://a.example/v.mp4</a></p>'
    assert (second.title, second.html) == ("一 <b>", "<p>一 &lt;b&gt;</p>\n<p>二</p>")
    assert isinstance(third, LeftOut)
    assert not third.is_fault


def test_each_item_once_by_what_the_feed_knows_it_by():
    twice = "<item><title>a</title><guid>1</guid></item><item><title>b</title><guid>1</guid></item>"
    by_link = "<item><title>c</title><link>https://a.example/c</link></item>" * 2
    by_text = "<item><description>d</description></item>" * 2
    got = all_of(RSS.format(twice + by_link + by_text))
    assert [each.title for each in got if isinstance(each, Piece)] == ["a", "c", "d"]
    assert ["twice" in each.reason for each in got if isinstance(each, LeftOut)] == [True] * 3


def test_a_feed_without_whole_texts_says_so():
    piece = only(RSS.format("<item><title>a</title><description>Only &lt;b&gt;this&lt;/b&gt;</description></item>"))
    assert piece.html == "<p>Only <strong>this</strong></p>"
    assert "summary" in piece.remarks[0]


def test_what_a_feed_calls_text_is_no_markup():
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>x</id><title type="text">1 &lt; 2 &amp; 3</title><content type="text">a &lt; b</content></entry></feed>'
    piece = only(atom)
    assert (piece.title, piece.html) == ("1 < 2 & 3", "<p>a &lt; b</p>")


def test_mail_is_no_name():
    for written, name in (("lin@example.org (Lin)", "Lin"), ("lin@example.org", "河边"), ("Lin", "Lin")):
        assert only(RSS.format(f"<item><title>a</title><author>{written}</author></item>")).author == name


def test_a_broken_feed_is_read_as_far_as_it_can_be_and_says_so():
    got = all_of(RSS.format("<item><title>a & b</title><description>c</p></description></item>"))
    assert any(isinstance(each, LeftOut) and "well-formed" in each.reason for each in got)
    assert [each.title for each in got if isinstance(each, Piece)] == ["a & b"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"{}",
        b'{"version": "https://jsonfeed.org/version/1"}',
        b"<html><body><p>a</p></body></html>",
        b"\x89PNG",
        b"plain",
    ],
)
def test_what_is_no_feed_is_refused(data):
    with pytest.raises(NoFeedError):
        read(data)


def test_a_billion_laughs_stay_small():
    entities = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{entities}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        + RSS.format("<item><title>a&l9;&x;</title></item>")[21:]
    )
    tracemalloc.start()
    with pytest.raises(NoFeedError, match="entities"):
        read(bomb.encode())
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_items_that_two_sites_count_alike_are_not_the_same() -> None:
    feed = '{"version": "https://jsonfeed.org/version/1.1", "home_page_url": "%s", "items": [{"id": "1", "content_text": "a"}]}'
    one, again, other = (
        next(iter(read((feed % home).encode(), address=address)))
        for home, address in (
            ("https://a.example/", ""),
            ("https://a.example/", "https://a.example/f"),
            ("https://b.example/", ""),
        )
    )
    assert isinstance(one, Piece)
    assert isinstance(again, Piece)
    assert isinstance(other, Piece)
    assert one.identity == again.identity != other.identity
