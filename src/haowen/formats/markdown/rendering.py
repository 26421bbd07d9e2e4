"""Markdown as HTML, with what comrak leaves to be mended for Chinese texts and for captions."""

import html
import re
from functools import cache
from typing import Any
from urllib.parse import quote, unquote

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
_AUTOLINK = re.compile(r'<a href="([^"]*)">((?:https?://|www\.)[^<]*)</a>')
_CHINESE_SIGN = re.compile(r"[\u3000-\u303f\uff01-\uff60“”‘’…—]")


@cache
def _options() -> tuple[Any, Any]:
    extension = comrak.ExtensionOptions()
    for name in ("table", "strikethrough", "autolink", "footnotes", "cjk_friendly_emphasis"):
        setattr(extension, name, True)
    render = comrak.RenderOptions()
    render.unsafe_ = True  # raw HTML passes; text.markup makes the body safe afterwards
    render.figure_with_caption = True
    return extension, render


def rendered(text: str) -> str:
    """Return the HTML of a Markdown text, not yet safe."""
    extension, render = _options()
    body = str(comrak.render_markdown(with_all_cells(text), extension_options=extension, render_options=render))
    return _TAG.sub(_tag_or_words, body)


def _tag_or_words(tag: re.Match[str]) -> str:
    """Return a tag as it is; another name between angle brackets is a word of the text, as in “press <CR>”."""
    is_tag = tag[1].lower() in _HTML or "=" in tag[0]
    return tag[0] if is_tag else html.escape(tag[0], quote=False)


def with_chinese_after_addresses(body: str) -> str:
    """End addresses that were linked because they stand in the text at the first Chinese sign."""

    def ended(link: re.Match[str]) -> str:
        address, words = html.unescape(link[1]), html.unescape(link[2])
        sign = _CHINESE_SIGN.search(words)
        if sign is None or unquote(address).removeprefix("http://") != unquote(words).removeprefix("http://"):
            return link[0]
        kept = words[: sign.start()]
        target = kept if kept.startswith("http") else f"http://{kept}"
        target = html.escape(quote(target, safe=":/?#[]@!$&'()*+,;=%~"))
        return (
            f'<a href="{target}">{html.escape(kept, quote=False)}</a>{html.escape(words[sign.start() :], quote=False)}'
        )

    return _AUTOLINK.sub(ended, body)


def with_table_captions(body: str) -> str:
    """Take a line ``Table: …`` (``表：…``) directly under a table as its caption."""
    body = _CAPTION_ROW.sub(r"<table><caption>\2</caption>\1\n</tbody>\n</table>", body)
    return _CAPTION_AFTER.sub(r"<table><caption>\2</caption>\1</table>", body)


def with_quotation_sources(body: str) -> str:
    """Take a last line of a quotation that begins with a dash (``—— 李渔``) as its footer, word for word."""
    return _QUOTATION_SOURCE.sub(lambda found: f"{found[1] or '</p>'}<footer>{found[2]}</footer></blockquote>", body)
