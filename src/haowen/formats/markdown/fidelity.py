"""Whether an article says what its source says: compared with the rendering of another Markdown implementation.

Nothing of ours stands on the other side: markdown-it renders the whole source, lxml reads both renderings. The text of
the one is compared with the text of the other, blanks aside, sign by sign; tables, code blocks, links and lists are
counted. What the reading took out as data (a heading that repeats the title, a colophon) is added to our side, so that
a sentence that was lost with it would be missed here.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from urllib.parse import unquote

from lxml import etree
from markdown_it import MarkdownIt

from haowen.formats.markdown.piece import Piece

COUNTED: Final = {"tables": ("table",), "code": ("pre",), "lists": ("ul", "ol")}
_PICTURES: Final = ("figure", "img", "picture", "svg")
_UNREAD: Final = ("script", "style", "template", "noscript", "title", "head")
_BLANK = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\x00-\x1f\x7f-\x9f]+")
_LEADS_SOMEWHERE = re.compile(r"https?://[^\s/]|//[^\s/]|mailto:[^\s@]+@|/(?!/)", re.IGNORECASE)
_AROUND: Final = 24


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which an article differs from its source: of which kind, and what stands there and here."""

    kind: str
    source: str
    here: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a rendering shows: its text without blanks, and how many there are of each thing."""

    text: str
    counts: Counter[str]


@cache
def _other() -> MarkdownIt:
    other = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    other.normalizeLink = other.normalizeLinkText = str  # type: ignore[assignment, method-assign]  # addresses are not compared
    return other


def differences(piece: Piece, stored: str) -> list[Difference]:
    """Return in what a stored body differs from the Markdown that it was made of; an empty list is what is hoped for."""
    environment: dict[str, object] = {}
    whole = _seen(_other().render(piece.text, environment))
    # Rendered after the whole text, and with the addresses that it defines.
    signed = _seen(_other().render("\n\n".join(piece.signed), environment)) if piece.signed else _Seen("", Counter())
    here = _seen(stored)
    text = _BLANK.sub("", piece.repeated) + here.text + signed.text
    counts = here.counts + signed.counts
    found = [
        Difference(name, str(whole.counts[name]), str(counts[name]))
        for name in (*COUNTED, "links", "pictures")
        if whole.counts[name] != counts[name]
    ]
    for kind, sign in _WHOLE_TEXTS:
        if found and sign.search(piece.text):
            found = [Difference(kind, each.source, each.here) for each in found]
    if whole.counts["dead links"]:
        found.append(Difference("dead links", str(whole.counts["dead links"]), "0"))
    if whole.text != text and not _differs_in_order(piece, environment, whole.text, here.text):
        found.append(Difference(_kind(piece.text, whole.text, text), *_passages(whole.text, text)))
    return found


def _differs_in_order(piece: Piece, environment: dict[str, object], whole: str, here: str) -> bool:
    """Whether nothing but the place of the colophon makes the difference: text stood after it, or among its lines."""
    for line in reversed(piece.signed):
        signed = _seen(_other().render(line, environment)).text
        before, _found, after = whole.rpartition(signed)
        whole = before + after
    return whole == _BLANK.sub("", piece.repeated) + here


def _seen(rendered: str) -> _Seen:
    root = etree.fromstring(f"<html><body>{rendered}</body></html>", _parser())
    counts = Counter({name: sum(1 for _each in root.iter(*tags)) for name, tags in COUNTED.items()})
    for name, tags in (("code", ("pre",)), ("lists", ("ul", "ol"))):  # what holds nothing is nothing to keep
        counts[name] -= sum(
            1 for block in root.iter(*tags) if not _words(block).strip() and block.find(".//img") is None
        )
    counts["pictures"] = sum(1 for _each in root.iter("figure", "img")) - sum(
        1 for _each in root.iterfind(".//figure//img")
    )
    etree.strip_elements(root, *_PICTURES, *_UNREAD, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    for above in root.iter("rt"):  # browsers that do not know it show it behind, in brackets, and so do we
        around = above.getparent()
        if around is not None and around.find("rp") is None and _words(above).strip():
            above.text, above.tail = f"（{above.text or ''}", f"）{above.tail or ''}"
    for link in root.iter("a"):
        words = _words(link).strip()
        address = (link.get("href") or "").strip()
        if not words or not address or _is_itself(words, address):
            continue  # an anchor, a picture's link, or an address in the text, which we link and CommonMark does not
        counts["links" if _LEADS_SOMEWHERE.match(address) else "dead links"] += 1
    return _Seen(_BLANK.sub("", _words(root)), counts)


def _words(element: Any) -> str:
    return "".join(element.itertext())


@cache
def _parser() -> etree.HTMLParser:
    return etree.HTMLParser(encoding=None, huge_tree=True, remove_comments=True, remove_pis=True)


def _is_itself(words: str, address: str) -> bool:
    if address.startswith("mailto:"):
        return words in address

    def bare(text: str) -> str:
        return unquote(text.partition("://")[2] or text).rstrip("/")

    return words.startswith(("http", "www.")) and bare(words) == bare(address)


# What stands in a text makes all its counts differ: marks within <center>, definitions with brackets in brackets, which
# CommonMark leaves as signs; notes, whose links became references.
_WHOLE_TEXTS: Final = (
    ("centred", re.compile(r"^<center>", re.MULTILINE)),
    ("definitions", re.compile(r"^ {0,3}\[[^\[\]\n]+\]:[ \t]*\S+[ \t]+\([^\n]*[()][^\n]*\)[ \t]*$", re.MULTILINE)),
    ("footnotes", re.compile(r"\[\^[^\[\]\s]+\]")),
)
_KINDS: Final = (
    ("emphasis", re.compile(r"[*_~]")),  # beside Chinese signs, where CommonMark sees none
    ("angle brackets", re.compile(r"</?[A-Za-z!][^<>]*>")),  # words such as <file>, which CommonMark takes for tags
    ("centred", re.compile(r"!?\[|\]\([^()\s]*\)")),  # marks in it, which CommonMark leaves as signs
    ("players", re.compile(r"https?://[\w./?=&;%-]+", re.ASCII)),  # of other sites, which leave their addresses
    ("footnotes", re.compile(r"\[\^[^\[\]]+\]:?")),  # which CommonMark does not know
)


def _kind(markdown: str, source: str, here: str) -> str:
    """Name the kind of a difference in the text: the first, or the first few, that account for all of it."""
    names = []
    for name, signs in _KINDS:
        if not _may_be(name, markdown):
            continue
        names.append(name)
        if signs.sub("", source) == signs.sub("", here):
            return name
    for name, signs in _KINDS:
        if name in names:
            source, here = signs.sub("", source), signs.sub("", here)
    if source == here:
        return " and ".join(names)
    return next((kind for kind, sign in _WHOLE_TEXTS if sign.search(markdown)), "text")


def _may_be(name: str, markdown: str) -> bool:
    lower = markdown.lower()
    signs = {
        "players": ("<iframe", "<embed", "<video", "<audio", "<object"),
        "footnotes": ("[^",),
        "centred": ("<center>",),
    }
    return any(sign in lower for sign in signs.get(name, ("",)))


def _passages(source: str, here: str) -> tuple[str, str]:
    """Return the first place at which two texts part, from each of them."""
    at = next(
        (n for n, (one, other) in enumerate(zip(source, here, strict=False)) if one != other),
        min(len(source), len(here)),
    )
    start = max(0, at - _AROUND)
    return source[start : at + _AROUND], here[start : at + _AROUND]
