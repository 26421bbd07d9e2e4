"""What a source is, as plain values."""

from dataclasses import dataclass
from typing import Final

LONGEST: Final = {"title": 400, "outlet": 200, "authors": 300, "url": 1000}
"""What the fields of a source hold, in characters."""


@dataclass(frozen=True, slots=True)
class Source:
    """One source, taken apart; what is not known is empty.

    ``dated_on`` is YYYY, YYYY-MM or YYYY-MM-DD, ``accessed_on`` YYYY-MM-DD. ``formal`` is what of its line says nothing
    about it, or stands in a field in another form: numbers, marks of kind, dates as they were written. ``left`` is what
    has no field here.
    """

    title: str
    outlet: str = ""
    authors: str = ""
    dated_on: str = ""
    url: str = ""
    accessed_on: str = ""
    formal: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
