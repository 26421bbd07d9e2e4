"""Feeds out of plain values."""

import datetime as dt
import json
from typing import Any

import feedparser
import pytest
from lxml import etree

from haowen.formats import feeds

AT = dt.datetime(2026, 11, 23, 8, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
AWKWARD = [
    "水位 🌊👩‍👩‍👧 变了",
    "]]> ends <![CDATA[ what",
    "\u202eשלום\u202c العربية",
    "a\x00b\x0bc\x1f\ufffe\ud800d",
    "<script>alert('1')</script> & &amp; &lt;",
    "line\nline\ttab\rreturn\u2028sep",
    "-->  <!-- <?xml version='1.0'?>",
]


def entry(**given: Any) -> feeds.Entry:
    said = {
        "id": "https://h.example/a/x", "url": "https://h.example/a/x", "title": "水位", "summary": "三厘米", "html": "<p>河</p>",
        "language": "zh-Hans", "published": AT, "updated": AT, "authors": (feeds.Person(name="河流观察"),),
    }  # fmt: skip
    return feeds.Entry(**(said | given))


def feed(*entries: feeds.Entry, **given: Any) -> feeds.Feed:
    said = {
        "id": "https://h.example/", "title": "好文", "description": "看河", "home": "https://h.example/", "language": "zh-Hans",
        "url": "https://h.example/feed", "updated": AT, "authors": (feeds.Person(name="好文"),), "entries": entries,
    }  # fmt: skip
    return feeds.Feed(**(said | given))


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts_come_through(text: str) -> None:
    legal = "".join(c for c in text if c not in "\x00\x0b\x1f\ufffe\ud800")
    html = f"<p>{legal.replace('&', '&amp;').replace('<', '&lt;')}</p>"
    one = entry(
        title=text, summary=text, html=html, authors=(feeds.Person(name=text, url="https://h.example/?a=1&b=\"'<>"),),
        categories=(feeds.Category(term=text, label=text),),
        cover=feeds.Picture(url="https://h.example/p?a&b", type="image/webp", width=1, height=1, alt=text),
        source=feeds.Source(name=text), licence=text,
    )  # fmt: skip
    whole = feed(one, title=text, description=text)
    atom = etree.fromstring(feeds.atom(whole).encode())
    rss = etree.fromstring(feeds.rss(whole).encode())
    said = json.loads(feeds.json_feed(whole))
    name = "{http://www.w3.org/2005/Atom}"
    assert atom.findtext(f"{name}entry/{name}title") == legal
    assert atom.findtext(f"{name}entry/{name}content") == html
    assert rss.findtext("channel/item/title") == legal
    assert rss.findtext("channel/item/{http://purl.org/rss/1.0/modules/content/}encoded") == html
    assert said["items"][0]["title"] == said["items"][0]["attachments"][0]["title"] == legal
    assert said["items"][0]["content_html"] == html


def test_a_long_body_stays_whole() -> None:
    html = "<p>" + "水位 word ]]&gt; " * 10_000 + "</p>"
    parsed = feedparser.parse(feeds.rss(feed(entry(html=html))), sanitize_html=False)
    assert not parsed.bozo
    assert parsed.entries[0].content[0].value.split() == html.split()


def test_times_are_written_as_each_format_has_them() -> None:
    whole = feed(entry())
    assert "<pubDate>Mon, 23 Nov 2026 08:30:00 +0800</pubDate>" in feeds.rss(whole)
    assert "<published>2026-11-23T08:30:00+08:00</published>" in feeds.atom(whole)
    assert json.loads(feeds.json_feed(whole))["items"][0]["date_published"] == "2026-11-23T08:30:00+08:00"


def test_what_is_not_known_is_not_said() -> None:
    for text in (feeds.rss(feed(entry())), feeds.atom(feed(entry()))):
        assert "enclosure" not in text
        assert "via" not in text
        assert '=""' not in text
    item = json.loads(feeds.json_feed(feed(entry())))["items"][0]
    assert set(item) == {
        "id", "url", "title", "summary", "content_html", "date_published", "date_modified", "authors", "language",
    }  # fmt: skip


def test_rss_names_languages_by_its_own_list() -> None:
    assert "<language>zh-cn</language>" in feeds.rss(feed())
    assert "<language>en</language>" in feeds.rss(feed(language="en"))


def test_a_picture_is_named_once() -> None:
    picture = feeds.Picture(url="https://h.example/p.webp", type="image/webp", width=3, height=2, alt="桥")
    text = feeds.atom(feed(entry(cover=picture, pictures=(picture,))))
    assert text.count("<media:content") == 1


def test_an_id_that_is_no_address_is_no_permalink() -> None:
    assert '<guid isPermaLink="false">tag:h.example,2026:1</guid>' in feeds.rss(feed(entry(id="tag:h.example,2026:1")))
