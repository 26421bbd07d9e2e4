"""Markdown as HTML, with what comrak leaves to be mended for Chinese texts and for captions."""

import html
import re
from functools import cache
from typing import Any, Final
from urllib.parse import quote

import comrak

from haowen.formats.markdown.cells import with_all_cells

_CAPTION = r"(?:Table:|表[：:])\s*"
# The dash stands on a line of its own, as the last of the quotation's last paragraph, or as a paragraph by itself.
_QUOTATION_SOURCE = re.compile(r"((?:</p>)?)\s*(?:\n|<p>)((?:——|— |–– |-- )[^\n]{1,200}?)</p>\s*</blockquote>")
_CAPTION_AFTER = re.compile(rf"<table>((?:(?!<table>).)*?)</table>\n<p>{_CAPTION}(.+?)</p>", re.DOTALL)
_CAPTION_ROW = re.compile(
    rf"<table>((?:(?!<table>).)*?)\n<tr>\n<td[^>]*>{_CAPTION}((?:(?!</t[dr]>).)+)</td>(?:\n<td[^>]*></td>)*\n</tr>\n</tbody>\n</table>",
    re.DOTALL,
)
_TAG = re.compile(r"</?([a-zA-Z][\w.:-]*)[^<>]*>")
_HTML = frozenset({
    "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base", "basefont", "bdi",
    "bdo", "bgsound", "big", "blink", "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite",
    "code", "col", "colgroup", "data", "datalist", "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt",
    "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2",
    "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd",
    "label", "legend", "li", "link", "main", "map", "mark", "marquee", "math", "menu", "meta", "meter", "nav", "nobr",
    "noembed", "noframes", "noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "picture",
    "plaintext", "pre", "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "script", "search", "section",
    "select", "slot", "small", "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table",
    "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u", "ul",
    "var", "video", "wbr", "xmp",
})  # fmt: skip
_SEGMENT = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*>|<!--.*?-->", re.DOTALL)
_NO_LINKS_IN: Final = frozenset({"a", "code", "pre", "script", "style", "textarea", "kbd", "samp"})
# An address in the text ends at a blank, at a sign that addresses do not have, and at Chinese.
_ADDRESS = re.compile(
    r"(?<![\w/@.])(?:https?://|www\.)(?:&amp;|[\w\-.~:/?#\[\]@!$&'()*+,;=%])+", re.IGNORECASE | re.ASCII
)
_MAIL = re.compile(r"(?<![\w.+/-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b", re.ASCII)
_LINKED_PICTURE = re.compile(
    r'<a href="([^"]*)"[^>]*>\s*(?:<figure>)?(<img [^>]*>)(?:<figcaption>((?:(?!<a ).)*?)</figcaption>)?(?:</figure>)?\s*</a>',
    re.DOTALL,
)
_IS_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp|avif)$", re.IGNORECASE)
# A title in brackets may hold no brackets, or neither this definition nor those below it are any.
_BRACKETED_TITLE = re.compile(
    r"^( {0,3}\[[^\[\]\n]+\]:[ \t]*[^\s<>]+)[ \t]+\(([^\n]*[()][^\n]*)\)[ \t]*$", re.MULTILINE
)
# Within it CommonMark would see no marks at all, and whoever centres a picture has written one.
_CENTRED = re.compile(r"^<center>[ \t]*([^\n]*?)[ \t]*</center>[ \t]*$", re.MULTILINE)
_LONE_TILDE = re.compile(r"(?<![~\\])~(?!~)")
_TILDE: Final = "\ue07e"  # of no script: stands for a tilde that is no mark


@cache
def _options() -> tuple[Any, Any]:
    extension = comrak.ExtensionOptions()
    for name in ("table", "strikethrough", "footnotes", "cjk_friendly_emphasis"):
        setattr(extension, name, True)
    render = comrak.RenderOptions()
    render.unsafe_ = True  # raw HTML passes; text.markup makes the body safe afterwards
    render.figure_with_caption = True
    return extension, render


