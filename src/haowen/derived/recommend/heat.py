"""Heat (热度): how much an article is read, kept, sent on and talked about, lately.

Forward decay (G. Cormode, V. Shkapenyuk, D. Srivastava, B. Xu: Forward Decay: A Practical Time Decay Model for Streaming
Systems, ICDE 2009) with an exponential g: an act at time t counts ``w · g(t − L)``, ``g(x) = 2^(x / H)``, with a fixed
landmark L and half-life H; at time T the sum is divided by ``g(T − L)``. That divisor is the same for all, so the order of
the sums never changes by waiting: the logarithm of each is stored once, an index keeps the order, and nothing is worked out
again but for what has just been read.

``Article.heat`` is ``log2 Σ w · g(t − L)`` with the landmark 2020-01-01 UTC; :func:`present` turns it into today's number.
``Warmth`` keeps the terms of the sum, the same with the longer half-life of the week, and how good the piece has proved.
"""

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet, Sum

from haowen.derived.recommend import weights
from haowen.derived.recommend.models import Warmth
from haowen.domain.archives.models import FormerCount
from haowen.domain.articles.models import Article
from haowen.domain.audience.models import HourlyReads
from haowen.domain.comments.models import Comment
from haowen.domain.readers.models import Bookmark, Like

LANDMARK = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
NOW, WEEK = "heat.half_life_hours", "heat.week_half_life_hours"
TERMS = ("heat.read", "heat.finished", "heat.like", "heat.bookmark", "heat.share", "heat.comment")
_BATCH = 200
# Acts older than this many half-lives count less than a thousandth and are not read again.
_HALF_LIVES = 10

Parts = dict[str, float]


@dataclass(slots=True)
class _Sums:
    """The terms of one article's two sums, as of one moment."""

    now: Parts = field(default_factory=lambda: defaultdict(float))
    week: Parts = field(default_factory=lambda: defaultdict(float))


def _hours(moment: dt.datetime) -> float:
    return (moment - LANDMARK).total_seconds() / 3600


def present(heat: float, at: dt.datetime, half_life_hours: float) -> float:
    """Return what the stored logarithm means at a moment: acts weighed and halved with age."""
    return 2 ** min(60.0, heat - _hours(at) / half_life_hours) if heat else 0.0


def stored(number: float, at: dt.datetime, half_life_hours: float) -> float:
    """Return the logarithm that is stored for a number of this size now: the other way of :func:`present`."""
    return math.log2(number) + _hours(at) / half_life_hours if number > 0 else 0.0


def refresh(article_ids: Iterable[int], *, at: dt.datetime) -> int:
    """Work heat out again from what readers did. Returns the number of articles whose heat changed."""
    keys = list(article_ids)
    return sum(_refresh(keys[start : start + _BATCH], at) for start in range(0, len(keys), _BATCH))


def _refresh(keys: list[int], at: dt.datetime) -> int:
    values = weights.in_force()
    sums, good = _sums(keys, at, values), _goodness(keys)
    changed, rows = [], []
    for article in Article.objects.filter(pk__in=keys).only("pk", "heat"):
        own = sums[article.pk]
        heat = stored(sum(_kept(own.now).values()), at, values[NOW])
        rows.append(
            Warmth(
                article=article, at=at, parts=_kept(own.now), week_parts=_kept(own.week),
                week=stored(sum(_kept(own.week).values()), at, values[WEEK]), good=good.get(article.pk, 0.0),
            )
        )  # fmt: skip
        if abs(heat - article.heat) > 1e-9:  # noqa: PLR2004 - below what a float keeps
            article.heat = heat
            changed.append(article)
    with transaction.atomic():
        Article.objects.bulk_update(changed, ["heat"])
        Warmth.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["article"],
            update_fields=["at", "parts", "week_parts", "week", "good"],
        )
    return len(changed)


def _kept(parts: Parts) -> Parts:
    return {name: number for name, number in parts.items() if number > 0}


