"""Rows counted by the hour in which something happened: by the database alone, whatever their number."""

import datetime as dt
from collections import Counter
from typing import Any

from django.db.models import CharField, Count, QuerySet
from django.db.models.functions import Cast, Substr

_TO_THE_HOUR = len("2026-01-31 23")


def by_hour(rows: QuerySet[Any], column: str = "at") -> Counter[dt.datetime]:
    """Return how many rows have their moment in which hour (UTC).

    Moments are cut as texts: TruncHour would call back into Python for each row.
    """
    texts = rows.order_by().annotate(hour_text=Substr(Cast(column, CharField()), 1, _TO_THE_HOUR))
    counted = texts.values_list("hour_text").annotate(number=Count("pk"))
    return Counter({dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC): number for text, number in counted})
