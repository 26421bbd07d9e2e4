"""Counting what was read: sums by the hour and the day. Whoever read is not asked."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models, transaction

from haowen.domain.articles.models import Article
from haowen.domain.audience.models import CoReading, HourlyReads, HourlyShows, SearchWord
from haowen.domain.audience.signals import SOURCE_MOST

READS = ("opened", "lasting", "quarter", "half", "most", "finished", "shared", "seconds")
SHOWS = ("shown", "followed")

Numbers = dict[tuple[int, dt.datetime, str], Counter[str]]
"""Numbers by article (primary key), hour, and where."""


@dataclass
class Sums:
    """What is to be added: reads by source, shows by list, search words by day, and pairs read by one reader."""

    reads: Numbers = field(default_factory=lambda: defaultdict(Counter))
    shows: Numbers = field(default_factory=lambda: defaultdict(Counter))
    words: Counter[tuple[int, dt.date, str]] = field(default_factory=Counter)
    pairs: Counter[tuple[int, int]] = field(default_factory=Counter)

    def merge(self, other: "Sums") -> None:
        """Take another's numbers in."""
        for mine, theirs in ((self.reads, other.reads), (self.shows, other.shows)):
            for key, numbers in theirs.items():
                mine[key].update(numbers)
        self.words.update(other.words)
        self.pairs.update(other.pairs)

    def __bool__(self) -> bool:
        return bool(self.reads or self.shows or self.words or self.pairs)


def hour_of(moment: dt.datetime) -> dt.datetime:
    """Return the hour (UTC) under which a moment is counted."""
    return moment.astimezone(dt.UTC).replace(minute=0, second=0, microsecond=0)


def count(article_id: int, *, at: dt.datetime, source: str = "", **numbers: int) -> None:
    """Add to an article's sums of the hour of ``at``: ``opened``, ``lasting``, ``finished`` … (see HourlyReads)."""
    if set(numbers) - set(READS):
        raise TypeError(f"counts {', '.join(READS)}")
    if min(numbers.values()) < 0:
        raise ValueError("sums only grow")
    sums = Sums()
    sums.reads[article_id, hour_of(at), source[:SOURCE_MOST]].update(numbers)
    add(sums)


def add(sums: Sums) -> None:
    """Add sums in one short transaction; processes that count at once lose nothing.

    What does not exist (any more) is not counted.
    """
    with transaction.atomic():
        _grow(HourlyReads, ("article_id", "hour_at", "source"), READS, sums.reads)
        _grow(HourlyShows, ("article_id", "hour_at", "place"), SHOWS, sums.shows)
        times = ("times",)
        _grow(SearchWord, ("article_id", "day", "word"), times, {key: {"times": n} for key, n in sums.words.items()})
        _grow(CoReading, ("one_id", "other_id"), times, {key: {"times": n} for key, n in sums.pairs.items()})


def _grow(model: type[models.Model], keys: Sequence[str], names: Sequence[str], rows: dict[Any, Any]) -> None:
    """Add numbers to the rows of these keys, which are made where there are none: one statement a row, nothing read."""
    if not rows:
        return
    quote = connection.ops.quote_name
    table, articles = quote(model._meta.db_table), quote(Article._meta.db_table)  # noqa: SLF001 - Django's documented interface
    columns = [*keys, *names]
    exist = " AND ".join(
        f"EXISTS (SELECT 1 FROM {articles} WHERE id = %s)"  # noqa: S608 - a constant
        for _ in _articles(keys, keys)
    )
    added = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in names)
    sql = (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(['%s'] * len(columns))} WHERE {exist} "
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {added}"
    )
    stored: dict[str, Any] = {name: model._meta.get_field(name.removesuffix("_id")) for name in keys}  # noqa: SLF001 - Django's documented interface
    values = []
    for key, numbers in rows.items():
        ready = [
            value if name.endswith("_id") else stored[name].get_db_prep_value(value, connection)
            for name, value in zip(keys, key, strict=True)
        ]
        values.append([*ready, *(numbers.get(name, 0) for name in names), *_articles(keys, key)])
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)


def _articles(keys: Sequence[str], values: Iterable[Any]) -> list[Any]:
    return [value for name, value in zip(keys, values, strict=True) if name.endswith("_id")]
