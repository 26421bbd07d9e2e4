"""Heat (热度): how much an article is read, liked and talked about, lately.

Forward decay (Cormode et al., 2009): an act at time t counts ``w · 2^((t − L) / H)`` with a fixed landmark L and half-life
H. The order of such sums never changes by waiting, so the logarithm is stored once and an index keeps the order.
``Article.heat`` is ``log2`` of the sum, with the landmark 2020-01-01 UTC; :func:`present` turns it into today's number.
"""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from haowen.derived.recommend import weights
from haowen.domain.articles.models import Article
from haowen.domain.audience.models import HourlyReads
from haowen.domain.comments.models import Comment
from haowen.domain.readers.models import Like

LANDMARK = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
_BATCH = 500
# Acts older than this many half-lives count less than a thousandth and are not read again.
_HALF_LIVES = 14


def _hours(moment: dt.datetime) -> float:
    return (moment - LANDMARK).total_seconds() / 3600


def present(heat: float, at: dt.datetime, half_life_hours: float) -> float:
    """Return what the stored logarithm means at a moment: acts weighed and halved with age."""
    return 2 ** min(60.0, heat - _hours(at) / half_life_hours) if heat else 0.0


def refresh(article_ids: Iterable[int], *, at: dt.datetime) -> int:
    """Work heat out again from reads, likes and comments. Returns the number of articles whose heat changed."""
    keys = list(article_ids)
    return sum(_refresh(keys[start : start + _BATCH], at) for start in range(0, len(keys), _BATCH))


def _refresh(keys: list[int], at: dt.datetime) -> int:
    values = weights.in_force()
    half_life = values["heat.half_life_hours"]
    since = at - dt.timedelta(hours=half_life * _HALF_LIVES)
    sums: dict[int, float] = defaultdict(float)

    def add(pk: int, moment: dt.datetime, weight: float) -> None:
        # Powers are taken relative to the present, so that numbers stay small however far the landmark is.
        sums[pk] += weight * 2 ** ((_hours(moment) - _hours(at)) / half_life)

    reads = HourlyReads.objects.filter(article__in=keys, hour_at__gte=since)
    for pk, hour, opened, finished in reads.values_list("article_id", "hour_at", "opened", "finished"):
        add(pk, hour, opened * values["heat.read"] + finished * values["heat.finished"])
    for pk, moment in Like.objects.filter(article__in=keys, at__gte=since).values_list("article_id", "at"):
        add(pk, moment, values["heat.like"])
    comments = Comment.objects.filter(article__in=keys, at__gte=since, removed_at__isnull=True)
    for pk, moment in comments.values_list("article_id", "at"):
        add(pk, moment, values["heat.comment"])
    changed = []
    for article in Article.objects.filter(pk__in=keys).only("pk", "heat"):
        total = sums.get(article.pk, 0.0)
        heat = math.log2(total) + _hours(at) / half_life if total > 0 else 0.0
        if abs(heat - article.heat) > 1e-9:  # noqa: PLR2004 - below what a float keeps
            article.heat = heat
            changed.append(article)
    Article.objects.bulk_update(changed, ["heat"])
    return len(changed)


def stirred(since: dt.datetime) -> QuerySet[Article]:
    """Return the articles that were read, liked or talked about since a moment."""
    hour = since.replace(minute=0, second=0, microsecond=0)
    keys = set(HourlyReads.objects.filter(hour_at__gte=hour).values_list("article_id", flat=True))
    keys |= set(Like.objects.filter(at__gte=since).values_list("article_id", flat=True))
    keys |= set(Comment.objects.filter(at__gte=since).values_list("article_id", flat=True))
    return Article.objects.published().filter(pk__in=keys)
