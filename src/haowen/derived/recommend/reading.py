"""What pages ask: related and hot articles, each with the reason it is there."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet, Sum

from haowen.derived.recommend import weights
from haowen.derived.recommend.heat import LANDMARK, present
from haowen.derived.recommend.models import Relation
from haowen.domain.articles.access import listed
from haowen.domain.articles.models import Article
from haowen.kit.statements import Statement

SPANS = {"day": dt.timedelta(days=1), "week": dt.timedelta(days=7)}


class Recommended(NamedTuple):
    """An article and the key of the reason why it is shown; ``heat`` is today's number where heat orders the list."""

    article_id: int
    why: str
    heat: float = 0.0


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one article stands under another: the terms that add up to its score."""

    why: str
    score: float
    parts: dict[str, float]


def _related(article_id: int, at: dt.datetime) -> QuerySet[Relation, Any]:
    # From the relations to the articles: the other way round the database would look at every article there is.
    return (
        Relation.objects.filter(Exists(listed(at).filter(pk=OuterRef("other_id"))), article_id=article_id)
        .order_by("-score", "-other_id")
        .values("other_id", "why")
    )


def _newest_of_channel(article_id: int, at: dt.datetime) -> QuerySet[Article, Any]:
    same = Article.objects.filter(pk=article_id).values("channel_id")
    language = Article.objects.filter(pk=article_id).values("language")
    return listed(at).filter(channel__in=same, language__in=language).exclude(pk=article_id).newest().values("pk")


def _hot(at: dt.datetime) -> QuerySet[Article, Any]:
    return listed(at).filter(heat__gt=0).order_by("-heat", "-pk").values("pk", "heat")


def _hot_of_channel(at: dt.datetime, channel_id: int) -> QuerySet[Article, Any]:
    return listed(at).filter(heat__gt=0, channel_id=channel_id).order_by("-heat", "-pk").values("pk", "heat")


_MOST = 40
_MOST_RELATED = 16
RELATED = Statement(lambda article_id, at: _related(article_id, at)[:_MOST_RELATED], article_id=7_000_001, at=LANDMARK)
NEWEST = Statement(lambda article_id, at: _newest_of_channel(article_id, at)[:_MOST], article_id=7_000_001, at=LANDMARK)
HOT = Statement(lambda at: _hot(at)[:_MOST], at=LANDMARK)
HOT_OF_CHANNEL = Statement(
    lambda at, channel_id: _hot_of_channel(at, channel_id)[:_MOST], at=LANDMARK, channel_id=7_000_001
)


def related(article_id: int, at: dt.datetime, limit: int = 10) -> list[Recommended]:
    """Return what to read after an article, the best first, 16 at most.

    Before relations are worked out: the newest of its channel.
    """
    rows = RELATED.rows(article_id=article_id, at=at)
    if rows:
        return [Recommended(row["other_id"], row["why"]) for row in rows[:limit]]
    return [Recommended(row["pk"], "same_channel") for row in NEWEST.rows(article_id=article_id, at=at)[:limit]]


def hot(at: dt.datetime, channel_id: int | None = None, limit: int = 10) -> list[Recommended]:
    """Return the articles with the most heat, of one channel or of all, with today's number."""
    rows = HOT.rows(at=at) if channel_id is None else HOT_OF_CHANNEL.rows(at=at, channel_id=channel_id)
    half_life = weights.in_force()["heat.half_life_hours"]
    return [Recommended(row["pk"], "popular", present(row["heat"], at, half_life)) for row in rows[:limit]]


def hot_within(at: dt.datetime, span: str, channel_id: int | None = None, limit: int = 50) -> list[Recommended]:
    """Return what has the most heat among the articles that came out or were read within a span (``day``, ``week``)."""
    since = at - SPANS.get(span, SPANS["day"])
    rows = listed(at).filter(heat__gt=0, reads__hour_at__gte=since)
    if channel_id is not None:
        rows = rows.filter(channel_id=channel_id)
    if span == "day":
        order = ("-heat", "-pk")
        found = rows.distinct().order_by(*order).values_list("pk", "heat")[:limit]
        half_life = weights.in_force()["heat.half_life_hours"]
        return [Recommended(pk, "popular", present(heat, at, half_life)) for pk, heat in found]
    summed = rows.annotate(times=Sum("reads__opened")).order_by("-times", "-pk").values_list("pk", "times")[:limit]
    return [Recommended(pk, "popular", float(times)) for pk, times in summed]


def explain(article_id: int, about_id: int) -> Explanation | None:
    """Return why ``about`` stands under ``article``: its score and what it is made of; None if it is not related."""
    row = Relation.objects.filter(article_id=article_id, other_id=about_id).first()
    return Explanation(row.why, row.score, row.parts) if row else None
