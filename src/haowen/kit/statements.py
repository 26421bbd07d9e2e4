"""Fixed statements: a query written once as a queryset, compiled once, run without making model objects.

Building and compiling a queryset costs ten times what SQLite needs to answer it. A ``Statement`` is given the function
that builds the queryset (from the access querysets, so that the rule stays written once) and a sample of each
parameter; it finds out which placeholders of the compiled SQL belong to which parameter by changing one sample at a
time, and afterwards only fills those in::

    article = Statement(lambda pid, at: readable(at).filter(public_id=pid).values("pk", "title"), pid="x", at=now())
    rows = article.rows(pid="k3f9", at=now())

A parameter whose sample is a tuple takes a list of any length (``pk__in=ids``). Lists are filled up to the next power of two
by repeating the last value, so that few forms of the statement exist.
"""

import datetime as dt
import sqlite3
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

Row = dict[str, Any]
Shape = tuple[int, ...]  # how many values each list parameter has, in the order of the parameters
_Adapt = Callable[[BaseDatabaseWrapper, Any], Any]


class StatementError(TypeError):
    """A statement cannot be compiled with fixed SQL, or was run with other parameters than it has."""


@dataclass(frozen=True, slots=True)
class _Place:
    """One placeholder: a constant, or the value (of a list: its ``index``) of a parameter."""

    name: str = ""
    index: int | None = None
    adapt: _Adapt | None = None
    constant: Any = None


@dataclass(frozen=True, slots=True)
class _Compiled:
    sql: str
    sqlite_sql: str  # with SQLite's own placeholders, and constants written out; empty for other databases
    places: tuple[_Place, ...]
    sqlite_places: tuple[_Place, ...]  # those for which ``sqlite_sql`` has a placeholder
    names: tuple[str, ...]
    moments: tuple[int, ...]  # columns with times, which come without a zone
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]  # of all other columns that need one


