"""The front page: the lead and what stands beside it, hot, the channels, the originals, the latest."""

import datetime as dt
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from haowen.derived.duplicates.reading import is_copy
from haowen.derived.recommend import reading
from haowen.domain.articles import access
from haowen.domain.headlines import access as headlines
from haowen.domain.headlines.models import Place
from haowen.doors.web import discovery, engine, graphs, items
from haowen.doors.web.clockwork import timed
from haowen.doors.web.house import house
from haowen.doors.web.marks import Piece, escaped, moment, partial
from haowen.doors.web.moved import numbered
from haowen.doors.web.reasons import told
from haowen.doors.web.shelf import shelf
from haowen.kit import pagestore
from haowen.kit.clock import now

HOT = 10
BELOW, BESIDE = 2, 6  # stories under the lead, stories in the column beside it
LATEST = 12
NEWEST = 80  # so that twelve are left when those above and those of the channels are taken out
DAYS = {
    engine.ZH: ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
    engine.EN: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def show(request: HttpRequest) -> HttpResponse:
    """Show the front page: ``/``."""
    if request.GET and (answer := numbered(request)):
        return answer
    at = now()
    choices = engine.choices_of(request)
    language, care = engine.language_of(choices), choices.edition == "care"
    pagestore.depends("slots", "list:all")
    pagestore.bounded()
    pagestore.valid_until(_midnight(at))
    timed()
    site = house()
    stories, further = _stories(at, language)
    below_it = None if care else shelf(language, stories.pop("above"))
    told = set(below_it.told if below_it else ())
    latest = [row for row in further if row["pk"] not in told][:LATEST]
    tagline = site["tagline_en" if language == engine.EN else "tagline_zh"]
    context = {
        "page_title": _front_title(site, language),
        "description": tagline,
        "canonical": "/",
        "feeds": discovery.feeds("", site["name"]),
        "graph": graphs.simple_previews("website", site["name"], tagline, "/"),
        "jsonld": graphs.front(tagline, engine.TAGS[language]),
        "day": _day(at, language),
        "today": _today(at),
        "as_of": moment(at, language),
        "shelf": below_it,
        "latest": [items.item(row, language, where="/") for row in latest],
        **stories,
    }
    return engine.render(request, "front/show", context)


def _stories(at: dt.datetime, language: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return lead, below, beside and hot as items, and the rows of the newest others.

    The desk's slots come first, then what is read most, then the newest. ``above`` has the keys of what stands above the
    channels: nothing further down tells it again, but the hot list, which is a ranking.
    """
    slots = _slots(at)
    hot = {one.article_id: one for one in reading.hot(at, limit=HOT + 1 + BELOW + BESIDE)}
    rows = _rows(at, [*slots, *hot])
    newest = sorted(rows, key=lambda pk: (rows[pk]["is_date_known"], rows[pk]["published_at"], pk), reverse=True)[
        :NEWEST
    ]
    placed = [pk for pk in slots if pk in rows]
    # An older piece that has proved good has its place in the ranking; above stands what is read now.
    read = [pk for pk, one in hot.items() if pk in rows and one.why == "popular"]
    best = list(dict.fromkeys([*placed, *items.varied([*read, *newest], rows)]))
    lead = _lead(slots, best, rows)
    rest = [pk for pk in best if pk != lead][: BELOW + BESIDE]
    # The first story of the desk's beside the lead tops the column; two with pictures go under the lead.
    below = _below(rest[1:], rows)
    beside = [pk for pk in rest if pk not in below]
    shown = {pk for pk in (lead, *rest) if pk is not None}

    def item(pk: int) -> items.Item:
        return items.item(rows[pk], language, where="/")

    ranked = [one for pk, one in hot.items() if pk in rows][:HOT]
    stories = {
        "lead": item(lead) if lead else None,
        "below": [item(pk) for pk in below],
        "beside": [item(pk) for pk in beside],
        "hot": [told(item(one.article_id), one) for one in ranked],
        "above": shown,
    }
    return stories, [rows[pk] for pk in newest if pk not in shown]


def _slots(at: dt.datetime) -> dict[int, str]:
    """Return the articles that the desk put on the front page, in their order, with the place of each."""
    placed = (
        headlines.current(at).filter(place__in=(Place.LEAD, Place.SECOND)).order_by("position", "-starts_at", "-pk")
    )
    taken: dict[tuple[str, int], int] = {}
    for place, position, article in placed.values_list("place", "position", "article_id"):
        taken.setdefault((place, 0 if place == Place.LEAD else position), article)
    slots: dict[int, str] = {}
    for (place, _position), article in sorted(taken.items(), key=lambda slot: slot[0][0] != Place.LEAD):
        slots.setdefault(article, place)
    return slots


def _rows(at: dt.datetime, keys: list[int]) -> dict[int, dict[str, Any]]:
    """Return these articles and the newest, by one statement."""
    own = access.listed(at).exclude(is_copy(at))
    dated = own.filter(is_date_known=True).newest().values("pk")[:NEWEST]
    undated = own.filter(is_date_known=False).newest().values("pk")[:LATEST]
    wanted = Q(pk__in=keys) | Q(pk__in=dated) | Q(pk__in=undated)
    return {row["pk"]: row for row in items.rows(access.listed(at).filter(wanted))}


def _lead(slots: dict[int, str], best: list[int], rows: dict[int, dict[str, Any]]) -> int | None:
    """Return the desk's lead, or the best with a picture, or the best."""
    placed = [pk for pk, place in slots.items() if place == Place.LEAD and pk in rows]
    free = [pk for pk in best if slots.get(pk) != Place.SECOND]
    pictured = [pk for pk in free if rows[pk]["cover__sha256"]]
    return next(iter([*placed, *pictured, *free, *best]), None)


def _below(candidates: list[int], rows: dict[int, dict[str, Any]]) -> list[int]:
    pictured = [pk for pk in candidates if rows[pk]["cover__sha256"]]
    chosen = [*pictured, *(pk for pk in candidates if pk not in pictured)][:BELOW]
    return chosen if len(chosen) == BELOW else []


def _today(at: dt.datetime) -> dict[str, int]:
    """Return how many articles came out today, and of how many publishers."""
    here = timezone.localtime(at)
    since = here.replace(hour=0, minute=0, second=0, microsecond=0)
    today = access.listed(at).filter(published_at__gte=since, is_date_known=True)
    return today.order_by().aggregate(articles=Count("pk"), publishers=Count("publisher", distinct=True))


def _midnight(at: dt.datetime) -> dt.datetime:
    here = timezone.localtime(at) + dt.timedelta(days=1)
    return here.replace(hour=0, minute=0, second=0, microsecond=0)


def _day(at: dt.datetime, language: str) -> dict[str, str]:
    here = timezone.localtime(at)
    date, day = partial(f"{here:%Y-%m-%d}", language), DAYS[language][here.weekday()]
    return {"iso": f"{here:%Y-%m-%d}", "text": f"{day}, {date}" if language == engine.EN else f"{date}　{day}"}


def _front_title(site: dict[str, Any], language: str) -> Piece:
    tagline = site["tagline_en" if language == engine.EN else "tagline_zh"] or _("The front page")
    return escaped(f"{site['name']} - {tagline}")
