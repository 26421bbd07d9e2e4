"""Sitemaps (sitemaps.org, protocol 0.9) out of plain values, with the extensions for translations, pictures and news."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from haowen.text.xmltext import DECLARATION, Xml, element, known

MOST = 50_000
"""Addresses in one file, by the protocol."""
_PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS_LANGUAGES = {"zh-hans": "zh-cn", "zh-hant": "zh-tw", "zh": "zh-cn", "zh-cn": "zh-cn", "zh-tw": "zh-tw"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page to be found: its address, when it last changed, its translations (language, address), its pictures."""

    url: str
    changed: dt.datetime | None = None
    translations: tuple[tuple[str, str], ...] = ()
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """An article that is news now."""

    url: str
    title: str
    language: str
    published: dt.datetime


def index(files: Iterable[tuple[str, dt.datetime | None]]) -> str:
    """Return a sitemap index: addresses of sitemaps, and when the latest change in each was."""
    return DECLARATION + element(
        "sitemapindex",
        *(element("sitemap", element("loc", url), _changed(changed)) for url, changed in files),
        attributes={"xmlns": _PROTOCOL},
    )


def sitemap(places: Iterable[Place]) -> str:
    """Return a sitemap."""
    spaces = {
        "xmlns": _PROTOCOL,
        "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
        "xmlns:image": "http://www.google.com/schemas/sitemap-image/1.1",
    }
    return DECLARATION + element("urlset", *map(_place, places), attributes=spaces)


def news(site: str, articles: Iterable[News]) -> str:
    """Return a sitemap of news; ``site`` is the name that the host is known by."""
    spaces = {"xmlns": _PROTOCOL, "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9"}
    return DECLARATION + element("urlset", *(_news(site, one) for one in articles), attributes=spaces)


def news_language(language: str) -> str:
    """Return a language as news sitemaps name it: two letters, Chinese by its script."""
    tag = language.lower()
    return _NEWS_LANGUAGES.get(tag, tag.partition("-")[0])


def _place(place: Place) -> Xml:
    others = (
        element("xhtml:link", attributes={"rel": "alternate", "hreflang": language, "href": url})
        for language, url in place.translations
    )
    pictures = (element("image:image", element("image:loc", url)) for url in place.pictures)
    return element("url", element("loc", place.url), _changed(place.changed), *others, *pictures)


def _news(site: str, article: News) -> Xml:
    publication = element(
        "news:publication",
        element("news:name", site),
        element("news:language", news_language(article.language)),
    )
    published = element("news:publication_date", article.published.isoformat(timespec="seconds"))
    told = element("news:news", publication, published, element("news:title", article.title))
    return element("url", element("loc", article.url), told)


def _changed(at: dt.datetime | None) -> Xml:
    return known("lastmod", at.isoformat(timespec="seconds") if at else "")
