"""What pages ask: related and hot articles, each with the reason it is there."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet

from haowen.derived.recommend import weights
from haowen.derived.recommend.heat import LANDMARK, NOW, WEEK, present
from haowen.derived.recommend.models import Relation
from haowen.domain.articles.access import listed
from haowen.domain.articles.models import Article
from haowen.kit.statements import Statement

SPANS = {"day": NOW, "week": WEEK}
"""Over what a list of the hot is made, and the weight that says how fast it forgets."""

WARM = 0.05
"""Heat is shown with one decimal; what would be shown as nothing is not hot."""


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


def _hot_this_week(at: dt.datetime) -> QuerySet[Article, Any]:
    warm = listed(at).filter(warmth__week__gt=0).order_by("-warmth__week", "-pk")
    return warm.annotate(week=F("warmth__week")).values("pk", "week")


_MOST = 80
_MOST_RELATED = 16
RELATED = Statement(lambda article_id, at: _related(article_id, at)[:_MOST_RELATED], article_id=7_000_001, at=LANDMARK)
NEWEST = Statement(lambda article_id, at: _newest_of_channel(article_id, at)[:_MOST], article_id=7_000_001, at=LANDMARK)
HOT = {
    "day": Statement(lambda at: _hot(at)[:_MOST], at=LANDMARK),
    "week": Statement(lambda at: _hot_this_week(at)[:_MOST], at=LANDMARK),
}
HOT_OF_CHANNEL = {
    "day": Statement(
        lambda at, channel_id: _hot(at).filter(channel_id=channel_id)[:_MOST], at=LANDMARK, channel_id=7_000_001
    ),
    "week": Statement(
        lambda at, channel_id: _hot_this_week(at).filter(channel_id=channel_id)[:_MOST],
        at=LANDMARK,
        channel_id=7_000_001,
    ),
}


def related(article_id: int, at: dt.datetime, limit: int = 10) -> list[Recommended]:
    """Return what to read after an article, the best first, 16 at most.

    Before relations are worked out: the newest of its channel.
    """
    rows = RELATED.rows(article_id=article_id, at=at)
    if rows:
        return [Recommended(row["other_id"], row["why"]) for row in rows[:limit]]
    return [Recommended(row["pk"], "same_channel") for row in NEWEST.rows(article_id=article_id, at=at)[:limit]]


def hot(at: dt.datetime, channel_id: int | None = None, span: str = "day", limit: int = 10) -> list[Recommended]:
    """Return what is read most, of one channel or of all, with today's number; ``span`` is ``day`` or ``week``.

    What has cooled down to less than :data:`WARM` is not among it.
    """
    span = span if span in SPANS else "day"
    found = HOT[span].rows(at=at) if channel_id is None else HOT_OF_CHANNEL[span].rows(at=at, channel_id=channel_id)
    half_life = weights.in_force()[SPANS[span]]
    rows = [(row["pk"], present(row["heat" if span == "day" else "week"], at, half_life)) for row in found]
    return [Recommended(pk, "popular", heat) for pk, heat in rows if heat >= WARM][:limit]


def explain(article_id: int, about_id: int) -> Explanation | None:
    """Return why ``about`` stands under ``article``: its score and what it is made of; None if it is not related."""
    row = Relation.objects.filter(article_id=article_id, other_id=about_id).first()
    return Explanation(row.why, row.score, row.parts) if row else None
