"""Where the article is in a page's source: several finders are asked, and the best container is taken."""

# ruff: noqa: PLR2004 - lengths and shares that tell prose from furniture: weighed on real pages, each used once

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from haowen.formats.page.lines import units
from haowen.formats.page.pruning import BLOCK_TAGS, link_share, text_of

_LETTERS = re.compile(r"\W+")
_NAMES = re.compile(
    r"article[-_]?(?:body|content|text)|articlebody|post[-_]?(?:body|content|text)|entry[-_]?content|story[-_]?(?:body|content|text)|(?:^|\s)(?:content|article|js_content|main-?content|rich_media_content|zw|zhengwen|text)(?:\s|$)",
    re.IGNORECASE,
)
_STOP = re.compile(r"comment|disqus|respond|related|recommend|sidebar|footer|widget|newsletter|promo", re.IGNORECASE)
MOST_CHARACTERS = 3_000_000
_NO_CONTAINERS = frozenset({"html", "p", "ul", "ol", "li", "tr", "table", "tbody", "blockquote", "figure"})
FAINT = 0.1  # of the page's running text: a finder that heard less has missed the article
_quiet = logging.getLogger("haowen.formats.page.found")


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A block with what is known of it: its size, how far finders agree on it, and where it is in the page."""

    element: HtmlElement
    place: int
    size: float
    worth: float
    is_out: bool


def find(tree: HtmlElement, source: str, told: str) -> HtmlElement | None:
    """Return the element that holds the article; None where nothing is found."""
    elements = list(tree.iter())
    blocks = list(_text_blocks(tree))
    if not blocks:
        return None
    prose = sum(len(_keys_of(_own(block))) for block in blocks if _is_dense(block))
    heard = (_keys_of(told), _by_trafilatura(source), _by_readability(source))
    voices = [voice for voice in heard if voice and len(voice) > FAINT * prose]
    places = {id(element): place for place, element in enumerate(elements)}
    weighed = [_weigh(block, places[id(block)], voices) for block in blocks]
    sizes = _sizes(elements)
    best: HtmlElement | None = None
    best_score = 0.0
    for container in _candidates(tree, weighed):
        first = places[id(container)]
        score = _score(weighed, first, first + sizes[id(container)])
        if score > best_score:
            best, best_score = container, score
    return best


def _weigh(block: HtmlElement, place: int, voices: list[str]) -> _Weighed:
    text = text_of(block)
    votes = sum(1 for voice in voices if _is_in(text, voice))
    is_out = _is_plainly_out(block)
    worth = votes / len(voices) if voices else float(_is_dense(block))
    return _Weighed(block, place, units(_own(block)), worth * (0.2 if is_out else 1.0), is_out)


def _sizes(elements: list[HtmlElement]) -> dict[int, int]:
    """Return how many elements each holds, itself counted."""
    sizes = {id(element): 1 for element in elements}
    for element in reversed(elements):
        parent = element.getparent()
        if parent is not None and id(parent) in sizes:
            sizes[id(parent)] += sizes[id(element)]
    return sizes


def _text_blocks(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Elements with text directly in them, none inside another."""
    body = tree.find("body") if tree.tag == "html" else tree
    for element in (body if body is not None else tree).iter():
        if isinstance(element.tag, str) and element.tag in BLOCK_TAGS and _own(element):
            yield element


def _own(element: HtmlElement) -> str:
    """Return the text of an element that is in no block of its own."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in BLOCK_TAGS:
            parts.append(child.text_content())
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())


def _keys_of(text: str) -> str:
    """Texts are compared by their letters alone, as finders differ in spaces and marks."""
    return _LETTERS.sub("", text).lower()


def _is_in(text: str, voice: str) -> bool:
    key = _keys_of(text)
    return len(key) >= 8 and (key in voice or (len(key) > 80 and (key[:40] in voice and key[-40:] in voice)))


def _by_trafilatura(source: str) -> str:
    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return _keys_of(
            extract(
                source, include_comments=False, include_tables=True, deduplicate=False, output_format="txt", fast=True
            )
            or ""
        )
    except Exception:  # noqa: BLE001 - a finder that fails has no voice; the others decide
        _quiet.debug("trafilatura failed", exc_info=True)
        return ""


def _by_readability(source: str) -> str:
    from readability import Document

    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        return _keys_of(text_of(parse(Document(source).summary(html_partial=True))))
    except Exception:  # noqa: BLE001 - see above
        _quiet.debug("readability failed", exc_info=True)
        return ""


def _candidates(tree: HtmlElement, blocks: list[_Weighed]) -> list[HtmlElement]:
    """Elements that could hold the article: named so, or holding blocks with votes, and those above them."""
    found: dict[int, HtmlElement] = {}
    for element in tree.iter("article", "main", "div", "section", "td", "body"):
        names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
        if element.tag in {"article", "main", "body"} or _NAMES.search(names):
            found[id(element)] = element
    for block in blocks:
        if block.worth or units(text_of(block.element)) > 40:
            for parent in islice(block.element.iterancestors(), 6):
                if isinstance(parent.tag, str) and parent.tag not in _NO_CONTAINERS:
                    found[id(parent)] = parent
    return list(found.values())


def _score(blocks: list[_Weighed], first: int, end: int) -> float:
    """Text that finders agree on counts for the container, text that none knows against it; links count least."""
    good = bad = missed = 0.0
    for block in blocks:
        if first <= block.place < end:
            good += block.size * block.worth
            bad += block.size * (1.0 - block.worth) * (0.5 if block.is_out else 1.0)
        else:
            missed += block.size * max(0.0, block.worth - 0.3)
    return good - 0.22 * bad - 0.9 * missed + 0.001 * (1000 - min(1000, end - first))


def _is_dense(block: HtmlElement) -> bool:
    """Say whether a block reads like running text by itself."""
    return units(_own(block)) > 25 and link_share(block) < 0.3 and not _is_plainly_out(block)


def _is_plainly_out(block: HtmlElement) -> bool:
    """Blocks that are left out later anyway weigh less against a container."""
    around = (block, *list(block.iterancestors())[:4])
    return link_share(block) > 0.7 or any(
        each.tag == "a" or _STOP.search(f"{each.get('class') or ''} {each.get('id') or ''}") for each in around
    )


def is_list_page(tree: HtmlElement) -> bool:
    """Whether the page is mostly links: a home page, a list, results of a search."""
    body = tree.find(".//body")
    body = tree if body is None else body
    return link_share(body) > 0.6


def parse(source: str) -> HtmlElement:
    """Return the tree of a page's source, however broken."""
    from lxml.html import HTMLParser, document_fromstring

    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source[:MOST_CHARACTERS])
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    tree: HtmlElement = document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    for element in tree.iter("br"):
        element.tail = "\n" + (element.tail or "")
    etree.strip_elements(tree, etree.Comment, with_tail=False)
    return tree