class Statement:
    """A query with fixed SQL; safe to share between threads, compiled at first use for each database.

    ``build`` takes the parameters by name and returns a queryset that ends in ``.values(…)``. ``samples`` give every
    parameter a value of its type (never None); the SQL must not depend on the values, only on their types.
    """

    def __init__(self, build: Callable[..., Any], **samples: Any) -> None:
        """Remember how to build the query; nothing is compiled yet, so that modules may hold statements."""
        self._build = build
        self._samples = samples
        self._lists = tuple(name for name, sample in samples.items() if isinstance(sample, tuple))
        self._compiled: dict[tuple[str, Shape], _Compiled | None] = {}
        self._lock = threading.Lock()

    def rows(self, *, using: str = DEFAULT_DB_ALIAS, **params: Any) -> list[Row]:
        """Run it and return the rows as dictionaries with the names of ``.values(…)``.

        Raises StatementError when the parameters are not those of the samples.
        """
        if params.keys() != self._samples.keys():
            raise StatementError(f"takes {sorted(self._samples)}, was given {sorted(params)}")
        shape: Shape = ()
        if self._lists:
            for name in self._lists:
                params[name] = _filled(params[name])
            shape = tuple(len(params[name]) for name in self._lists)
        compiled = self._for(using, shape)
        if compiled is None:
            return []
        connection = connections[using]
        return _converted(_run(connection, compiled, params), compiled, connection)

    def row(self, *, using: str = DEFAULT_DB_ALIAS, **params: Any) -> Row | None:
        """Run it and return the first row, None when there is none."""
        rows = self.rows(using=using, **params)
        return rows[0] if rows else None

    def _for(self, using: str, shape: Shape) -> _Compiled | None:
        """Return the compiled form; None where no row can match (an empty list)."""
        try:
            return self._compiled[using, shape]
        except KeyError:
            with self._lock:
                if (using, shape) not in self._compiled:
                    self._compiled[using, shape] = self._compile(using, shape)
                return self._compiled[using, shape]

    def _compile(self, using: str, shape: Shape) -> _Compiled | None:
        samples = dict(self._samples)
        for name, length in zip(self._lists, shape, strict=True):
            samples[name] = _stretched(samples[name], length)
        try:
            sql, base, compiler = self._sql(using, samples)
        except EmptyResultSet:
            return None
        places = [_Place(constant=value) for value in base]
        for name, sample in samples.items():
            if sample == ():
                continue
            other_sql, other, _ = self._sql(using, samples | {name: _other(sample)})
            if other_sql != sql:
                raise StatementError(f"the SQL depends on the value of {name}")
            changed = [at for at, (one, two) in enumerate(zip(base, other, strict=True)) if one != two]
            for at in changed:
                places[at] = _place(name, sample, base[at], connections[using])
        query = compiler.query
        names = query.selected or [*query.extra_select, *query.values_select, *query.annotation_select]
        fields = [column[0] for column in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(fields)
        ops: Any = connections[using].ops
        awaking = [ops.convert_datetimefield_value] if connections[using].vendor == "sqlite" else []
        moments = tuple(at for at, (convs, _expression) in converters.items() if convs == awaking)
        return _Compiled(
            sql=sql,
            sqlite_sql=_for_sqlite(sql, places) if connections[using].vendor == "sqlite" else "",
            places=tuple(places),
            sqlite_places=tuple(place for place in places if _literal(place) is None),
            names=tuple(names),
            moments=moments,
            converters=tuple(
                (at, tuple(convs), expression) for at, (convs, expression) in converters.items() if at not in moments
            ),
        )

    def _sql(self, using: str, samples: Mapping[str, Any]) -> tuple[str, tuple[Any, ...], Any]:
        queryset = self._build(**samples)
        if queryset._fields is None:
            raise StatementError("the queryset must end in .values(…)")
        compiler = queryset.query.get_compiler(using)
        sql, params = compiler.as_sql()
        return sql, tuple(params), compiler


def _filled(values: Iterable[Any]) -> tuple[Any, ...]:
    """Return the values, the last repeated up to the next power of two."""
    values = tuple(values)
    if not values:
        return values
    length = 1 << (len(values) - 1).bit_length()
    return values + values[-1:] * (length - len(values))


def _stretched(sample: tuple[Any, ...], length: int) -> tuple[Any, ...]:
    """Return ``length`` values of the sample's type, each different, so that each can be told in the SQL."""
    if not sample:
        raise StatementError("a list parameter needs a sample with one value")
    values = [sample[0]]
    while len(values) < length:
        values.append(_other(values[-1]))
    return tuple(values[:length])


def _other(sample: Any) -> Any:
    """Return a different value of the same type."""
    match sample:
        case tuple():
            # Twice as far as the list is long, so that no value of one list stands in the other.
            moved = sample
            for _ in sample:
                moved = tuple(_other(value) for value in moved)
            return moved
        case bool():
            return not sample
        case int() | float():
            return sample + 1
        case str():
            return str(sample) + "x"
        case dt.datetime() | dt.date():
            return sample + dt.timedelta(days=1)
    raise StatementError(f"no parameters of type {type(sample).__name__}")


def _place(name: str, sample: Any, prepared: Any, connection: BaseDatabaseWrapper) -> _Place:
    """Find out how a parameter's value becomes the prepared one."""
    candidates: Sequence[tuple[int | None, Any]] = (
        list(enumerate(sample)) if isinstance(sample, tuple) else [(None, sample)]
    )
    for index, value in candidates:
        if value == prepared and type(value) is not dt.datetime:
            return _Place(name, index)
        for adapt in (_as_datetime, _as_date):
            try:
                if adapt(connection, value) == prepared:
                    return _Place(name, index, adapt)
            except (TypeError, ValueError, AttributeError):
                continue
    raise StatementError(f"the value of {name} is changed on its way into the SQL")


def _as_datetime(connection: BaseDatabaseWrapper, value: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(value)


def _as_date(connection: BaseDatabaseWrapper, value: Any) -> Any:
    return connection.ops.adapt_datefield_value(value)


def _values(places: Iterable[_Place], params: Mapping[str, Any], connection: BaseDatabaseWrapper) -> list[Any]:
    """Return what stands at each place; a time that stands at many is made ready once."""
    ready: dict[tuple[str, int | None], Any] = {}
    values = []
    for place in places:
        if not place.name:
            values.append(place.constant)
            continue
        value = params[place.name]
        if place.index is not None:
            value = value[place.index]
        if place.adapt is not None:
            at = (place.name, place.index)
            if at not in ready:
                ready[at] = place.adapt(connection, value)
            value = ready[at]
        values.append(value)
    return values


def _run(connection: BaseDatabaseWrapper, compiled: _Compiled, params: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Execute and fetch all rows at once: a half-read cursor would hold SQLite's snapshot and show old rows later.

    For SQLite Django looks for its placeholders in the whole SQL at each execution, which takes longer than the
    database; that is left out, unless somebody listens to what is executed.
    """
    with connection.cursor() as cursor:
        if not compiled.sqlite_sql or connection.queries_logged or connection.execute_wrappers:
            cursor.execute(compiled.sql, _values(compiled.places, params, connection))
        else:
            connection.validate_no_broken_transaction()
            with connection.wrap_database_errors:
                values = _values(compiled.sqlite_places, params, connection)
                sqlite3.Cursor.execute(cursor.cursor, compiled.sqlite_sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _converted(rows: list[tuple[Any, ...]], compiled: _Compiled, connection: BaseDatabaseWrapper) -> list[Row]:
    """Return rows as dictionaries of what Django would make of the columns.

    Times are by far the most; for them its converter's one line stands here, without the questions it asks before.
    """
    names, moments, others = compiled.names, compiled.moments, compiled.converters
    if not moments and not others:
        return [dict(zip(names, row, strict=False)) for row in rows]
    zone, ops = connection.timezone, cast("Any", connection.ops)
    result = []
    for row in rows:
        values = list(row)
        for at in moments:
            value = values[at]
            if type(value) is dt.datetime and value.tzinfo is None:
                values[at] = value.replace(tzinfo=zone)
            elif value is not None:
                values[at] = ops.convert_datetimefield_value(value, None, connection)
        for at, converters, expression in others:
            for convert in converters:
                values[at] = convert(values[at], expression, connection)
        result.append(dict(zip(names, values, strict=False)))
    return result


def _for_sqlite(sql: str, places: Iterable[_Place]) -> str:
    """Return the SQL with SQLite's own placeholders for parameters, and constants written out.

    Where a constant that is bound could decide whether a partial index serves (``state = ?``), SQLite compiles the
    statement anew each time that it is run, which takes several times longer than running it.
    """
    return sql % tuple(_literal(place) or "?" for place in places)


def _literal(place: _Place) -> str | None:
    """Return a constant as SQLite writes it, None for a parameter and for what is better bound."""
    match place:
        case _Place(name="", constant=bool() | int() as number):
            return str(int(number))
        case _Place(name="", constant=str() as text) if "\0" not in text:
            return "'" + text.replace("'", "''") + "'"
    return None
