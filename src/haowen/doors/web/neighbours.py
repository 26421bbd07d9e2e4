"""What stands around an article: what is related, and the newest of its publisher; their cards as markup.

A card is remembered by all that it shows, so that making a page anew does not mean making each of its cards anew.
"""

import datetime as dt
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils import timezone

from haowen.derived.recommend import reading
from haowen.doors.web import items
from haowen.doors.web.engine import next_year, piece
from haowen.doors.web.marks import NOTHING, Piece, moment, this_year
from haowen.doors.web.reasons import reasons
from haowen.doors.web.shelf import shelf
from haowen.doors.web.statements import NEIGHBOURS, PAST, RELATED
from haowen.kit import pagestore
from haowen.kit.clock import now

RELATED_SHOWN = 10
RELATED_IN_CARE = 5
# Stands in a remembered card for the article that it is shown under. No text has such a sign left in it.
_FROM = Piece("<from>")


class Around(NamedTuple):
    """The cards of what is related and of the publisher's newest, and the public ids of what is related."""

    related: Piece
    past: Piece
    shown: frozenset[str]
    as_of: dict[str, str]


def around(row: Mapping[str, Any], language: str, *, care: bool) -> Around:
    """Return what stands around an article: related ones with their reasons, and the publisher's newest.

    In the care edition there are fewer, without pictures, and none of the publisher's. It is kept for all who read the
    article in one language and edition, signed in or not, in whatever size and light.
    """
    variant = f"{row['pk']} {language} {'care' if care else 'standard'}"
    return _decoded(pagestore.fragment("around", variant, lambda: _make(row, language, care=care)))


@lru_cache(maxsize=128)
def _decoded(kept: str) -> Around:
    related, past, shown, as_of = json.loads(kept)
    return Around(Piece(related), Piece(past), frozenset(shown), as_of)


def _make(row: Mapping[str, Any], language: str, *, care: bool) -> str:
    at, here = now(), row["public_id"]
    pagestore.depends(
        "site", "list:all", f"article:{row['pk']}", f"publisher:{row['publisher_id']}", f"list:publisher:{row['publisher_id']}"
    )  # fmt: skip
    pagestore.bounded()
    pagestore.valid_until(next_year(at))
    shelf(language)  # it says until when lists hold by the clock, and every page that asks here asks for it as well
    why = {one.article_id: one.why for one in reading.related(row["pk"], at, limit=RELATED)}
    # What the publisher has written lately may be related as well, and is then found twice.
    found = {one["pk"]: one for one in NEIGHBOURS.rows(publisher_id=row["publisher_id"], related=tuple(why), at=at)}
    related = [found[key] for key in why if key in found][: RELATED_IN_CARE if care else RELATED_SHOWN]
    newest = sorted(
        (one for one in found.values() if one["publisher_id"] == row["publisher_id"] and one["pk"] != row["pk"]),
        key=lambda one: (one["published_at"], one["pk"]),
        reverse=True,
    )
    cards = "".join(_card(one, language, here, why=why[one["pk"]], pictures=not care) for one in related)
    past = "" if care else "".join(_card(one, language, here) for one in newest[: PAST - 1])
    told = moment(at, language)
    shown = [one["public_id"] for one in related]
    return json.dumps([cards, past, shown, {"iso": told.iso, "hour": told.hour}], ensure_ascii=False)


def _card(row: Mapping[str, Any], language: str, under: str, *, why: str = "", pictures: bool = True) -> Piece:
    items.shows(row)
    zone = timezone.get_current_timezone()
    title, tried = items.titled(row, f"/a/{under}")
    made = _made(items.values({**row, "title": title}), tried, language, zone, this_year(zone), why, pictures)
    return Piece(made.replace(_FROM, under)) if why else made


@lru_cache(maxsize=2048)
def _made(  # noqa: PLR0917 - all that the card is remembered by
    values: tuple[Any, ...],
    tried: str,
    language: str,
    zone: dt.tzinfo,
    year: int,
    why: str,
    pictures: bool,  # noqa: FBT001
) -> Piece:
    words = reasons(language)
    item = {
        **items.made(values, language, zone, year),
        "why": why,
        "tried": tried,
        "reason": words.get(why) or words[""],
    }
    context = {"item": item, "pictures": pictures, "about": _FROM if why else NOTHING}
    return piece("articles/_card", context, language)
