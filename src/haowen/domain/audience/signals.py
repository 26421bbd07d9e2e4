"""What a page can say about its reader's visit, taken apart and checked: five kinds of signals.

==========  ==========================================  =======================================================
``shown``   ``["shown", article, list]``                an item of a list came into view
``followed``  ``["followed", article, list]``           its link was pressed there
            … with ``"first"`` or ``"second"`` at the end  the same, with the one of two titles that it bore
``opened``  ``["opened", article, from]``               the article's page was looked at
``viewed``  ``["viewed", article, from, seconds, share]``  so many more seconds in view; so far was it read
``shared``  ``["shared", article]``                     its address was copied or sent on
==========  ==========================================  =======================================================

``from`` is a path with its query on this site, another site's host name, ``feed``, or empty.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qs, urlsplit

from haowen.domain.audience.models import HourlyReads, SearchWord

PLACES = (
    "front", "channel", "publisher", "tag", "series", "original", "hot", "search",
    "related", "past", "headlines", "originals", "latest",
)  # fmt: skip
"""The lists in which an article can be shown: pages that are lists, then parts of pages."""

SOURCE_MOST = HourlyReads._meta.get_field("source").max_length or 40  # noqa: SLF001 - Django's documented interface
WORD_MOST = SearchWord._meta.get_field("word").max_length or 60  # noqa: SLF001 - Django's documented interface
LONGEST_SECONDS = 1800  # in one message; a page says more than one

FEED = "feed"
"""What a page says whose address bore the mark of a feed (``#feed``)."""

_ID = re.compile(r"[0-9A-Za-z]{1,20}")
_HOST = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+|localhost")
_SOMEBODYS = re.compile(r"@|(?:\d[ -]?){7}")
"""Addresses and long numbers that people search for are somebody's; such words are not kept."""
_PAGES = (
    (re.compile(r"/"), "front"),
    (re.compile(r"/c/.+"), "channel"),
    (re.compile(r"/a/.+"), "article"),
    (re.compile(r"/@.+"), "publisher"),
    (re.compile(r"/t/.+"), "tag"),
    (re.compile(r"/s/.+"), "series"),
    (re.compile(r"/o/.+"), "original"),
    (re.compile(r"/hot"), "hot"),
    (re.compile(r"/search"), "search"),
)


class Kind(StrEnum):
    """What a signal says."""

    SHOWN = "shown"
    FOLLOWED = "followed"
    OPENED = "opened"
    VIEWED = "viewed"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that a page said about one article (its public id)."""

    kind: Kind
    article: str
    place: str = ""
    title: str = ""
    source: str = ""
    word: str = ""
    seconds: int = 0
    share: float = 0.0


def read(said: list[list[Any]]) -> Iterator[Signal]:
    """Return the signals in a beacon; what is none is left out."""
    for one in said:
        match one:
            case ["shown" | "followed" as kind, str(article), str(place)] if place in PLACES and _is_id(article):
                yield Signal(Kind(kind), article, place=place)
            case ["shown" | "followed" as kind, str(article), str(place), "first" | "second" as title] if (
                place in PLACES and _is_id(article)
            ):
                yield Signal(Kind(kind), article, place=place, title=title)
            case ["opened", str(article), str(came_from)] if _is_id(article):
                source, word = origin(came_from)
                yield Signal(Kind.OPENED, article, source=source, word=word)
            case ["viewed", str(article), str(came_from), int() | float() as seconds, int() | float() as share] if (
                _is_id(article) and 0 <= seconds <= LONGEST_SECONDS and 0 <= share <= 1
            ):
                source, _word = origin(came_from)
                yield Signal(Kind.VIEWED, article, source=source, seconds=round(seconds), share=float(share))
            case ["shared", str(article)] if _is_id(article):
                yield Signal(Kind.SHARED, article)


def _is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def origin(came_from: str) -> tuple[str, str]:
    """Return the source that a visit is counted under, and the words where it came from our own search."""
    if came_from == FEED:
        return FEED, ""
    if not came_from.startswith("/"):
        host = came_from.lower().removeprefix("www.")
        return (host[:SOURCE_MOST] if _HOST.fullmatch(host) else ""), ""
    try:
        parts = urlsplit(came_from)
        asked = parse_qs(parts.query, max_num_fields=20).get("q", [""])[0] if parts.path == "/search" else ""
    except ValueError:
        return "", ""
    page = next((name for pattern, name in _PAGES if pattern.fullmatch(parts.path)), "other")
    word = " ".join(unicodedata.normalize("NFKC", asked).lower().replace("\0", "").split())
    return page, "" if _SOMEBODYS.search(word) else word[:WORD_MOST]
