"""The rules of RSS 2.0 and of its profile."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from lxml import etree

from tests.formats.feeds.finding import ATOM, Found, counted, text
from tests.formats.feeds.markup import in_html, looks_like_html
from tests.formats.feeds.values import is_address, is_contact, is_language, is_mime_type, is_plausible

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
MEDIA = "{http://search.yahoo.com/mrss/}"
DC = "{http://purl.org/dc/elements/1.1/}"
CHANNEL_ONCE = (
    "title", "link", "description", "language", "copyright", "managingEditor", "webMaster", "pubDate", "lastBuildDate",
    "generator", "docs", "cloud", "ttl", "image", "rating", "textInput", "skipHours", "skipDays",
)  # fmt: skip
ITEM_ONCE = ("title", "link", "description", "author", "comments", "enclosure", "guid", "pubDate", "source")


def in_rss(root: etree._Element) -> Iterator[Found]:
    channels = root.findall("channel")
    if len(channels) != 1:
        yield Found("MissingElement" if not channels else "DuplicateElement", "channel in rss")
    if not root.get("version"):
        yield Found("MissingAttribute", "version")
    for channel in channels:
        yield from _channel(channel)


def _channel(channel: etree._Element) -> Iterator[Found]:
    for name, kind in (("title", "MissingTitle"), ("link", "MissingLink"), ("description", "MissingDescription")):
        if channel.find(name) is None:
            yield Found(kind, name)
        elif not text(channel.find(name)):
            yield Found("NotBlank", name)
    yield from counted(channel, "", CHANNEL_ONCE)
    yield from _dated(channel, ("pubDate", "lastBuildDate"))
    yield from _about(channel)
    for image in channel.findall("image"):
        yield from _box(image, ("url", "title", "link"), ("width", "height", "description"))
    for box in channel.findall("textInput"):
        yield from _box(box, ("title", "description", "name", "link"), ())
    if not any(link.get("rel") == "self" for link in channel.findall(f"{ATOM}link")):
        yield Found("MissingAtomSelfLink", "channel")
    guids: Counter[str] = Counter()
    for item in channel.findall("item"):
        yield from _item(item)
        guids[text(item.find("guid"))] += 1
    yield from (Found("DuplicateValue", f"guid {guid}") for guid, times in guids.items() if guid and times > 1)


def _about(channel: etree._Element) -> Iterator[Found]:
    for name in ("link", "docs"):
        if (found := channel.find(name)) is not None and text(found) and not is_address(text(found), is_whole=True):
            yield Found("InvalidLink", f"{name} {text(found)}")
    for name in ("language", f"{DC}language"):
        if (found := channel.find(name)) is not None and not is_language(text(found)):
            yield Found("InvalidLanguage", name)
    for name in ("title", "description"):
        if looks_like_html(text(channel.find(name))):
            yield Found("ContainsHTML", name)
    for name in ("managingEditor", "webMaster"):
        if (found := channel.find(name)) is not None and not is_contact(text(found)):
            yield Found("InvalidContact", name)
    if (found := channel.find("ttl")) is not None and not text(found):
        yield Found("NotBlank", "ttl")


def _box(box: etree._Element, names: tuple[str, ...], more: tuple[str, ...]) -> Iterator[Found]:
    """Check an image or a field for text."""
    for name in names:
        found = box.find(name)
        if found is None:
            yield Found(
                {"title": "MissingTitle", "link": "MissingLink", "description": "MissingDescription"}.get(
                    name, "MissingElement"
                ),
                name,
            )
        elif not text(found):
            yield Found("NotBlank", name)
        elif name in ("url", "link") and not is_address(text(found), is_whole=True):
            yield Found("InvalidLink", f"{box.tag} {name}")
    yield from counted(box, "", (*names, *more))
    for name in ("title", "description"):
        if looks_like_html(text(box.find(name))):
            yield Found("ContainsHTML", name)


_TITLE = re.compile(r"<title>(<!\[CDATA\[(?P<marked>.*?)\]\]>|(?P<plain>.*?))</title>", re.DOTALL)


def in_titles(text: str) -> Iterator[Found]:
    """Find titles whose signs some readers take for markup: the profile of RSS wants them as ``&#x26;`` and ``&#x3C;``."""
    for title in _TITLE.finditer(text):
        marked, plain = title["marked"], title["plain"] or ""
        if (marked and re.search(r"&(?!#x)|<", marked)) or re.search(r"&(?:amp|lt|#38|#60|#X26|#X3C);", plain):
            yield Found("ContainsHTML", "title")


