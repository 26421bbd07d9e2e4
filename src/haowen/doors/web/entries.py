"""The entries of a live report as its readers get them."""

import datetime as dt
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from haowen.domain.articles import telling
from haowen.domain.library.playing import films
from haowen.domain.media.models import Media, MediaKind
from haowen.domain.media.showing import edge, picture
from haowen.doors.web import engine
from haowen.doors.web.marks import Piece, escaped, moment
from haowen.doors.words import body_words
from haowen.formats import jsonld
from haowen.kit import pagestore
from haowen.text import markup

Row = dict[str, Any]
OLDEST_FIRST = "old"
TOLD_MOST = 10
"""So many entries programs are told of in a page, which would carry all its words twice; feeds carry more."""


class Asked(NamedTuple):
    """Which entries a reader wants: in which order, and beyond which number."""

    is_oldest_first: bool
    beyond: int | None

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked":
        """Read the address; what makes no sense is left aside."""
        beyond = request.GET.get("beyond", "")
        number = int(beyond) if beyond.isascii() and beyond.isdigit() and len(beyond) < 8 else None  # noqa: PLR2004 - no entry has more digits
        return cls(request.GET.get("order") == OLDEST_FIRST, number)


class Report(NamedTuple):
    """A live report: its entries as a piece of a page and as programs are told them, and when it ended."""

    html: Piece
    updates: tuple[jsonld.Update, ...]
    ended: str
    changed: str


def report(row: Row, asked: Asked, language: str, at: dt.datetime) -> Report:
    """Return the entries of a live report that a reader asked for."""
    found = telling.entries(row["pk"], is_oldest_first=asked.is_oldest_first, beyond=asked.beyond)
    shown, more = found[: telling.MOST], len(found) > telling.MOST
    pictures = _pictures(row, [one.html for one in shown], at)
    made = [_entry(one, row, pictures, language) for one in shown]
    ended = telling.ended_at(row["pk"])
    context = {
        "id": row["public_id"],
        "article_lang": row["language"],
        "entries": made,
        "pinned": [one for one in made if one["is_pinned"]] if asked.beyond is None else [],
        "is_oldest_first": asked.is_oldest_first,
        "more": shown[-1].number if more else 0,
        "ended": _moment(ended, language) if ended else None,
    }
    address = f"{settings.BASE_URL}/a/{row['public_id']}"
    updates = tuple(
        jsonld.Update(
            url=f"{address}#e{one.number}",
            title=one.title,
            text=markup.to_text(one.html),
            published=moment(one.at, "en").iso,
            changed=moment(one.corrected_at, "en").iso if one.corrected_at else "",
        )
        for one in sorted(shown, key=lambda one: one.number, reverse=True)[:TOLD_MOST]
        if not one.is_removed
    )
    last = max((at for at in (ended, *(one.out_at for one in shown)) if at), default=None)
    return Report(
        engine.piece("articles/_live", context, language),
        updates,
        moment(ended, "en").iso if ended else "",
        moment(last, "en").iso if last else "",
    )


def _pictures(row: Row, bodies: list[str], at: dt.datetime) -> dict[str, markup.Picture]:
    """Return the pictures of all entries, by at most three statements."""
    keys = {key for html in bodies for key in markup.media_keys(html)}
    if not keys:
        return {}
    rows = list(Media.objects.filter(sha256__in=keys))
    videos = [one.sha256 for one in rows if one.kind == MediaKind.VIDEO]
    for sha256 in videos:
        pagestore.depends(f"media:{sha256}")
        pagestore.valid_until(edge(sha256, at))
    played = films(videos, at, publisher=row["publisher_id"])
    return {
        one.sha256: picture(
            one.sha256, one.width, one.height, one.colour, one.has_avif, most=960, film=played.get(one.sha256)
        )
        for one in rows
        if one.kind != MediaKind.VIDEO or one.sha256 in played
    }


def _entry(one: telling.Entry, row: Row, pictures: dict[str, markup.Picture], language: str) -> Row:
    body = "" if one.is_removed else markup.shown(one.html, pictures=pictures, cited={}, words=body_words())
    return {
        "number": one.number,
        "url": Piece(f"/a/{row['public_id']}#e{one.number}"),
        "at": _moment(one.at, language),
        "title": escaped("" if one.is_removed else one.title),
        # Headings of entries would have the ids of the report's own.
        "body": Piece(body.replace(' id="s', ' data-s="').replace(' id="t', ' data-t="')),
        "note": escaped(one.note),
        "corrected": _moment(one.corrected_at, language) if one.corrected_at and not one.is_removed else None,
        "is_pinned": one.is_pinned and not one.is_removed,
        "is_removed": one.is_removed,
    }


def _moment(at: dt.datetime, language: str) -> dict[str, str]:
    told = moment(at, language)
    return {"iso": Piece(told.iso), "long": told.long, "short": told.short, "hour": told.hour}


def words() -> dict[str, str]:
    """Return what the page's script says; the number takes the place of ``{n}``."""
    return {"one": _("1 new entry"), "many": _("{n} new entries"), "end": _("The report has changed")}
