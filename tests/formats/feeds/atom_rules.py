"""The rules of Atom (RFC 4287)."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.formats.feeds.finding import ATOM, Found, counted, needed, text
from tests.formats.feeds.markup import in_element, in_html, looks_like_html
from tests.formats.feeds.values import (
    is_address,
    is_contact,
    is_language,
    is_mime_type,
    is_plausible,
    is_time,
    wrong_id,
)

XHTML = "{http://www.w3.org/1999/xhtml}"
IANA = "http://www.iana.org/assignments/relation/"
OLD_TYPES = {"text/html": "html", "text/plain": "text"}
"""As Atom 0.3 named them."""
RELATIONS = {
    "alternate", "related", "self", "enclosure", "via", "first", "last", "previous", "next", "current", "prev-archive",
    "next-archive", "replies", "license", "edit", "edit-media", "service", "hub", "payment", "prev",
}  # fmt: skip
FEED_ONCE = ("id", "title", "updated", "subtitle", "rights", "generator", "icon", "logo")
ENTRY_ONCE = ("id", "title", "updated", "published", "summary", "content", "rights", "source")


def in_atom(root: etree._Element) -> Iterator[Found]:
    if root.tag == f"{ATOM}entry":
        yield from _entry(root, has_author=False)
        return
    yield from needed(root, ATOM, ("id", "title", "updated"))
    yield from counted(root, ATOM, FEED_ONCE)
    yield from _parts(root)
    links = root.findall(f"{ATOM}link")
    if not any(link.get("rel") == "self" for link in links):
        yield Found("MissingSelf", "feed")
    has_author = root.find(f"{ATOM}author") is not None
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        yield from _entry(entry, has_author=has_author)
    ids = Counter((text(entry.find(f"{ATOM}id")), text(entry.find(f"{ATOM}updated"))) for entry in entries)
    yield from (Found("DuplicateEntries", key) for (key, _at), times in ids.items() if key and times > 1)
    for name in ("icon", "logo"):
        if (found := root.find(f"{ATOM}{name}")) is not None and not is_address(text(found)):
            yield Found("InvalidLink", name)


def _entry(entry: etree._Element, *, has_author: bool) -> Iterator[Found]:
    yield from needed(entry, ATOM, ("id", "title", "updated"))
    yield from counted(entry, ATOM, ENTRY_ONCE)
    yield from _parts(entry)
    source = entry.find(f"{ATOM}source")
    named = entry.find(f"{ATOM}author") is not None or (source is not None and source.find(f"{ATOM}author") is not None)
    if not has_author and not named:
        yield Found("MissingElement", "author in entry")
    if source is not None:
        yield from counted(source, ATOM, FEED_ONCE)
        yield from _parts(source)
    content = entry.find(f"{ATOM}content")
    alternates = [link for link in entry.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
    if content is None and not alternates:
        yield Found("MissingContentOrAlternate", "entry")
    if content is not None:
        yield from _content(content, has_summary=entry.find(f"{ATOM}summary") is not None)


def _parts(element: etree._Element) -> Iterator[Found]:
    """Check what feeds and entries have alike."""
    for name in ("title", "subtitle", "rights", "summary"):
        for one in element.findall(f"{ATOM}{name}"):
            yield from _construct(one)
    yield from _named_and_dated(element)
    for name in ("author", "contributor"):
        for one in element.findall(f"{ATOM}{name}"):
            yield from _person(one)
    for one in element.findall(f"{ATOM}category"):
        yield from _category(one)
    yield from _generator(element)
    yield from _links(element)


def _named_and_dated(element: etree._Element) -> Iterator[Found]:
    for name in ("updated", "published"):
        for one in element.findall(f"{ATOM}{name}"):
            if not is_time(text(one)):
                yield Found("InvalidRFC3339Date", f"{name} {text(one)}")
            elif not is_plausible(dt.datetime.fromisoformat(f"{text(one)[:19]}+00:00")):
                yield Found("ImplausibleDate", f"{name} {text(one)}")
    for one in element.findall(f"{ATOM}id"):
        if not text(one):
            yield Found("NotBlank", "id")
        if kind := wrong_id(text(one)):
            yield Found(kind, f"id {text(one)}")


def _generator(element: etree._Element) -> Iterator[Found]:
    for one in element.findall(f"{ATOM}generator"):
        if one.get("uri") and not is_address(one.get("uri", "")):
            yield Found("InvalidLink", "generator")
        if looks_like_html(text(one)):
            yield Found("ContainsHTML", "generator")
        if not text(one):
            yield Found("NotBlank", "generator")


def _links(element: etree._Element) -> Iterator[Found]:
    alike: Counter[tuple[str, str]] = Counter()
    for link in element.findall(f"{ATOM}link"):
        relation, href = link.get("rel", "alternate").removeprefix(IANA), link.get("href")
        if href is None:
            yield Found("MissingHref", "link")
        elif not is_address(href):
            yield Found("InvalidLink", f"link {href}")
        if link.get("type") is not None and not is_mime_type(link.get("type", "")):
            yield Found("InvalidMIMEType", f"link {link.get('type')}")
        if link.get("hreflang") is not None and not is_language(link.get("hreflang", "")):
            yield Found("InvalidLanguage", f"link {link.get('hreflang')}")
        if relation not in RELATIONS and ":" not in relation:
            yield Found("UnregisteredAtomLinkRel", relation)
        if looks_like_html(link.get("title", "")):
            yield Found("ContainsHTML", "link title")
        if relation == "alternate":
            alike[link.get("type", ""), link.get("hreflang", "")] += 1
    yield from (
        Found("DuplicateAtomLink", f"{kind} {language}") for (kind, language), times in alike.items() if times > 1
    )


def _person(person: etree._Element) -> Iterator[Found]:
    yield from needed(person, ATOM, ("name",))
    yield from counted(person, ATOM, ("name", "uri", "email"))
    for name in person.findall(f"{ATOM}name"):
        if not text(name):
            yield Found("NotBlank", "name")
        if looks_like_html(text(name)):
            yield Found("ContainsHTML", "name")
    for uri in person.findall(f"{ATOM}uri"):
        if not is_address(text(uri)):
            yield Found("InvalidLink", f"uri {text(uri)}")
    for email in person.findall(f"{ATOM}email"):
        if not is_contact(text(email)):
            yield Found("InvalidContact", f"email {text(email)}")


def _category(category: etree._Element) -> Iterator[Found]:
    term, scheme = category.get("term"), category.get("scheme")
    if term is None:
        yield Found("MissingAttribute", "term")
    elif not term.strip():
        yield Found("NotBlank", "term")
    if scheme is not None and not is_address(scheme, is_whole=True):
        yield Found("InvalidFullLink", f"scheme {scheme}")
    if looks_like_html(category.get("label", "")):
        yield Found("ContainsHTML", "label")


def _construct(element: etree._Element) -> Iterator[Found]:
    """Check a text construct (RFC 4287, 3.1)."""
    kind, name = element.get("type", "text"), etree.QName(element).localname
    if kind in OLD_TYPES:
        yield from _marked(element, OLD_TYPES[kind])
    if kind not in ("text", "html", "xhtml"):
        yield Found("InvalidMIMEType" if "/" not in kind else "InvalidTextType", f"{name} {kind}")
        return
    if name in ("title", "subtitle") and not text(element):
        yield Found("NotBlank", name)
    yield from _marked(element, kind)


def _marked(element: etree._Element, kind: str) -> Iterator[Found]:
    name = etree.QName(element).localname
    children = list(element.iterchildren(etree.Element))
    if kind == "xhtml":
        if [child.tag for child in children] != [f"{XHTML}div"]:
            yield Found("MissingXhtmlDiv", name)
        for one in element.iterdescendants(etree.Element):
            qualified = etree.QName(one)
            yield from (
                Found(fault, name) for fault in in_element(qualified.localname, one.keys(), qualified.namespace or "")
            )
        return
    if children:
        yield Found("UndefinedElement", f"{children[0].tag} in {name}")
    elif kind == "html":
        yield from (Found(fault, name) for fault in in_html("".join(element.itertext())))
    elif looks_like_html(text(element)):
        yield Found("ContainsUndeclaredHTML", name)


def _content(content: etree._Element, *, has_summary: bool) -> Iterator[Found]:
    kind, src = content.get("type"), content.get("src")
    if src is not None:
        if not is_address(src):
            yield Found("InvalidURIAttribute", f"content {src}")
        if not has_summary:
            yield Found("MissingSummary", "entry")
        if kind in ("text", "html", "xhtml"):
            yield Found("InvalidMIMEType", f"content {kind}")
        if kind is None:
            yield Found("MissingTypeAttr", "content")
        return
    if kind in OLD_TYPES:
        yield from _marked(content, OLD_TYPES[kind])
    if kind in (None, "text", "html", "xhtml"):
        if not "".join(content.itertext()).strip() and not len(content):
            yield Found("NotBlank", "content")
        yield from _marked(content, kind or "text")
    elif not kind.startswith(("text/", "multipart/")) and not kind.endswith(("+xml", "/xml")) and not has_summary:
        yield Found("MissingSummary", "entry")  # nobody can read it as it is
    elif not is_mime_type(kind) or kind.startswith("multipart/"):
        yield Found("InvalidMIMEType", f"content {kind}")
