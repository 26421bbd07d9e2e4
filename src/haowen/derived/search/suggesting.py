"""What somebody may be about to type: titles that begin so, by characters, sound or first letters, or hold it."""

import datetime as dt

from tantivy import Query

from haowen.derived.search import keeping
from haowen.derived.search.engine import SCHEMA, Reader, UnusableError
from haowen.derived.search.searching import allowed
from haowen.kit.clock import now
from haowen.text import segmenting

_LOOKED_AT = 30


def titles(typed: str, *, at: dt.datetime | None = None, most: int = 8) -> list[int]:
    """Return the articles whose titles begin like this, the newest first, then those that hold it."""
    units = segmenting.units(typed)
    if not units:
        return []
    try:
        found = _titles(keeping.reader(), units)
    except UnusableError:
        keeping.suspect()
        return []
    shown = allowed(found, at or now())
    return [key for key in dict.fromkeys(found) if key in shown][:most]


def _titles(reader: Reader, units: list[str]) -> list[int]:
    begun = "".join(units)  # nothing in it has a meaning in the engine's patterns
    hits, _total = reader.find(
        Query.regex_query(SCHEMA, "beginning", f"{begun}.*"), _LOOKED_AT, newest=True, counted=False
    )
    keys = reader.keys(hits)
    if len(keys) < _LOOKED_AT:
        hits, _total = reader.find(_holding(units), _LOOKED_AT, newest=True, counted=False)
        keys += reader.keys(hits)
    return keys


def _holding(units: list[str]) -> Query:
    if len(units) == 1:
        return Query.term_query(SCHEMA, "title", units[0], "basic")
    return Query.phrase_prefix_query(SCHEMA, "title", list(units))
