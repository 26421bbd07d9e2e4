"""JSON Feed 1.1. What it has no word for stands in the extension ``_haowen`` of each item."""

import json
from typing import Any

from haowen.formats.feeds.media import pictures
from haowen.formats.feeds.values import Entry, Feed, Person
from haowen.text.xmltext import legal

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed) -> str:
    """Return the feed as a JSON document."""
    said = _kept({
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "description": feed.description,
        "icon": feed.logo,
        "favicon": feed.icon,
        "language": feed.language,
        "next_url": feed.next,
        "authors": [_person(person) for person in feed.authors],
    })  # fmt: skip
    said["items"] = [_item(entry, feed.more_about) for entry in feed.entries]
    return json.dumps(_legal(said), ensure_ascii=False, separators=(",", ":"))


def _item(entry: Entry, about: str) -> dict[str, Any]:
    more = _kept({
        "about": about,
        "contributors": [_kept({"role": one.role, "name": one.name}) for one in entry.others],
        "source": _kept({"name": entry.source.name, "url": entry.source.url}) if entry.source else {},
        "licence": entry.licence,
        "comments": entry.comments,
        **entry.more,
    })  # fmt: skip
    return _kept({
        "id": entry.id,
        "url": entry.url,
        "external_url": entry.source.url if entry.source else "",
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "image": entry.cover.url if entry.cover else "",
        "date_published": entry.published.isoformat(timespec="seconds"),
        "date_modified": entry.updated.isoformat(timespec="seconds"),
        "authors": [_person(person) for person in entry.authors],
        "tags": list(dict.fromkeys(one.label for one in entry.categories)),
        "language": entry.language,
        "attachments": [
            _kept({"url": one.url, "mime_type": one.type, "title": one.alt, "size_in_bytes": one.size})
            for one in pictures(entry)
        ],
        "_haowen": more,
    })  # fmt: skip


def _person(person: Person) -> dict[str, str]:
    return _kept({"name": person.name, "url": person.url})


def _kept(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value not in ("", 0, [], {}, None)}


def _legal(value: Any) -> Any:
    """Return the value without characters that are no text: the other two formats cannot hold them either."""
    match value:
        case str():
            return legal(value)
        case list():
            return [_legal(one) for one in value]
        case dict():
            return {name: _legal(one) for name, one in value.items()}
    return value
