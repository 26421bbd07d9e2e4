"""Markdown as HTML, with what comrak leaves to be mended for Chinese texts and for captions."""

import html
import re
from functools import cache
from typing import Any
from urllib.parse import quote, unquote

import comrak

_CAPTION = r"(?:Table:|表[：:])\s*"
_CAPTION_AFTER = re.compile(rf"<table>((?:(?!<table>).)*?)</table>\n<p>{_CAPTION}(.+?)</p>", re.DOTALL)
_CAPTION_ROW = re.compile(
    rf"<table>((?:(?!<table>).)*?)\n<tr>\n<td[^>]*>{_CAPTION}((?:(?!</t[dr]>).)+)</td>(?:\n<td[^>]*></td>)*\n</tr>\n</tbody>\n</table>",
    re.DOTALL,
)
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
    return str(comrak.render_markdown(text, extension_options=extension, render_options=render))


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
