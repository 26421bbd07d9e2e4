"""What stands around an article: what is related, and the newest of its publisher; their cards as markup.

A card is remembered by all that it shows, so that making a page anew does not mean making each of its cards anew.
"""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils import timezone

from haowen.derived.recommend import reading
from haowen.doors.web import items
from haowen.doors.web.engine import piece
from haowen.doors.web.marks import NOTHING, Piece, this_year
from haowen.doors.web.reasons import reasons
from haowen.doors.web.statements import NEIGHBOURS, PAST, RELATED

RELATED_SHOWN = 10
RELATED_IN_CARE = 5
# Stands in a remembered card for the article that it is shown under. No text has such a sign left in it.
_FROM = Piece("<from>")


class Around(NamedTuple):
    """The cards, and the public ids of what is related."""

    related: list[Piece]
    past: list[Piece]
    shown: set[str]


def around(row: Mapping[str, Any], at: dt.datetime, language: str, *, care: bool) -> Around:
    """Return what stands around an article: related ones with their reasons, and the publisher's newest.

    In the care edition there are fewer, without pictures, and none of the publisher's.
    """
    why = {one.article_id: one.why for one in reading.related(row["pk"], at, limit=RELATED)}
    # What the publisher has written lately may be related as well, and is then found twice.
    found = {one["pk"]: one for one in NEIGHBOURS.rows(publisher_id=row["publisher_id"], related=tuple(why), at=at)}
    related = [found[key] for key in why if key in found][: RELATED_IN_CARE if care else RELATED_SHOWN]
    newest = sorted(
        (one for one in found.values() if one["publisher_id"] == row["publisher_id"] and one["pk"] != row["pk"]),
        key=lambda one: (one["published_at"], one["pk"]),
        reverse=True,
    )
    here = row["public_id"]
    return Around(
        [_card(one, language, why=why[one["pk"]], pictures=not care, under=here) for one in related],
        [] if care else [_card(one, language) for one in newest[: PAST - 1]],
        {one["public_id"] for one in related},
    )


def _card(row: Mapping[str, Any], language: str, *, why: str = "", pictures: bool = True, under: str = "") -> Piece:
    items.shows(row)
    zone = timezone.get_current_timezone()
    made = _made(items.values(row), language, zone, this_year(zone), why, pictures)
    return Piece(made.replace(_FROM, under)) if why else made


@lru_cache(maxsize=2048)
def _made(values: tuple[Any, ...], language: str, zone: dt.tzinfo, year: int, why: str, pictures: bool) -> Piece:  # noqa: FBT001, PLR0917 - all that the card is remembered by
    words = reasons(language)
    item = {**items.made(values, language, zone, year), "why": why, "reason": words.get(why) or words[""]}
    context = {"item": item, "pictures": pictures, "about": _FROM if why else NOTHING}
    return piece("articles/_card", context, language)
