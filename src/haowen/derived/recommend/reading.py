"""What pages ask: related and hot articles, each with the reason it is there."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import CharField, Exists, FloatField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from haowen.derived.duplicates.models import Pair
from haowen.derived.recommend import weights
from haowen.derived.recommend.heat import LANDMARK, NOW, WEEK, present, stored
from haowen.derived.recommend.models import Relation
from haowen.derived.recommend.surroundings import OLDER
from haowen.domain.articles.access import listed
from haowen.domain.articles.models import Article, ArticleQuerySet
from haowen.kit.statements import Row, Statement

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
    rows = Relation.objects.filter(Exists(listed(at).filter(pk=OuterRef("other_id"))), article_id=article_id)
    # What was found to be a copy after the relations were worked out.
    copies = Pair.objects.filter(copy=OuterRef("other_id"))
    same = copies.filter(original=article_id) | Pair.objects.filter(copy=article_id, original=OuterRef("other_id"))
    beside = Relation.objects.filter(Exists(listed(at).filter(pk=OuterRef("other_id"))), article_id=article_id)
    twice = copies.filter(original__in=beside.values("other_id"))
    return (
        rows.exclude(Exists(same))
        .exclude(Exists(twice))
        .order_by("-score", "-other_id")
        .values("other_id", "why", "other__publisher_id")
    )


def _beginning(article_id: int, at: dt.datetime) -> Any:
    """Return what may stand under an article before its relations are worked out, each as one step on an index."""
    own = Article.objects.filter(pk=article_id)
    others = listed(at).filter(language__in=own.values("language")).exclude(pk=article_id).newest().values("pk")
    circles = [
        others.filter(channel__in=own.values("channel"))[:_BEGINNING],
        others.filter(publisher__in=own.values("publisher"))[:_BEGINNING],
        others[: 2 * _BEGINNING],
    ]
    columns = ("pk", "publisher_id", "same_channel", "same_publisher", "published_at")
    rows = [
        Article.objects.filter(pk__in=circle)
        .order_by()
        .annotate(
            same_channel=Exists(own.filter(channel=OuterRef("channel"))),
            same_publisher=Exists(own.filter(publisher=OuterRef("publisher"))),
        )
        .values(*columns)
        for circle in circles
    ]
    return rows[0].union(*rows[1:]).order_by("-same_channel", "-same_publisher", "-published_at", "-pk")


def _warm(at: dt.datetime, column: str, least: float, within: Q) -> ArticleQuerySet:
    """Return what is hot, without copies of what is hot as well."""
    warm = listed(at).filter(within, **{f"{column}__gte": least})
    hotter = Pair.objects.filter(copy=OuterRef("pk"), **{f"original__{column}__gte": least})
    copies = hotter.filter(Exists(listed(at).filter(within, pk=OuterRef("original"))))
    return warm.exclude(Exists(copies)).order_by(f"-{column}", "-pk")


def _good(at: dt.datetime, before: dt.datetime, within: Q) -> ArticleQuerySet:
    """Return older pieces that have proved good, the best first."""
    older = listed(at).filter(within, published_at__lt=before, warmth__good__gt=0)
    return older.exclude(Exists(Pair.objects.filter(copy=OuterRef("pk")))).order_by("-warmth__good", "-pk")


def _ranking(at: dt.datetime, before: dt.datetime, least: float, column: str, within: Q) -> Any:
    """Return what is hot, and older pieces for the places kept for them, by one statement; each with its number."""
    parts = (
        ("hot", _warm(at, column, least, within)[:_MOST], column),
        ("good", _good(at, before, within)[:_GOOD], "warmth__good"),
    )
    rows = [
        Article.objects.filter(pk__in=found.values("pk"))
        .order_by()
        .annotate(part=Value(name, output_field=CharField()), number=Cast(number, FloatField()))
        .values("part", "pk", "number")
        for name, found, number in parts
    ]
    return rows[0].union(rows[1], all=True).order_by("part", "-number", "-pk")


_MOST = 80
_MOST_RELATED = 24
_BEGINNING = 12
_GOOD = 24
_TEN, _PLACE = 10, 5  # of each ten, the sixth place is for an older piece
_OF_PUBLISHER = 2  # of ten
RELATED = Statement(lambda article_id, at: _related(article_id, at)[:_MOST_RELATED], article_id=7_000_001, at=LANDMARK)
BEGINNING = Statement(_beginning, article_id=7_000_001, at=LANDMARK)
_COLUMNS = {"day": "heat", "week": "warmth__week"}
_SAMPLES: dict[str, Any] = {"at": LANDMARK, "before": LANDMARK, "least": 7_000_001.5}
HOT = {
    span: Statement(lambda at, before, least, column=column: _ranking(at, before, least, column, Q()), **_SAMPLES)
    for span, column in _COLUMNS.items()
}
HOT_OF_CHANNEL = {
    span: Statement(
        lambda at, before, least, channel_id, column=column: _ranking(at, before, least, column, Q(channel=channel_id)),
        **_SAMPLES,
        channel_id=7_000_003,
    )
    for span, column in _COLUMNS.items()
}


def related(article_id: int, at: dt.datetime, limit: int = 10) -> list[Recommended]:
    """Return what to read after an article, the best first; at most two of one publisher in ten, where there are others.

    Never the article itself, a copy of it, two of the same text, or what lists may not show. Before relations are worked
    out: the newest of its channel, then of its publisher, then of all.
    """
    rows = [
        (row["other_id"], row["why"], row["other__publisher_id"]) for row in RELATED.rows(article_id=article_id, at=at)
    ]
    if not rows:
        rows = [
            (row["pk"], _nearness(row), row["publisher_id"]) for row in BEGINNING.rows(article_id=article_id, at=at)
        ]
    times: Counter[int] = Counter()
    chosen: list[Recommended] = []
    beyond: list[Recommended] = []
    for pk, why, publisher_id in rows:
        times[publisher_id] += 1
        is_one_of_many = times[publisher_id] > _OF_PUBLISHER * (1 + len(chosen) // _TEN)
        (beyond if is_one_of_many else chosen).append(Recommended(pk, why))
    return [*chosen, *beyond][:limit]


def _nearness(row: Row) -> str:
    if row["same_channel"]:
        return "same_channel"
    return "same_publisher" if row["same_publisher"] else "fresh"


def hot(at: dt.datetime, channel_id: int | None = None, span: str = "day", limit: int = 10) -> list[Recommended]:
    """Return what is read most, of one channel or of all, with today's number; ``span`` is ``day`` or ``week``.

    What has cooled down to less than :data:`WARM` is not among it, nor a copy whose original is. One place of ten is kept
    for an older piece that has proved good, another every day, which says so by its reason, ``older_good``.
    """
    span = span if span in SPANS else "day"
    half_life = weights.in_force()[SPANS[span]]
    said: dict[str, Any] = {"at": at, "before": at - OLDER, "least": stored(WARM, at, half_life)}
    rows = HOT[span].rows(**said) if channel_id is None else HOT_OF_CHANNEL[span].rows(**said, channel_id=channel_id)
    chosen = [
        Recommended(row["pk"], "popular", present(row["number"], at, half_life)) for row in rows if row["part"] == "hot"
    ][:limit]
    if limit <= _PLACE:
        return chosen
    above = {one.article_id for one in chosen}
    older = [row["pk"] for row in rows if row["part"] == "good" and row["pk"] not in above]
    turned = at.toordinal() % len(older) if older else 0
    waiting = [Recommended(pk, "older_good") for pk in older[turned:] + older[:turned]]
    for place in range(_PLACE, limit, _TEN):
        if place <= len(chosen) and waiting:
            chosen.insert(place, waiting.pop(0))
    # Where little is read, they fill the list, so that it is not bare.
    return [*chosen, *waiting[: max(0, _TEN - len(chosen))]][:limit]


def explain(article_id: int, about_id: int) -> Explanation | None:
    """Return why ``about`` stands under ``article``: its score and what it is made of; None if it is not related."""
    row = Relation.objects.filter(article_id=article_id, other_id=about_id).first()
    return Explanation(row.why, row.score, row.parts) if row else None
