"""Counting what was read: sums by the hour and the day. Whoever read is not asked."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models, transaction

from haowen.domain.audience.models import (
    CoReading,
    DailyReaders,
    DailyTrait,
    HourlyReads,
    HourlyShows,
    HourlyTitles,
    SearchWord,
)
from haowen.domain.audience.signals import SOURCE_MOST

READS = ("opened", "lasting", "quarter", "half", "most", "finished", "shared", "seconds")
SHOWS = ("shown", "first", "followed")
TITLES = ("shown", "followed")

Numbers = dict[tuple[int, dt.datetime, str], Counter[str]]
"""Numbers by article (primary key), hour, and where."""


@dataclass
class Sums:
    """What is to be added: reads by source, shows by list and title, words and traits by day, readers, pairs read by one."""

    reads: Numbers = field(default_factory=lambda: defaultdict(Counter))
    shows: Numbers = field(default_factory=lambda: defaultdict(Counter))
    titles: Numbers = field(default_factory=lambda: defaultdict(Counter))
    words: Counter[tuple[int, dt.date, str]] = field(default_factory=Counter)
    traits: Counter[tuple[int, dt.date, str, str]] = field(default_factory=Counter)
    readers: Counter[tuple[int, dt.date]] = field(default_factory=Counter)  # by publisher
    pairs: Counter[tuple[int, int]] = field(default_factory=Counter)

    def merge(self, other: "Sums") -> None:
        """Take another's numbers in."""
        for mine, theirs in ((self.reads, other.reads), (self.shows, other.shows), (self.titles, other.titles)):
            for key, numbers in theirs.items():
                mine[key].update(numbers)
        self.words.update(other.words)
        self.traits.update(other.traits)
        self.readers.update(other.readers)
        self.pairs.update(other.pairs)

    def __bool__(self) -> bool:
        sums = (self.reads, self.shows, self.titles, self.words, self.traits, self.readers, self.pairs)
        return any(map(bool, sums))


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
        _grow(HourlyTitles, ("article_id", "hour_at", "title"), TITLES, sums.titles)
        _grow_by(SearchWord, ("article_id", "day", "word"), "times", sums.words)
        _grow_by(DailyTrait, ("article_id", "day", "trait", "value"), "readers", sums.traits)
        _grow_by(DailyReaders, ("publisher_id", "day"), "readers", sums.readers)
        _grow_by(CoReading, ("one_id", "other_id"), "times", sums.pairs)


def _grow_by(model: type[models.Model], keys: Sequence[str], name: str, numbers: Mapping[Any, int]) -> None:
    """Add to the one number of each row."""
    _grow(model, keys, (name,), {key: {name: number} for key, number in numbers.items()})


def _grow(model: type[models.Model], keys: Sequence[str], names: Sequence[str], rows: dict[Any, Any]) -> None:
    """Add numbers to the rows of these keys, which are made where there are none: one statement a row, nothing read."""
    if not rows:
        return
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)  # noqa: SLF001 - Django's documented interface
    columns = [*keys, *names]
    exist = " AND ".join(
        f"EXISTS (SELECT 1 FROM {quote(_named_by(model, key))} WHERE id = %s)"  # noqa: S608 - a constant
        for key in _foreign(keys, keys)
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
        values.append([*ready, *(numbers.get(name, 0) for name in names), *_foreign(keys, key)])
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)


def _foreign(keys: Sequence[str], values: Iterable[Any]) -> list[Any]:
    """Return the values of those keys that name another row, which has to exist."""
    return [value for name, value in zip(keys, values, strict=True) if name.endswith("_id")]


def _named_by(model: type[models.Model], key: str) -> str:
    """Return the table that a foreign key names."""
    other = model._meta.get_field(key.removesuffix("_id")).related_model  # noqa: SLF001 - Django's documented interface
    return str(other._meta.db_table)  # type: ignore[union-attr]  # noqa: SLF001
