"""Whose a page elsewhere is, and what on it are its owner's own words."""

import re
from typing import Any, Final

from lxml import html as lxml_html

from haowen.domain.imports.proving import Said
from haowen.formats import page
from haowen.formats.page import decoding
from haowen.text import markup

_BETWEEN: Final = re.compile(r"\s*[|｜_·•—–\-]\s*|\s*[:：]\s*")
_TITLES: Final = (
    "//title/text() | //h1//text() | //meta[@property='og:title']/@content | //meta[@name='author']/@content"
)
_DESCRIPTIONS: Final = "//meta[@name='description' or @property='og:description']/@content"


def said_on(data: bytes) -> Said:
    """Read a page that is to prove an account: an article by its platform's own mark, any other page by its titles."""
    try:
        text = decoding.decode(data)
    except page.NoArticle:
        text = data.decode("utf-8", errors="replace")
    try:
        found = page.read(data)
    except page.NoArticle:
        found = None
    titles, described = _heads(text)
    if found is None:  # a list or a profile: nobody but its owner writes its titles
        return Said(titles, text, text, is_article=False)
    words = f"{found.title}\n{markup.to_text(found.html)}\n{described}"
    return Said((_flat(found.account),) if found.account else (), words, text, is_article=True)


def _heads(text: str) -> tuple[tuple[str, ...], str]:
    """Return the names in a page's titles, and how it describes itself."""
    try:
        tree = lxml_html.fromstring(text)
    except (ValueError, lxml_html.etree.LxmlError):
        return (), ""
    titles = [_flat(each) for each in _strings(tree, _TITLES)]
    parts = [part for title in titles for part in (title, *_BETWEEN.split(title))]
    return tuple(dict.fromkeys(part for part in parts if part)), " ".join(_strings(tree, _DESCRIPTIONS))


def _strings(tree: Any, path: str) -> list[str]:
    return [str(each) for each in tree.xpath(path)]


def _flat(text: str) -> str:
    return " ".join(text.split())
