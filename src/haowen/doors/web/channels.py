"""A channel's page: its headline, what is hot in it, who writes in it, and all its articles by pages."""

import datetime as dt
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse

from haowen.derived.duplicates.reading import is_copy_in_channel
from haowen.derived.recommend import reading
from haowen.domain.articles import access
from haowen.domain.articles.models import ArticleQuerySet
from haowen.domain.headlines import access as headlines
from haowen.domain.headlines.models import Place
from haowen.doors.web import discovery, engine, graphs, items, paging
from haowen.doors.web.clockwork import timed
from haowen.doors.web.house import house, trail
from haowen.doors.web.marks import avatar_of, moment
from haowen.doors.web.reasons import told
from haowen.kit import pagestore
from haowen.kit.clock import now

HOT = 10
BESIDE = 4
WRITERS = 4
LONG = 10  # a channel with fewer articles is shown as a plain list: a headline above it would only say it twice
AVATAR = ("sha256", "width", "height", "colour", "has_avif")


def named(slug: str) -> dict[str, Any]:
    """Return an open channel as the site's data holds it. Raises Http404 when there is none."""
    for channel in house()["channels"]:
        if channel["slug"] == slug:
            found: dict[str, Any] = channel
            return found
    raise Http404


def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a channel: ``/c/<slug>?before=&after=``."""
    at = now()
    channel = named(slug)
    choices = engine.choices_of(request)
    language, care = engine.language_of(choices), choices.edition == "care"
    name = channel["en" if language == engine.EN else "zh"]
    pagestore.depends("site", f"list:channel:{channel['pk']}")
    timed()
    articles = access.listed(at).filter(channel=channel["pk"]).exclude(is_copy_in_channel(at))
    piece = paging.stretch(request, articles, f"/c/{slug}")
    listed = [items.item(row, language, where=f"/c/{slug}") for row in piece.rows]
    context: dict[str, Any] = {
        "title": name,
        "name": name,
        "description": name,
        "channel": slug,
        "canonical": piece.own,
        "feeds": discovery.feeds(f"/c/{slug}", name),
        "graph": graphs.simple_previews("website", name, "", piece.own),
        "jsonld": graphs.listing(name, piece.own, listed, engine.TAGS[language]),
        "trail": trail((name, "")),
        "items": listed,
        "newer": piece.newer,
        "older": piece.older,
        "first_page": f"/c/{slug}",
        "as_of": moment(at, language),
        "hot": [],
        "writers": [],
        "lead": None,
        "beside": [],
    }
    if piece.is_first and piece.rows:
        if len(piece.rows) >= LONG:
            context |= _top(articles, channel, at, language)
            above = {item["pk"] for item in (context["lead"], *context["beside"]) if item}
            context["items"] = [item for item in context["items"] if item["pk"] not in above]
        if not care:
            context |= {"hot": _hot(channel, at, language), "writers": _writers(articles, language)}
    return engine.render(request, "channels/show", context)


def _top(articles: ArticleQuerySet, channel: dict[str, Any], at: dt.datetime, language: str) -> dict[str, Any]:
    """Return the channel's headline, the desk's or the best by rank, and what stands beside it."""
    pagestore.depends("slots")
    pagestore.bounded()  # the order of the best
    slots = (
        headlines.current(at)
        .filter(place=Place.CHANNEL, channel=channel["pk"])
        .order_by("position", "-starts_at", "-pk")
    )
    placed = list(slots.values_list("article_id", flat=True))
    best = list(articles.best().values_list("pk", flat=True)[: 3 * (1 + BESIDE)])
    rows = {row["pk"]: row for row in items.rows(items.keyed([*placed, *best], at))}
    keys = dict.fromkeys([*(key for key in placed if key in rows), *items.varied(best, rows)])
    shown = [items.item(rows[key], language, where=f"/c/{channel['slug']}") for key in list(keys)[: 1 + BESIDE]]
    return {"lead": shown[0] if shown else None, "beside": shown[1:]}


def _hot(channel: dict[str, Any], at: dt.datetime, language: str) -> list[items.Item]:
    pagestore.bounded()
    hot = reading.hot(at, channel_id=channel["pk"], limit=HOT)
    known = items.load([one.article_id for one in hot], at, language, where=f"/c/{channel['slug']}")
    return [told(known[one.article_id], one) for one in hot if one.article_id in known]


def _writers(articles: ArticleQuerySet, language: str) -> list[dict[str, Any]]:
    """Return the publishers that write most in these articles, with how many."""
    columns = [f"publisher__{name}" for name in ("name", "handle", "kind", "verified_at")]
    columns += [f"publisher__avatar__{name}" for name in AVATAR]
    rows = (
        articles.order_by()
        .values("publisher_id", *columns)
        .annotate(times=Count("pk"))
        .order_by("-times", "publisher_id")
    )
    writers = []
    for row in rows[:WRITERS]:
        pagestore.depends(f"publisher:{row['publisher_id']}")
        writers.append(
            {
                **items.publisher(row, language, "publisher__"),
                "avatar": avatar_of(row, "publisher__avatar", row["publisher__name"]),
                "times": row["times"],
            }
        )
    return writers
