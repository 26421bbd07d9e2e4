"""What is done by the clock: old hours become days, old words are forgotten, and so is who was seen yesterday."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet, Sum
from django.db.models.functions import TruncDay

from haowen.domain.audience import seen
from haowen.domain.audience.counting import READS, SHOWS, Numbers, Sums, add
from haowen.domain.audience.models import DailyTrait, HourlyReads, HourlyShows, SearchWord
from haowen.kit.clock import now
from haowen.kit.tasks import task

BY_THE_HOUR = dt.timedelta(days=35)
"""Sums older than this are kept by the day (UTC)."""
BY_THE_DAY = dt.timedelta(days=120)
"""Devices and countries older than this are kept by the month."""
WORDS_KEPT = dt.timedelta(days=90)


@task()
def forget_readers() -> None:
    """Throw away what told readers of past days apart."""
    seen.forget()


@task(queue="slow")
def thin_sums() -> None:
    """Bring hours that are long past together to days, days of devices to months, and forget old search words."""
    before = (now() - BY_THE_HOUR).replace(hour=0, minute=0, second=0, microsecond=0)
    SearchWord.objects.filter(day__lt=(now() - WORDS_KEPT).date()).delete()
    for day in _days(before):
        _fold(day)
    _fold_traits((now() - BY_THE_DAY).date().replace(day=1))


def _days(before: dt.datetime) -> list[dt.datetime]:
    """Return the days before a moment of which there are still hours."""
    found: set[dt.datetime] = set()
    for rows in (HourlyReads.objects.all(), HourlyShows.objects.all()):
        days = rows.filter(hour_at__lt=before).annotate(day=TruncDay("hour_at", tzinfo=dt.UTC))
        found.update(days.exclude(hour_at=F("day")).values_list("day", flat=True).distinct())
    return sorted(found)


def _fold(day: dt.datetime) -> None:
    """Add a day's hours to its first hour, and take them away, by one transaction."""
    sums = Sums()
    rest = {"hour_at__gt": day, "hour_at__lt": day + dt.timedelta(days=1)}
    with transaction.atomic():
        _gather(HourlyReads.objects.filter(**rest), "source", READS, sums.reads, day)
        _gather(HourlyShows.objects.filter(**rest), "place", SHOWS, sums.shows, day)
        HourlyReads.objects.filter(**rest).delete()
        HourlyShows.objects.filter(**rest).delete()
        add(sums)


def _gather(rows: QuerySet[Any], where: str, names: Sequence[str], into: Numbers, day: dt.datetime) -> None:
    totals = {f"{name}_sum": Sum(name) for name in names}
    for row in rows.order_by().values("article", where).annotate(**totals):
        into[row["article"], day, row[where]].update({name: row[f"{name}_sum"] for name in names})


def _fold_traits(before: dt.date) -> None:
    """Add the days of months that are long past to the first of the month, by one transaction."""
    sums = Sums()
    rest = DailyTrait.objects.filter(day__lt=before).exclude(day__day=1)
    with transaction.atomic():
        for article, day, trait, value, readers in rest.values_list("article", "day", "trait", "value", "readers"):
            sums.traits[article, day.replace(day=1), trait, value] += readers
        rest.delete()
        add(sums)
