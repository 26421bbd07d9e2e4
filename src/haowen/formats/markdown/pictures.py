"""Pictures of a Markdown body: which it asks for, and putting them in once they are kept."""

import html
import re
from collections.abc import Mapping
from urllib.parse import unquote

from haowen.formats.markdown.piece import PictureAsked
from haowen.text import markup

_FIGURE = re.compile(
    r'<figure data-(?:file="(?P<file>[^"]*)"><img alt="(?P<alt>[^"]*)">|remote="(?P<remote>[^"]*)"><a href="[^"]*">(?P<words>[^<]*)</a>)'
    r"(?:<figcaption>(?P<caption>.*?)</figcaption>)?</figure>",
    re.DOTALL,
)


def asked(body: str) -> tuple[PictureAsked, ...]:
    """Return the pictures that a body as ``read`` made it asks for, in order, each address once."""
    found: dict[str, PictureAsked] = {}
    for figure in _FIGURE.finditer(body):
        address, alt = _named(figure)
        found.setdefault(address, PictureAsked(address, alt, markup.to_text(figure["caption"] or "")))
    return tuple(found.values())


def place_pictures(body: str, kept: Mapping[str, str]) -> markup.Canonical:
    """Return the canonical body with kept pictures in their places; ``kept`` maps an address to its SHA-256.

    A picture beside the file that is not kept becomes a gap, one on the web stays a link.
    """

    def placed(figure: re.Match[str]) -> str:
        address, alt = _named(figure)
        caption = f"<figcaption>{figure['caption']}</figcaption>" if figure["caption"] else ""
        if address in kept:
            return f'<figure><img data-media="{kept[address]}" alt="{html.escape(alt)}">{caption}</figure>'
        if figure["remote"] is not None:
            return figure[0]
        words = caption or (f"<figcaption>{html.escape(alt)}</figcaption>" if alt else "")
        return f'<figure data-gap="picture">{words}</figure>'

    if not kept and isinstance(body, markup.Canonical):
        return body
    return markup.clean(_FIGURE.sub(placed, body))


def _named(figure: re.Match[str]) -> tuple[str, str]:
    if figure["remote"] is not None:
        return html.unescape(figure["remote"]), html.unescape(figure["words"])
    return unquote(html.unescape(figure["file"])), html.unescape(figure["alt"])