def _sums(keys: list[int], at: dt.datetime, values: dict[str, float]) -> dict[int, _Sums]:
    """Return the terms of each article's sums, every act weighed and halved with its age."""
    sums: dict[int, _Sums] = defaultdict(_Sums)
    since = at - dt.timedelta(hours=max(values[NOW], values[WEEK]) * _HALF_LIVES)

    def add(pk: int, moment: dt.datetime, name: str, times: int = 1) -> None:
        # Powers are taken relative to the present, so that numbers stay small however far the landmark is.
        age = _hours(moment) - _hours(at)
        sums[pk].now[name] += times * values[name] * 2 ** (age / values[NOW])
        sums[pk].week[name] += times * values[name] * 2 ** (age / values[WEEK])

    reads = HourlyReads.objects.filter(article__in=keys, hour_at__gte=since).order_by().values("article_id", "hour_at")
    summed = reads.annotate(a=Sum("lasting"), b=Sum("finished"), c=Sum("shared"))
    for pk, hour, *numbers in summed.values_list("article_id", "hour_at", "a", "b", "c"):
        for name, times in zip(("heat.read", "heat.finished", "heat.share"), numbers, strict=True):
            if times:
                add(pk, hour, name, times)
    for name, rows in _acts(since).items():
        for pk, moment in rows.filter(article__in=keys).values_list("article_id", "at"):
            add(pk, moment, name)
    return sums


def _acts(since: dt.datetime) -> dict[str, QuerySet[Any]]:
    """Return the acts of people since a moment, by the term that they count for."""
    return {
        "heat.like": Like.objects.filter(at__gte=since),
        "heat.bookmark": Bookmark.objects.filter(at__gte=since),
        "heat.comment": Comment.objects.filter(at__gte=since, removed_at=None, waits_since=None),
    }


def _goodness(keys: list[int]) -> dict[int, float]:
    """Return how good pieces have proved over all time: how many read them, and which part of those to the end.

    ``log2(1 + lasting + 4 · (likes + bookmarks)) · (finished + 1) / (lasting + 4)``: the fraction is drawn towards a
    quarter where few have read, so that one reader who came to the end makes no classic.
    """
    kept: Counter[int] = Counter()
    former = FormerCount.objects.exclude(article=None)
    for rows, number in (
        (Like.objects.all(), Count("pk")),
        (Bookmark.objects.all(), Count("pk")),
        (former, Sum("number")),
    ):
        counted = rows.filter(article__in=keys).order_by().values("article_id").annotate(times=number)
        kept.update(dict(counted.values_list("article_id", "times")))
    reads = HourlyReads.objects.filter(article__in=keys).order_by().values("article_id")
    return {
        pk: math.log2(1 + lasting + 4 * kept[pk]) * (finished + 1) / (lasting + 4)
        for pk, lasting, finished in reads.annotate(a=Sum("lasting"), b=Sum("finished")).values_list(
            "article_id", "a", "b"
        )
    }


def stirred(since: dt.datetime) -> list[int]:
    """Return the articles (primary keys) that were read, liked, kept or talked about since a moment."""
    hour = since.replace(minute=0, second=0, microsecond=0)
    keys = set(HourlyReads.objects.filter(hour_at__gte=hour).values_list("article_id", flat=True))
    for rows in _acts(since).values():
        keys.update(rows.values_list("article_id", flat=True))
    return sorted(keys)


@dataclass(frozen=True, slots=True)
class Explained:
    """Today's number and the terms that add up to it."""

    total: float
    parts: Parts


def explain(article_id: int, at: dt.datetime, *, span: str = "day") -> Explained:
    """Return what an article's heat is made of at a moment: the stored terms, halved since they were worked out."""
    row = Warmth.objects.filter(article=article_id).first()
    if row is None:
        return Explained(0.0, {})
    values = weights.in_force()
    half_life = values[WEEK if span == "week" else NOW]
    faded = 2 ** ((_hours(row.at) - _hours(at)) / half_life)
    parts = row.week_parts if span == "week" else row.parts
    return Explained(sum(parts.values()) * faded, {name: number * faded for name, number in parts.items()})
