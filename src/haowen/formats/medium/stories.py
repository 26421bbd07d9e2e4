"""Reading a story: its parts are marked by classes; Medium's own header and footer are no part of it."""

import html as entities
import re
from pathlib import PurePosixPath

from django.utils.translation import gettext as _
from lxml import etree, html

from haowen.formats.foreign import Piece, body_of
from haowen.formats.foreign.comparing import lost_words, words_of
from haowen.text import languages, markup
from haowen.text.markup.vocabulary import writable

_DRAFT = re.compile(r"(?:^|/)(?:drafts?/|draft_)", re.IGNORECASE)
_SIGNS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"-?([0-9a-f]{8,16})$")


class NoStoryError(Exception):
    """The file is no story; the message says why, for people."""


def read(data: bytes, *, name: str = "") -> Piece:
    """Return the story in a file; ``name`` is its path in the export. Raises NoStoryError when there is none."""
    tree = _tree(data)
    field = _first(tree, "//*[@data-field='body']") if tree is not None else None
    if tree is None or field is None:
        raise NoStoryError(_("is no story of Medium"))
    title = _words(_first(tree, "//*[contains(@class, 'p-name')]")) or _words(_first(tree, "//title"))
    summary = _words(_first(tree, "//*[@data-field='subtitle']"))
    is_reply = _is_reply(field, title)
    said = words_of(_inner(field))
    _without_head(field, title, summary)
    _with_links(field)
    body = body_of(_inner(field))
    text = markup.to_text(body.html)
    head = "".join(f"<p>{entities.escape(each, quote=False)}</p>" for each in (title, summary))
    lost = [_("Not in the body: %(text)s") % {"text": words} for words in lost_words(said, head + body.html)]
    if not text.strip() and not title:
        raise NoStoryError(_("has no text"))
    canonical = _address(tree, "//a[contains(@class, 'p-canonical')]")
    moment = _first(tree, "//time[contains(@class, 'dt-published')]")
    short = _address(tree, "//a[time]") or _address(tree, "//footer//a[contains(@href, 'medium.com/p/')]")
    number = _NUMBER.search((canonical or short).partition("?")[0].rstrip("/"))
    held_back = ""
    author = _words(_first(tree, "//a[contains(@class, 'p-author')]"))
    if _DRAFT.search(name) or (moment is None and not author):
        held_back = _("was a draft")
    elif is_reply:
        held_back = _("looks like a reply to somebody else's story")
    return Piece(
        name=PurePosixPath(name).name or title,
        title=title or text.split("\n", 1)[0][:60],
        html=body.html,
        identity=number[1] if number else canonical or short,
        language=languages.guess(f"{title}\n{text}"),
        summary="" if summary.startswith(text[:40]) and len(text) < len(summary) else summary,
        author=author,
        published=(moment.get("datetime") or "") if moment is not None else "",
        held_back=held_back,
        tags=tuple(dict.fromkeys(filter(None, map(_words, tree.xpath("//a[contains(@class, 'p-tag')]"))))),
        source_name="Medium" if canonical else "",
        source_url=canonical,
        addresses=tuple(each for each in (canonical, short) if each),
        remarks=tuple(dict.fromkeys([*body.remarks, *lost])),
        files=body.files,
    )


def _tree(data: bytes) -> html.HtmlElement | None:
    try:
        text = data.decode("utf-8-sig")
        return (
            html.document_fromstring(text, parser=html.HTMLParser(remove_comments=True, huge_tree=True))
            if text.strip()
            else None
        )
    except (UnicodeDecodeError, etree.LxmlError, ValueError):
        return None


def _first(tree: html.HtmlElement, path: str) -> html.HtmlElement | None:
    return next(iter(tree.xpath(path)), None)


def _words(element: html.HtmlElement | None) -> str:
    return " ".join(element.text_content().split()) if element is not None else ""


def _address(tree: html.HtmlElement, path: str) -> str:
    found = _first(tree, path)
    return (found.get("href") or "").strip() if found is not None else ""


def _is_reply(field: html.HtmlElement, title: str) -> bool:
    """Whether a file is a reply: Medium titles these with their own beginning, and stories begin with a title."""
    opening = _first(field, ".//*[contains(concat(' ', @class, ' '), ' graf ')]")
    if opening is None or opening.tag != "p":
        return False
    first, name = (_SIGNS.sub("", each).lower() for each in (_words(opening), title.rstrip("…. ")))
    return bool(name) and first.startswith(name)


def _without_head(field: html.HtmlElement, title: str, summary: str) -> None:
    """Take out what repeats title and subtitle, and the rule that every story begins with."""
    for kind, said in (("graf--title", title), ("graf--subtitle", summary)):
        for element in field.xpath(f".//*[contains(@class, '{kind}')]"):
            if _SIGNS.sub("", _words(element)).lower() == _SIGNS.sub("", said).lower():
                _drop(element)
    for divider in field.xpath(".//section[1]/div[contains(@class, 'section-divider')]")[:1]:
        _drop(divider)


def _with_links(field: html.HtmlElement) -> None:
    """Leave a link where a script would have shown a piece of code or another page."""
    for script in field.xpath(".//script[@src]"):
        address = writable("".join((script.get("src") or "").split()))
        link = html.Element("a", href=address)
        link.text = address
        link.tail = script.tail
        script.getparent().replace(script, link)


def _drop(element: html.HtmlElement) -> None:
    element.drop_tree()


def _inner(field: html.HtmlElement) -> str:
    return entities.escape(field.text or "", quote=False) + "".join(
        html.tostring(child, encoding="unicode", with_tail=True) for child in field
    )
