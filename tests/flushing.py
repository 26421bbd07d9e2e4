"""Emptying the database between tests that commit: the guards go down for that moment, as no program may do it otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any


@contextmanager
def unguarded(connection: Any) -> Iterator[None]:
    """Take the triggers down and put the same ones up again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        try:
            yield
        finally:
            for _name, sql in triggers:
                cursor.execute(sql)


def put_back() -> None:
    """Put back the rows that migrations bring: no test finds another site for having run after one that commits."""
    from django.apps import apps

    import_module("haowen.domain.publishers.migrations.0004_reserved_words").seed(apps, None)


def let_flush() -> None:
    """Let Django empty guarded tables of SQLite, for tests alone."""
    from django.db.backends.sqlite3.operations import DatabaseOperations

    flush = DatabaseOperations.execute_sql_flush
    if getattr(flush, "is_unguarded", False):
        return

    def execute_sql_flush(self: Any, sql_list: list[str]) -> None:
        with unguarded(self.connection):
            flush(self, sql_list)
        if self.connection.alias == "default":
            put_back()

    execute_sql_flush.is_unguarded = True  # type: ignore[attr-defined]
    DatabaseOperations.execute_sql_flush = execute_sql_flush  # type: ignore[method-assign, assignment]
