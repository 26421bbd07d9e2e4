"""Guards in the database: what no program may do to a row, ours or any other, is refused by a trigger.

Used by migrations. A guard is written once, in SQL that SQLite and PostgreSQL both understand: ``OLD`` and ``NEW`` are the
row, and :func:`kept` stands for "this column is as it was".

A later migration that alters a guarded table, or one that a guard reads, lists ``take_down(GUARDS)`` before and
``put_up(GUARDS)`` after it: SQLite makes a table anew to alter it, which loses its triggers and trips over others' that
name it. A test compares the guards of all migrations with those in the database.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import migrations

UPDATE, DELETE, INSERT = "UPDATE", "DELETE", "INSERT"


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuse an event on a table while ``when`` is true (always, if it is empty), with ``message``."""

    name: str
    table: str
    event: str
    message: str
    when: str = ""

    def create(self, vendor: str) -> list[str]:
        """Return the SQL that puts the guard up."""
        condition = _spoken(self.when or "1 = 1", vendor)
        if vendor == "sqlite":
            sql = (
                f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
            )
            return [sql]
        result = "OLD" if self.event == DELETE else "NEW"
        function = (
            f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN "
            f"RAISE EXCEPTION '{self.message}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            f"RETURN {result}; END $$"
        )
        trigger = f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW EXECUTE FUNCTION {self.name}()"
        return [function, trigger]

    def drop(self, vendor: str) -> list[str]:
        """Return the SQL that takes the guard down."""
        if vendor == "sqlite":
            return [f"DROP TRIGGER IF EXISTS {self.name}"]
        return [f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}", f"DROP FUNCTION IF EXISTS {self.name}()"]


def _spoken(condition: str, vendor: str) -> str:
    # The null-safe comparison has another name in each; older SQLite does not know the standard's.
    if vendor == "sqlite":
        return condition.replace("IS NOT DISTINCT FROM", "IS").replace("IS DISTINCT FROM", "IS NOT")
    return condition


def kept(*columns: str) -> str:
    """Return the condition that these columns are as they were, nulls included."""
    return "(" + " AND ".join(f"OLD.{column} IS NOT DISTINCT FROM NEW.{column}" for column in columns) + ")"


def append_only(table: str, name: str, *, message: str, unless: str = "") -> list[Guard]:
    """Return the guards of rows that are never changed nor deleted, but where ``unless`` is true."""
    when = f"NOT ({unless})" if unless else ""
    return [
        Guard(f"{name}_never_changes", table, UPDATE, message, when),
        Guard(f"{name}_never_goes", table, DELETE, message, when),
    ]


def put_up(guards: Iterable[Guard]) -> migrations.RunPython:
    """Return the migration's operation that puts guards up; reversed, it takes them down."""
    wanted = tuple(guards)
    return migrations.RunPython(_ups(wanted), _downs(wanted))


def take_down(guards: Iterable[Guard]) -> migrations.RunPython:
    """Return the migration's operation that takes guards down; reversed, it puts them up."""
    wanted = tuple(guards)
    return migrations.RunPython(_downs(wanted), _ups(wanted))


def _ups(guards: tuple[Guard, ...]) -> Callable[[Any, Any], None]:
    def run(_apps: Any, editor: Any) -> None:
        for guard in guards:
            for sql in guard.create(editor.connection.vendor):
                editor.execute(sql)

    return run


def _downs(guards: tuple[Guard, ...]) -> Callable[[Any, Any], None]:
    def run(_apps: Any, editor: Any) -> None:
        for guard in reversed(guards):
            for sql in guard.drop(editor.connection.vendor):
                editor.execute(sql)

    return run
