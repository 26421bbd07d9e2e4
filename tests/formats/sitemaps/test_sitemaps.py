"""Sitemaps out of plain values."""

import datetime as dt

import pytest
from lxml import etree

from haowen.formats import sitemaps

AT = dt.datetime(2026, 11, 23, 8, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml",
    "i": "http://www.google.com/schemas/sitemap-image/1.1", "n": "http://www.google.com/schemas/sitemap-news/0.9",
}  # fmt: skip


def found(text: str, path: str) -> list[str]:
    return etree.fromstring(text.encode()).xpath(path, namespaces=NAMES)


def test_a_place_has_its_time_translations_and_pictures() -> None:
    place = sitemaps.Place(
        url="https://h.example/a/x?a=1&b=2",
        changed=AT,
        translations=(("zh-Hans", "https://h.example/a/x"), ("en", "https://h.example/a/y")),
        pictures=("https://h.example/p.webp",),
    )
    text = sitemaps.sitemap([place, sitemaps.Place(url="https://h.example/")])
    assert found(text, "//s:loc/text()") == ["https://h.example/a/x?a=1&b=2", "https://h.example/"]
    assert found(text, "//s:lastmod/text()") == ["2026-11-23T08:30:00+08:00"]
    assert found(text, "//x:link/@hreflang") == ["zh-Hans", "en"]
    assert found(text, "//i:loc/text()") == ["https://h.example/p.webp"]


def test_an_index_names_files() -> None:
    text = sitemaps.index([("https://h.example/1.xml", AT), ("https://h.example/2.xml", None)])
    assert found(text, "//s:sitemap/s:loc/text()") == ["https://h.example/1.xml", "https://h.example/2.xml"]
    assert len(found(text, "//s:lastmod")) == 1


def test_news_say_by_whom_and_in_which_language() -> None:
    one = sitemaps.News(url="https://h.example/a/x", title="水位 <变> & \x00了", language="zh-Hans", published=AT)
    text = sitemaps.news("好文", [one])
    assert found(text, "//n:title/text()") == ["水位 <变> & 了"]
    assert found(text, "//n:language/text()") == ["zh-cn"]
    assert found(text, "//n:publication_date/text()") == ["2026-11-23T08:30:00+08:00"]


@pytest.mark.parametrize(
    ("ours", "theirs"), [("zh-Hans", "zh-cn"), ("zh-Hant", "zh-tw"), ("en", "en"), ("en-GB", "en"), ("de-AT", "de")]
)
def test_languages_have_two_letters_but_chinese(ours: str, theirs: str) -> None:
    assert sitemaps.news_language(ours) == theirs
