"""Pictures elsewhere that were fetched since: put where their links stand, and read off again what was put in."""

import html
import re
from collections.abc import Mapping

from haowen.text.markup.cleaning import clean
from haowen.text.markup.vocabulary import SHA256, Canonical, attribute

_LINK = re.compile(r'<figure data-remote="([^"]*)"><a href="[^"]*">([^<]*)</a>')
_PICTURE = re.compile(r'<figure data-remote="([^"]*)"|<img data-media="([0-9a-f]{64})"')


def put_in(canonical: str, kept: Mapping[str, str]) -> Canonical:
    """Return the body with pictures for links; ``kept`` maps an address to the SHA-256 of the picture that it led to.

    The link's words become the alternative text, the caption stays. What is not in ``kept`` stays a link.
    """

    def placed(link: re.Match[str]) -> str:
        sha256 = kept.get(html.unescape(link[1]), "")
        if not SHA256.fullmatch(sha256):
            return link[0]
        return f'<figure><img data-media="{sha256}" alt="{attribute(html.unescape(link[2]))}">'

    return clean(_LINK.sub(placed, canonical) if kept else canonical)


def taken_in(before: str, after: str) -> dict[str, str]:
    """Return what ``put_in`` was given to make ``after`` of ``before``; empty when anything else differs, or nothing."""
    once, then = _PICTURE.findall(before), _PICTURE.findall(after)
    if len(once) != len(then):
        return {}
    pairs = zip(once, then, strict=True)
    kept = {html.unescape(was): media for (was, _), (_, media) in pairs if was and media}
    return kept if kept and put_in(before, kept) == after else {}