def _item(item: etree._Element) -> Iterator[Found]:
    yield from counted(item, "", ITEM_ONCE)
    if item.find("title") is None and item.find("description") is None:
        yield Found("ItemMustContainTitleOrDescription", "item")
    yield from _dated(item, ("pubDate",))
    for name in ("link", "comments"):
        if (found := item.find(name)) is not None and not is_address(text(found), is_whole=True):
            yield Found("InvalidLink", f"{name} {text(found)}")
    yield from _author(item)
    if any(not text(category) for category in item.findall("category")):
        yield Found("NotBlank", "category")
    if (source := item.find("source")) is not None and not is_address(source.get("url", ""), is_whole=True):
        yield Found("InvalidFullLink", "source")
    for name in ("description", CONTENT):
        if (found := item.find(name)) is not None:
            yield from (Found(fault, name) for fault in in_html("".join(found.itertext())))
    yield from _guid(item)
    for enclosure in item.findall("enclosure"):
        yield from _enclosure(enclosure)
    for content in item.iter(f"{MEDIA}content"):
        if content.get("url") is not None and not is_address(content.get("url", ""), is_whole=True):
            yield Found("InvalidFullLink", "media:content")


def _author(item: etree._Element) -> Iterator[Found]:
    author = item.find("author")
    if author is not None and not is_contact(text(author)):
        yield Found("InvalidContact", "author")
    if author is not None and looks_like_html(text(author)):
        yield Found("ContainsHTML", "author")


def _guid(item: etree._Element) -> Iterator[Found]:
    guid = item.find("guid")
    if guid is None:
        yield Found("MissingGuid", "item")
    elif guid.get("isPermaLink", "true") not in ("true", "false"):
        yield Found("InvalidBooleanAttribute", "isPermaLink")
    elif not text(guid) or (guid.get("isPermaLink", "true") == "true" and not is_address(text(guid), is_whole=True)):
        yield Found("InvalidHttpGUID", f"guid {text(guid)}")


def _enclosure(enclosure: etree._Element) -> Iterator[Found]:
    url, length, kind = (enclosure.get(name) for name in ("url", "length", "type"))
    yield from (
        Found("MissingAttribute", name)
        for name, value in (("url", url), ("length", length), ("type", kind))
        if value is None
    )
    if length is not None and not re.fullmatch(r"\s*\d+\s*", length):
        yield Found("InvalidIntegerAttribute", f"length {length}")
    if kind is not None and not is_mime_type(kind):
        yield Found("InvalidMIMEAttribute", f"type {kind}")
    if url is not None and (not is_address(url, is_whole=True) or urlsplit(url).scheme not in ("http", "https")):
        yield Found("InvalidURLAttribute", f"url {url}")


_RFC822 = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), +)?\d{1,2} +(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +(?P<year>\d{2}(?:\d\d)?) +"
    r"\d\d:\d\d(?::\d\d)? +(?P<zone>[+-]\d{4}|UT|GMT|[ECMP][SD]T|[A-IK-Z])"
)


def _dated(element: etree._Element, names: tuple[str, ...]) -> Iterator[Found]:
    for name in names:
        for one in element.findall(name):
            said = text(one)
            matched = _RFC822.fullmatch(said)
            try:
                at = parsedate_to_datetime(said)
            except (ValueError, TypeError):
                at = None
            if at is None or matched is None:
                yield Found("InvalidRFC2822Date", f"{name} {said}")
            elif said[:1].isalpha() and at.strftime("%a") != said[:3]:
                yield Found("IncorrectDOW", f"{name} {said}")
            elif len(matched["year"]) < 4 or (matched["zone"].isalpha() and matched["zone"] not in ("GMT", "UT", "Z")):
                yield Found("ProblematicalRFC822Date", f"{name} {said}")
            elif not is_plausible(at.replace(tzinfo=dt.UTC)):
                yield Found("ImplausibleDate", f"{name} {said}")
