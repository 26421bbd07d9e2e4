"""What can be read off a canonical body: its text, its pictures, its headings."""

import html
import re
from typing import Final

from haowen.text.markup.vocabulary import TOKEN

_LINE_ENDS: Final = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "footer", "ul", "ol", "li", "figure", "figcaption",
    "table", "caption", "tr", "pre", "hr", "aside", "div", "br", "small",
})  # fmt: skip
_UNREAD: Final = frozenset({"script", "style", "template"})
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_MEDIA = re.compile(r'<img data-media="([0-9a-f]{64})"')
_ALTERNATIVE = re.compile(r'<img data-media="([0-9a-f]{64})" alt="([^"]*)">')
_REMOTE = re.compile(r'<figure data-remote="([^"]*)"')
_HEADING = re.compile(r"<h([23])>(.*?)</h\1>", re.DOTALL)


def to_text(source: str) -> str:
    """Return the words of a body, one line for each paragraph, item and table row; captions too, marks of ours not."""
    if "<" not in source:
        return _in_lines(source)
    out: list[str] = []
    last, in_pre, unread = 0, False, ""
    for token in TOKEN.finditer(source):
        if unread:
            unread = "" if token[1] and token[2].lower() == unread else unread
            last = token.end()
            continue
        if token.start() > last:
            piece = source[last : token.start()]
            out.append(piece if in_pre else _BLANKS.sub(" ", piece))
        last = token.end()
        tag = token[2].lower()
        if tag in _UNREAD and not token[1]:
            unread = tag
        elif tag == "pre":
            in_pre = not token[1]
        if tag in _LINE_ENDS:
            out.append("\n")
        elif tag in {"td", "th"} and token[1]:
            out.append("\t")
    if not unread:
        out.append(source[last:])
    return _in_lines("".join(out))


def _in_lines(escaped: str) -> str:
    lines = (line.strip(" \t\n\r\f") for line in html.unescape(escaped).split("\n"))
    return "\n".join(line for line in lines if line)


def media_keys(canonical: str) -> list[str]:
    """Return the SHA-256 of each picture in the body, in order, each once."""
    return list(dict.fromkeys(_MEDIA.findall(canonical)))


def remote_addresses(canonical: str) -> list[str]:
    """Return the addresses of pictures elsewhere that were not fetched yet, in order, each once."""
    return list(dict.fromkeys(html.unescape(address) for address in _REMOTE.findall(canonical)))


def headings(canonical: str) -> list[tuple[str, str]]:
    """Return (id, text) of each heading: the ids under which ``shown`` gives them to readers."""
    return [(f"s{at}", to_text(found[2])) for at, found in enumerate(_HEADING.finditer(canonical), 1)]


def alternatives(source: str) -> dict[str, str]:
    """Return the pictures of a body in their order, each once: SHA-256 → alternative text."""
    found: dict[str, str] = {}
    for sha256, alt in _ALTERNATIVE.findall(source):
        found.setdefault(sha256, html.unescape(alt))
    return found
