"""Tables of numbers, as they stand on a page and in a file: one definition for both, so that the two agree."""

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass

Value = int | float | None

_FORMULAS = tuple("=+-@\t\r＝＋－＠")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is about, and its numbers. An ``int`` is a number, a ``float`` a share of one, None is not known."""

    name: str
    values: tuple[Value, ...]
    url: str = ""
    language: str = ""
    day: dt.date | None = None

    def cells(self) -> list[str]:
        """Return the numbers as people read them."""
        return [shown(value) for value in self.values]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a name in addresses (``key``), a caption, the names of its columns, and perhaps a note."""

    key: str
    caption: str
    columns: tuple[str, ...]
    rows: Sequence[Row]
    note: str = ""

    def labelled(self) -> list[tuple[Row, list[tuple[str, str]]]]:
        """Return each row with its numbers beside the names of their columns."""
        return [(row, list(zip(self.columns[1:], row.cells(), strict=True))) for row in self.rows]


def shown(value: Value) -> str:
    """Return a number with its thousands apart, a share as a percentage; a dash for what is not known."""
    if value is None:
        return "–"
    return percent(value) if isinstance(value, float) else f"{value:,}"


def percent(value: float) -> str:
    """Return a share in whole percent; what is there at all is not nothing."""
    return "<1%" if 0 < value < 0.005 else f"{value:.0%}"  # noqa: PLR2004 - what would be rounded to nothing


def share(part: int, whole: int) -> float | None:
    """Return a part of a whole; nothing is no part of nothing, and around midnight no part is more than the whole."""
    return min(1.0, part / whole) if whole else None


def to_csv(table: Table) -> bytes:
    """Return a table as CSV: UTF-8 with a mark at its beginning, by which spreadsheets know it; shares in percent."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([_plain(name) for name in table.columns])
    for row in table.rows:
        writer.writerow([row.day.isoformat() if row.day else _plain(row.name), *map(_cell, row.values)])
    return (_BOM + file.getvalue()).encode()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    return f"{value:.1%}" if isinstance(value, float) else str(value)


def _plain(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULAS) else text
