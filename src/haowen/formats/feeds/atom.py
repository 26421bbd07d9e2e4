"""Atom (RFC 4287), with the links between pages of RFC 5005 and pictures of Media RSS."""

from haowen.formats.feeds.media import shown
from haowen.formats.feeds.values import Entry, Feed, Person
from haowen.text.xmltext import DECLARATION, Xml, element, known

_SPACES = {"xmlns": "http://www.w3.org/2005/Atom", "xmlns:media": "http://search.yahoo.com/mrss/"}


def atom(feed: Feed) -> str:
    """Return the feed as an Atom document."""
    return DECLARATION + element(
        "feed",
        known("id", feed.id),
        known("title", feed.title),
        known("subtitle", feed.description),
        known("updated", feed.updated.isoformat(timespec="seconds")),
        _link("self", feed.url, "application/atom+xml"),
        _link("alternate", feed.home, "text/html"),
        _link("first", feed.first, "application/atom+xml"),
        _link("previous", feed.previous, "application/atom+xml"),
        _link("next", feed.next, "application/atom+xml"),
        *(_person("author", person) for person in feed.authors),
        known("icon", feed.icon),
        known("logo", feed.logo),
        known("generator", feed.generator),
        *(_entry(entry) for entry in feed.entries),
        attributes={**_SPACES, "xml:lang": feed.language},
    )


def _entry(entry: Entry) -> Xml:
    cover = entry.cover
    enclosure = {"rel": "enclosure", "href": cover.url, "type": cover.type, "length": cover.size or ""} if cover else {}
    return element(
        "entry",
        known("id", entry.id),
        element("title", entry.title),
        known("published", entry.published.isoformat(timespec="seconds")),
        known("updated", entry.updated.isoformat(timespec="seconds")),
        _link("alternate", entry.url, "text/html"),
        element("link", attributes=enclosure) if enclosure else Xml(""),
        _link("via", entry.source.url if entry.source else ""),
        _link("replies", entry.comments, "text/html"),
        *(_person("author", person) for person in entry.authors),
        *(_person("contributor", person) for person in entry.others),
        *(
            element("category", attributes={"term": one.term, "scheme": one.scheme, "label": one.label})
            for one in entry.categories
        ),
        known("rights", entry.licence),
        known("summary", entry.summary),
        element("content", entry.html, attributes={"type": "html"}),
        *shown(entry),
        attributes={"xml:lang": entry.language},
    )


def _link(rel: str, href: str, kind: str = "") -> Xml:
    return element("link", attributes={"rel": rel, "href": href, "type": kind}) if href else Xml("")


def _person(name: str, person: Person) -> Xml:
    return element(name, element("name", person.name), known("uri", person.url))
