"""Reading a feed: JSON Feed by itself, RSS and Atom in all their forms through feedparser, with the network off."""

import io
import json
import re
import time
from collections.abc import Iterator
from typing import Any, Final
from xml.sax import SAXException

import feedparser
from django.utils.translation import gettext as _

from haowen.formats.foreign import LeftOut, Piece
from haowen.formats.foreign.xmlreading import declares_entities, why_no_entities
from haowen.formats.syndicated.entries import Entry, pieces
from haowen.text import markup

_MAIL = re.compile(r"^\S+@\S+\s*\((.+)\)$|^(.*?)\s*<?\S+@\S+>?$")
_PICTURE: Final = ("image/",)
_PLAYER: Final = ("audio/", "video/")


class NoFeedError(Exception):
    """The file is no feed; the message says why, for people."""


def read(data: bytes, *, address: str = "") -> Iterator[Piece | LeftOut]:
    """Return the items of a feed; ``address`` is where it was fetched. Raises NoFeedError when it is none."""
    opening = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return _of_json(data, address) if opening == b"{" else _of_xml(_parsed(data, address), address)


def _of_json(data: bytes, address: str) -> Iterator[Piece | LeftOut]:
    try:
        feed = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise NoFeedError(_("is no feed (neither RSS, Atom nor JSON Feed)")) from error
    if (
        not isinstance(feed, dict)
        or "jsonfeed.org/version" not in str(feed.get("version"))
        or not isinstance(feed.get("items"), list)
    ):
        raise NoFeedError(_("is no feed (neither RSS, Atom nor JSON Feed)"))
    base = _text(feed, "home_page_url") or _text(feed, "feed_url") or address
    entries = (_entry_of_json(item) for item in feed["items"] if isinstance(item, dict))
    return pieces(entries, site=_text(feed, "title"), base=base)


def _entry_of_json(item: dict[str, Any]) -> Entry:
    plain = _text(item, "content_text")
    authors = [row for row in [*_rows(item, "authors"), item.get("author")] if isinstance(row, dict)]
    attachments = [row for row in _rows(item, "attachments") if isinstance(row, dict)]
    identity = item.get("id")
    return Entry(
        identity=str(identity) if isinstance(identity, (str, int, float)) else "",
        link=_text(item, "url") or _text(item, "external_url"),
        title=_escaped(_text(item, "title")),
        html=_text(item, "content_html")
        or "".join(f"<p>{_escaped(part)}</p>" for part in plain.split("\n\n") if part.strip()),
        summary=_escaped(_text(item, "summary")),
        authors=tuple(dict.fromkeys(name for row in authors if (name := _text(row, "name")))),
        published=_text(item, "date_published"),
        changed=_text(item, "date_modified"),
        tags=tuple(tag for tag in _rows(item, "tags") if isinstance(tag, str) and tag.strip()),
        picture=_text(item, "image") or _text(item, "banner_image"),
        players=tuple(_text(row, "url") for row in attachments if _text(row, "mime_type").startswith(_PLAYER)),
    )


def _rows(item: dict[str, Any], key: str) -> list[Any]:
    value = item.get(key)
    return value if isinstance(value, list) else []


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    return value.strip() if isinstance(value, str) else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _parsed(data: bytes, address: str) -> Any:
    if declares_entities(data):
        raise NoFeedError(why_no_entities())
    try:
        found = feedparser.parse(
            io.BytesIO(data), sanitize_html=False, resolve_relative_uris=True,
            response_headers={"content-location": address} if address else None,
        )  # fmt: skip
    except Exception as error:  # the library raises whatever a broken feed leads to
        raise NoFeedError(_("is a feed that cannot be read")) from error
    if not found.entries and not found.get("version"):
        raise NoFeedError(_("is no feed (neither RSS, Atom nor JSON Feed)"))
    return found


def _of_xml(found: Any, address: str) -> Iterator[Piece | LeftOut]:
    if found.bozo and isinstance(found.bozo_exception, SAXException):
        yield LeftOut("", _("is not well-formed; it was read as far as it can be understood"))
    site = " ".join(markup.to_text(found.feed.get("title", "")).split())
    base = found.feed.get("link", "") or address
    yield from pieces((_entry_of_xml(entry) for entry in found.entries), site=site, base=base)


def _entry_of_xml(entry: Any) -> Entry:
    said = dict(dict.items(entry))  # feedparser's own look-up answers with one time where another was asked for
    contents = sorted(
        entry.get("content", []), key=lambda each: ("html" in each.get("type", ""), len(each.get("value", "")))
    )
    whole = _html(contents[-1]) if contents else ""
    summary = _html({"value": entry.get("summary", ""), **entry.get("summary_detail", {})})
    media = [*entry.get("enclosures", []), *entry.get("media_content", [])]
    return Entry(
        identity=entry.get("id", ""),
        link=entry.get("link", ""),
        title=_html({"value": entry.get("title", ""), **entry.get("title_detail", {})}),
        html=whole,
        summary="" if summary == whole else summary,
        authors=_authors(entry),
        published=_moment(said.get("published_parsed")) or _moment(said.get("updated_parsed")),
        changed=_moment(said.get("updated_parsed")),
        tags=tuple(
            dict.fromkeys(tag.get("label") or tag.get("term") or "" for tag in entry.get("tags", []) if tag.get("term"))
        ),
        picture=next((_href(row) for row in media if row.get("type", "").startswith(_PICTURE)), "")
        or next((row.get("url", "") for row in entry.get("media_thumbnail", [])), ""),
        players=tuple(
            dict.fromkeys(_href(row) for row in media if row.get("type", "").startswith(_PLAYER) and _href(row))
        ),
    )


def _href(row: Any) -> str:
    return str(row.get("href") or row.get("url") or "")


def _html(said: Any) -> str:
    """Return a construct as HTML: what the feed declares to be text is no markup."""
    value = str(said.get("value") or "")
    return (
        _escaped(value)
        if said.get("type") == "text/plain" and "&lt;" not in value and not re.search(r"</?\w+[^>]*>", value)
        else value
    )


def _authors(entry: Any) -> tuple[str, ...]:
    """Return the names of who wrote it; never an address of mail."""
    rows = [row.get("name", "") for row in entry.get("authors", []) if row] or [entry.get("author", "")]
    names: list[str] = []
    for row in rows:
        mail = _MAIL.match(row.strip())
        name = " ".join((mail[1] or mail[2] or "").split()) if mail else " ".join(row.split())
        if name and "@" not in name and name not in names:
            names.append(name)
    return tuple(names)


def _moment(parsed: time.struct_time | None) -> str:
    """Return a time as feedparser reads it, which is in UTC."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", parsed) if parsed else ""
