"""What each reader of today has done already, so that it counts once: the day's memory, shared by all workers.

It lies in the cache's file, one table a day, under hashes made with the day's salt; both are thrown away when the day is
over. Losing it loses nothing but that somebody may be counted twice.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction

from haowen.kit.salts import today

DATABASE = "cache"
_PREFIX = "audience_seen_"
_AT_ONCE = 400  # placeholders in one statement


@dataclass(slots=True)
class Visit:
    """What one reader did with one article today: ``marks`` are bits, ``since`` when it was opened (Unix time)."""

    marks: int = 0
    seconds: int = 0
    since: int = 0


class Day:
    """The memory of one day, read and written inside one transaction of its own database (see :func:`open_day`)."""

    def __init__(self, name: str) -> None:
        """Make the tables if this is the day's first."""
        self._visits = f"{_PREFIX}{name.replace('-', '')}"
        self._bursts = f"{self._visits}_bursts"
        self._run(
            f"CREATE TABLE IF NOT EXISTS {self._visits} (reader BLOB NOT NULL, article INTEGER NOT NULL, "
            "marks INTEGER NOT NULL, seconds INTEGER NOT NULL, since INTEGER NOT NULL, PRIMARY KEY (reader, article)) "
            "WITHOUT ROWID"
        )
        self._run(
            f"CREATE TABLE IF NOT EXISTS {self._bursts} (name BLOB NOT NULL, span INTEGER NOT NULL, "
            "times INTEGER NOT NULL, PRIMARY KEY (name, span)) WITHOUT ROWID"
        )

    def visits(self, readers: Iterable[bytes]) -> dict[bytes, dict[int, Visit]]:
        """Return what these readers did today, by article (primary key)."""
        wanted = list(dict.fromkeys(readers))
        found: dict[bytes, dict[int, Visit]] = {reader: {} for reader in wanted}
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            places = ",".join(["%s"] * len(part))
            rows = self._run(
                f"SELECT reader, article, marks, seconds, since FROM {self._visits} WHERE reader IN ({places})",  # noqa: S608 - a name of our own
                part,
            )
            for reader, article, marks, seconds, since in rows:
                found[bytes(reader)][article] = Visit(marks, seconds, since)
        return found

    def keep(self, visits: Iterable[tuple[bytes, int, Visit]]) -> None:
        """Write what has changed."""
        rows: list[list[Any]] = [
            [reader, article, one.marks, one.seconds, one.since] for reader, article, one in visits
        ]
        with connections[DATABASE].cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {self._visits} (reader, article, marks, seconds, since) VALUES (%s, %s, %s, %s, %s) "  # noqa: S608 - a name of our own
                "ON CONFLICT (reader, article) DO UPDATE SET marks = excluded.marks, seconds = excluded.seconds, "
                "since = excluded.since",
                rows,
            )

    def count(self, name: bytes, at: dt.datetime, seconds: int) -> int:
        """Count one more of a name in this span of so many seconds and return how many there are now."""
        span = int(at.timestamp()) // seconds
        rows = self._run(
            f"INSERT INTO {self._bursts} (name, span, times) VALUES (%s, %s, 1) "  # noqa: S608 - a name of our own
            "ON CONFLICT (name, span) DO UPDATE SET times = times + 1 RETURNING times",
            [name, span],
        )
        return int(rows[0][0])

    def _run(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with connections[DATABASE].cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall() if cursor.description else []


def open_day() -> Day:
    """Return the present day's memory; to be used inside :func:`together`."""
    return Day(today())


def together() -> Any:
    """Return the transaction in which the memory is read and written."""
    return transaction.atomic(using=DATABASE)


def forget() -> int:
    """Throw away the memory of days that are over. Returns how many tables went."""
    kept = f"{_PREFIX}{today().replace('-', '')}"
    connection = connections[DATABASE]
    old = [
        name
        for name in connection.introspection.table_names()
        if name.startswith(_PREFIX) and not name.startswith(kept)
    ]
    with connection.cursor() as cursor:
        for name in old:
            cursor.execute(f"DROP TABLE IF EXISTS {name}")
    return len(old)
