"""Trying to break a promise by plain SQL, as any program with the file could."""

from collections.abc import Sequence

import pytest
from django.db import DatabaseError, connection, transaction


def sql(statement: str, values: Sequence[object] = ()) -> int:
    """Run a statement in a transaction of its own, with foreign keys checked at its end; return the rows touched."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(statement, list(values))
            count = cursor.rowcount
        connection.check_constraints()
    return count


def refused(statement: str, values: Sequence[object] = (), match: str | None = None) -> None:
    """See that the database refuses a statement."""
    with pytest.raises(DatabaseError, match=match):
        sql(statement, values)
