"""HTML inside of feeds: whether it is any, whole, safe, and without addresses that lead nowhere from elsewhere."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

KNOWN = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "address",
        "area",
        "article",
        "aside",
        "audio",
        "b",
        "bdi",
        "bdo",
        "big",
        "blockquote",
        "br",
        "button",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "dir",
        "div",
        "dl",
        "dt",
        "em",
        "fieldset",
        "figcaption",
        "figure",
        "font",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "legend",
        "li",
        "main",
        "map",
        "mark",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "picture",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "select",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "track",
        "tt",
        "u",
        "ul",
        "var",
        "video",
        "wbr",
    ]
)
RISKY = frozenset(
    [
        "applet",
        "base",
        "embed",
        "frame",
        "frameset",
        "head",
        "html",
        "iframe",
        "link",
        "meta",
        "object",
        "param",
        "plaintext",
        "script",
        "style",
        "xml",
        "body",
        "bgsound",
    ]
)
VOID = frozenset(
    ["area", "br", "col", "hr", "img", "input", "source", "track", "wbr", "param", "link", "meta", "base", "embed"]
)
LEFT_OPEN = frozenset(["p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup"])
ADDRESSES = frozenset(("href", "src", "cite", "longdesc", "background", "poster"))
XHTML = "http://www.w3.org/1999/xhtml"
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")


def looks_like_html(text: str) -> bool:
    """Whether a plain text seems to hold tags or references of HTML."""
    return any(found[1].lower() in KNOWN | RISKY for found in _TAG.finditer(text)) or bool(_ENTITY.search(text))


def in_html(text: str) -> Iterator[str]:
    """Yield by which rules this is no good HTML for a feed, each once."""
    reader = _Reader()
    reader.feed(text)
    # What waits for more at the end is a tag that was never closed.
    if re.search(r"<[A-Za-z/!][^<>]*$", text):
        reader.faults.add("NotHtml")
    if any(tag not in LEFT_OPEN for tag in reader.open):
        reader.faults.add("NotHtml")
    yield from sorted(reader.faults)


def in_element(name: str, attributes: Iterable[str], namespace: str) -> Iterator[str]:
    """Yield by which rules an element of XHTML, or of what stands in it, is no good for a feed."""
    if name.lower() in RISKY:
        yield "SecurityRisk"
    elif namespace == XHTML and name not in KNOWN:
        yield "NotHtml"
    if any(attribute.startswith("on") for attribute in attributes):
        yield "SecurityRiskAttr"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in RISKY:
            self.faults.add("SecurityRisk")
        elif tag not in KNOWN:
            self.faults.add("NotHtml")
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith(("javascript:", "vbscript:")):
                self.faults |= {"SecurityRisk", "SecurityRiskAttr"}
            elif name in ADDRESSES and value and not _is_whole(value):
                self.faults.add("ContainsRelRef")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if tag not in self.open:
            self.faults.add("NotHtml")
            return
        while (closed := self.open.pop()) != tag:
            if closed not in LEFT_OPEN:
                self.faults.add("NotHtml")


def _is_whole(address: str) -> bool:
    try:
        return bool(urlsplit(address.strip()).scheme)
    except ValueError:
        return False
