"""RSS 2.0 by the profile of the RSS Advisory Board, with the modules that carry what RSS itself has no word for."""

import datetime as dt
from email.utils import format_datetime
from html import escape

from haowen.formats.feeds.media import shown
from haowen.formats.feeds.values import Entry, Feed
from haowen.text.xmltext import DECLARATION, Xml, element, known, legal

_SPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}
_LANGUAGES = {"zh-hans": "zh-cn", "zh-hant": "zh-tw", "zh": "zh-cn"}
"""The list of RSS knows no scripts."""


def rss(feed: Feed) -> str:
    """Return the feed as an RSS document."""
    channel = element(
        "channel",
        element("title", _plain(feed.title)),
        known("link", feed.home),
        element("description", _plain(feed.description or feed.title)),
        known("language", _LANGUAGES.get(feed.language.lower(), feed.language.lower())),
        known("lastBuildDate", _date(feed.updated)),
        known("generator", feed.generator),
        _link("self", feed.url),
        _link("first", feed.first),
        _link("previous", feed.previous),
        _link("next", feed.next),
        element("image", element("url", feed.logo), element("title", _plain(feed.title)), element("link", feed.home))
        if feed.logo
        else Xml(""),
        *(_item(entry) for entry in feed.entries),
    )
    return DECLARATION + element("rss", channel, attributes={"version": "2.0", **_SPACES})


def _item(entry: Entry) -> Xml:
    cover = entry.cover
    enclosure = {"url": cover.url, "length": str(cover.size), "type": cover.type} if cover else {}
    return element(
        "item",
        element("title", _plain(entry.title)),
        known("link", entry.url),
        element("guid", entry.id, attributes={"isPermaLink": "true" if entry.id == entry.url else "false"}),
        known("pubDate", _date(entry.published)),
        known("dcterms:modified", entry.updated.isoformat(timespec="seconds")),
        *(element("dc:creator", person.name) for person in entry.authors),
        *(element("dc:contributor", person.name) for person in entry.others),
        known("dc:language", entry.language),
        known("dc:source", (entry.source.url or entry.source.name) if entry.source else ""),
        known("dc:rights", entry.licence),
        *(element("category", one.label, attributes={"domain": one.scheme}) for one in entry.categories),
        known("comments", entry.comments),
        element("enclosure", attributes=enclosure) if enclosure else Xml(""),
        known("description", escape(entry.summary, quote=False)),  # of an item it is always HTML
        element("content:encoded", entry.html),
        *shown(entry),
    )


def _plain(text: str) -> Xml:
    """Return a plain text. Many readers take it for HTML, unless its signs are written as the profile asks for."""
    return Xml(legal(text).replace("&", "&#x26;").replace("<", "&#x3C;").replace(">", "&gt;").replace("\r", "&#13;"))


def _date(at: dt.datetime) -> str:
    """Write a time as RFC 822 has it, with a year of four digits."""
    return format_datetime(at)


def _link(rel: str, href: str) -> Xml:
    return (
        element("atom:link", attributes={"rel": rel, "href": href, "type": "application/rss+xml"}) if href else Xml("")
    )
