"""Counting what was read: sums by the hour. Whoever read is not asked."""

import datetime as dt
from typing import Any

from django.db import connection

from haowen.domain.articles.models import Article
from haowen.domain.audience.models import HourlyReads

SOURCE_MOST = 40


def count(
    article_id: int,
    *,
    shown: int = 0,
    opened: int = 0,
    finished: int = 0,
    seconds: int = 0,
    at: dt.datetime,
    source: str = "",
) -> None:
    """Add to an article's sums of the hour of ``at``. One statement, so that processes that count at once lose nothing.

    What does not exist (any more) is not counted.
    """
    table = connection.ops.quote_name(HourlyReads._meta.db_table)  # noqa: SLF001 - Django's documented interface
    hour = at.astimezone(dt.UTC).replace(minute=0, second=0, microsecond=0)
    given = {"shown": shown, "opened": opened, "finished": finished, "seconds": seconds}
    if min(given.values()) < 0:
        raise ValueError("sums only grow")
    if not Article.objects.filter(pk=article_id).exists():
        return
    columns = ", ".join(given)
    added = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in given)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (article_id, hour_at, source, {columns}) VALUES (%s, %s, %s, %s, %s, %s, %s) "  # noqa: S608
            f"ON CONFLICT (article_id, hour_at, source) DO UPDATE SET {added}",
            [article_id, _stored(hour), source[:SOURCE_MOST], *given.values()],
        )


def _stored(moment: dt.datetime) -> Any:
    return HourlyReads._meta.get_field("hour_at").get_db_prep_value(moment, connection)  # noqa: SLF001 - Django's documented interface
