"""Whether a body says all that its source said: the source is read by another parser, and compared word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final, cast

from lxml import etree, html
from lxml.etree import LxmlError

from haowen.text import markup

_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")
_UNREAD: Final = ("script", "style", "noscript", "template", "iframe", "object", "video", "audio", "textarea", "select", "title", "head")  # fmt: skip
_BLOCKS: Final = (
    "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "img", "legend", "li", "main",
    "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul",
)  # fmt: skip
MOST_COMPARED: Final = 4000  # words of a stretch that differs; longer ones are compared in parts
MOST_NAMED: Final = 20


def lost(source: str, body: str) -> list[str]:
    """Return stretches of the source's text that the body lacks, in order; usually none."""
    return lost_words(words_of(source), body)


def lost_words(once: list[str], body: str) -> list[str]:
    """Return stretches of words that the body lacks; what only stands in another place there is not lost."""
    then = _WORDS.findall(markup.to_text(body))
    if _is_in(once, then):
        return []
    whole = f" {' '.join(then)} "
    found: list[str] = []
    for start in range(0, len(once), MOST_COMPARED):
        part = once[start : start + MOST_COMPARED]
        beside = then[max(0, start - MOST_COMPARED) : start + 2 * MOST_COMPARED]
        for kind, first, last, _a, _b in SequenceMatcher(None, part, beside, autojunk=False).get_opcodes():
            words = " ".join(part[first:last])
            if kind in {"delete", "replace"} and f" {words} " not in whole:
                found.append(words)
    return found[:MOST_NAMED]


def words_of(source: str) -> list[str]:
    """Return the words of HTML as lxml reads them, without what no reader sees."""
    if not source.strip():
        return []
    try:
        tree = html.fromstring(
            f"<div>{source}</div>", parser=html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
        )
    except (LxmlError, ValueError):
        return []
    for element in list(tree.iter(*_UNREAD)):
        cast("html.HtmlElement", element).drop_tree()
    return words_in("".join(_parts(tree)))


def _parts(tree: html.HtmlElement) -> Iterator[str]:
    """Yield the text of a tree in its order; what stands in blocks of its own is parted by lines."""
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in _BLOCKS:
            yield "\n"
        yield str((element.text if event == "start" else element.tail) or "")


def words_in(text: str) -> list[str]:
    """Return the words of a text; every Chinese character is one."""
    return _WORDS.findall(text)


def _is_in(few: list[str], many: list[str]) -> bool:
    """Whether all of ``few`` stand in ``many`` in their order."""
    rest = iter(many)
    return all(word in rest for word in few)