def rendered(text: str) -> str:
    """Return the HTML of a Markdown text, not yet safe.

    A single tilde is a sign of the text, as in 3~5 天; two strike through.
    """
    extension, render = _options()
    text = _BRACKETED_TITLE.sub(_quoted_title, text)
    text = _CENTRED.sub(r"\n\1\n", text) if "<center>" in text else text
    marked = _LONE_TILDE.sub(_TILDE, with_all_cells(text.replace(_TILDE, "~")))
    body = str(comrak.render_markdown(marked, extension_options=extension, render_options=render))
    return _TAG.sub(_tag_or_words, body.replace(_TILDE, "~").replace("%EE%81%BE", "~"))


def _quoted_title(definition: re.Match[str]) -> str:
    title = definition[2].replace('"', '\\"')
    return f'{definition[1]} "{title}"'


def _tag_or_words(tag: re.Match[str]) -> str:
    """Return a tag as it is; another name between angle brackets is a word of the text, as in “press <CR>”."""
    is_tag = tag[1].lower() in _HTML or "=" in tag[0]
    return tag[0] if is_tag else html.escape(tag[0], quote=False)


def with_addresses_linked(body: str) -> str:
    """Link addresses that stand in the text, up to the first sign that is none of an address, Chinese ones among them."""
    if "://" not in body and "www." not in body.lower() and "@" not in body:
        return body
    out: list[str] = []
    inside: list[str] = []
    last = 0
    for tag in _SEGMENT.finditer(body):
        piece = body[last : tag.start()]
        out += [piece if inside else _linked(piece), tag[0]]
        last = tag.end()
        name = (tag[2] or "").lower()
        if name in _NO_LINKS_IN and not tag[1]:
            inside.append(name)
        elif tag[1] and name in inside:
            del inside[inside.index(name) :]
    rest = body[last:]
    return "".join([*out, rest if inside else _linked(rest)])


def _linked(piece: str) -> str:
    if "@" in piece and "://" not in piece:
        piece = _MAIL.sub(lambda mail: f'<a href="mailto:{mail[0]}">{mail[0]}</a>', piece)
    return _ADDRESS.sub(_link, piece)


def _link(found: re.Match[str]) -> str:
    words = re.split(r"&(?:lt|gt|quot|#x27|#39);", found[0])[0]
    words = re.sub(r"(?:[?!.,:*_~;'\]]|&amp;)+$", "", words)
    while words.endswith(")") and words.count(")") > words.count("("):
        words = words[:-1].rstrip("?!.,:*_~;'")
    if not re.fullmatch(r"(?:https?://|www\.)[\w-]+(?:[.:/].*)?", words, re.IGNORECASE | re.ASCII):
        return found[0]
    address = html.unescape(words) if words.lower().startswith("http") else f"http://{html.unescape(words)}"
    target = html.escape(quote(address, safe=":/?#[]@!$&'()*+,;=%~"))
    return f'<a href="{target}">{words}</a>{found[0][len(words) :]}'


def with_links_beside_pictures(body: str) -> str:
    """Set the link of a picture below it, as its caption; one that leads to a picture only showed it larger, and goes."""
    return _LINKED_PICTURE.sub(_beside, body) if "<img" in body else body


def _beside(found: re.Match[str]) -> str:
    address, picture, caption = found[1], found[2], found[3] or ""
    if not _IS_PICTURE.search(html.unescape(address).partition("?")[0]):
        alt = re.search(r'alt="([^"]*)"', picture)
        words = caption or html.escape(html.unescape(alt[1]), quote=False) if alt else caption
        caption = f'<a href="{address}">{words or address}</a>'
    return f"<figure>{picture}<figcaption>{caption}</figcaption></figure>" if caption else picture


def with_table_captions(body: str) -> str:
    """Take a line ``Table: …`` (``表：…``) directly under a table as its caption."""
    body = _CAPTION_ROW.sub(r"<table><caption>\2</caption>\1\n</tbody>\n</table>", body)
    return _CAPTION_AFTER.sub(r"<table><caption>\2</caption>\1</table>", body)


def with_quotation_sources(body: str) -> str:
    """Take a last line of a quotation that begins with a dash (``—— 李渔``) as its footer, word for word."""
    if "</blockquote>" not in body:
        return body
    return _QUOTATION_SOURCE.sub(lambda found: f"{found[1] or '</p>'}<footer>{found[2]}</footer></blockquote>", body)
