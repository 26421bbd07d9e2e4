"""What will stand on the front page when: the slots in words, a picture of the next thirty hours, the page at a moment."""

import datetime as dt
import itertools
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from haowen.derived.recommend import reading
from haowen.domain.articles import access as articles
from haowen.domain.headlines import access as headlines
from haowen.domain.headlines.models import Place, Slot
from haowen.domain.media.models import Media
from haowen.domain.media.showing import picture
from haowen.domain.people.models import User
from haowen.doors.desk.frontforms import named
from haowen.doors.words import PLACES
from haowen.text.markup import Picture

HOURS = 30
EVERY = 3  # hours between the lines
LEFT, WIDTH, ROW = 128, 780, 40  # pixels: where time begins, how wide it is, how high a place
LINES = 12
LETTER = 15  # pixels for a letter
ORDER = (Place.LEAD, Place.SECOND, Place.CHANNEL)  # as the front page has them
STORIES = 9  # the lead and what stands around it

Row = dict[str, Any]


def named_rows(slots: Iterable[Slot], at: dt.datetime) -> list[Row]:
    """Return slots as the desk shows them: place, whether it is now, who placed it, whether it can move."""
    found = sorted(slots, key=lambda row: ORDER.index(row.place))
    people = dict(
        User.objects.filter(public_id__in={row.by_public_id for row in found}).values_list("public_id", "name")
    )
    standing = set(headlines.current(at).values_list("pk", flat=True))
    return [
        {
            "slot": row,
            "place": PLACES[Place(row.place)],
            "channel": named(row.channel) if row.channel else "",
            "where": (row.place, row.channel_id or 0, row.position),
            "number": row.position + 1,
            "is_now": row.starts_at <= at,
            "is_covered": row.starts_at <= at and row.pk not in standing,
            "moves": row.place == Place.SECOND,
            "by": people.get(row.by_public_id, ""),
        }
        for row in found
    ]


def timeline(rows: list[Row], at: dt.datetime) -> Row | None:
    """Return the next thirty hours of every place that is filled in them, in pixels; None where nothing is placed."""
    begin = timezone.localtime(at).replace(minute=0, second=0, microsecond=0)
    end = begin + dt.timedelta(hours=HOURS)
    places = list(dict.fromkeys(row["where"] for row in rows if row["slot"].starts_at < end))[:LINES]
    if not places:
        return None

    def across(moment: dt.datetime) -> int:
        share = (moment - begin) / (end - begin)
        return LEFT + round(WIDTH * min(max(share, 0.0), 1.0))

    lines: list[Row] = []
    for place in places:
        mine = [row for row in rows if row["where"] == place and row["slot"].starts_at < end]
        top = 32 + ROW * len(lines)
        windows = [_window(row, across(start), across(stop)) for row, start, stop in _standing(mine, begin, end)]
        lines.append({"top": top, "base": top + 20, "first": mine[0], "windows": windows})
    foot = 32 + ROW * len(lines)
    marks = [begin + dt.timedelta(hours=hours) for hours in range(0, HOURS + 1, EVERY)]
    return {
        "lines": lines,
        "foot": foot,
        "height": foot + 24,
        "marks": [{"left": across(mark), "at": mark, "is_day": mark.hour < EVERY} for mark in marks],
        "now": across(at),
        "begin": begin,
        "end": end,
        "left": LEFT,
        "width": WIDTH,
    }


def _standing(rows: list[Row], begin: dt.datetime, end: dt.datetime) -> list[tuple[Row, dt.datetime, dt.datetime]]:
    """Return what readers see in one place from when to when: of several at once the one that began last."""
    moments = {begin, end}
    for row in rows:
        moments |= {moment for moment in (row["slot"].starts_at, row["slot"].until) if moment and begin < moment < end}
    found: list[tuple[Row, dt.datetime, dt.datetime]] = []
    edges = sorted(moments)
    for start, stop in itertools.pairwise(edges):
        there = [row for row in rows if row["slot"].starts_at <= start and (row["slot"].until or end) >= stop]
        if not there:
            continue
        seen = max(there, key=lambda row: (row["slot"].starts_at, row["slot"].pk))
        if found and found[-1][0] is seen and found[-1][2] == start:
            found[-1] = (seen, found[-1][1], stop)
        else:
            found.append((seen, start, stop))
    return found


def _window(row: Row, left: int, right: int) -> Row:
    letters = max(0, (right - left - 16) // LETTER)
    title = row["slot"].article.title
    if len(title) > letters:
        title = f"{title[: letters - 1]}…" if letters > 1 else ""
    return {**row, "left": left, "width": max(3, right - left), "text": left + 8, "title": title}


def front_at(at: dt.datetime) -> Row:
    """Return the front page's stories and the headlines of channels at a moment: the desk's, and by today's rank the rest."""
    slots = list(headlines.current(at).select_related("article__publisher", "channel"))
    placed: dict[int, Slot] = {}
    for row in sorted(slots, key=lambda slot: (slot.place != Place.LEAD, slot.position)):
        if row.place != Place.CHANNEL:
            placed.setdefault(row.article_id, row)
    ranked = [one.article_id for one in reading.hot(at, limit=STORIES * 2)]
    newest = list(articles.listed(at).newest().values_list("pk", flat=True)[: STORIES * 2])
    wanted = list(dict.fromkeys([*placed, *ranked, *newest]))
    found = articles.listed(at).select_related("publisher", "cover").in_bulk(wanted)
    leads = [pk for pk, slot in placed.items() if slot.place == Place.LEAD and pk in found]
    free = [pk for pk in wanted if pk in found and pk not in placed]
    lead = next(iter([*leads, *(pk for pk in free if found[pk].cover_id), *free, *placed]), None)
    stories = [{"article": found[pk], "slot": placed.get(pk)} for pk in wanted if pk in found and pk != lead][
        : STORIES - 1
    ]
    return {
        "lead": {"article": found[lead], "slot": placed.get(lead), "picture": _picture(found[lead].cover)}
        if lead is not None and lead in found
        else None,
        "stories": stories,
        "channels": [
            {"name": named(row.channel), "article": row.article}
            for row in slots
            if row.channel is not None and row.position == 0
        ],
    }


def _picture(cover: Media | None) -> Picture | None:
    return picture(cover.sha256, cover.width, cover.height, cover.colour, cover.has_avif, most=640) if cover else None
