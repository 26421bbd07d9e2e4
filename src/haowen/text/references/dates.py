"""Dates as references write them."""

import re
from typing import Final, NamedTuple

from haowen.text import times

_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_Y: Final = r"(?:1[5-9]|20)\d{2}"
_FULL: Final = (
    rf"(?<!\d){_Y}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*[日号號]"
    rf"|(?<!\d){_Y}[-–]\d{{1,2}}[-–]\d{{1,2}}(?!\d)|(?<!\d){_Y}/\d{{1,2}}/\d{{1,2}}(?!\d)|(?<!\d){_Y}\.\d{{1,2}}\.\d{{1,2}}(?!\d)"
    rf"|(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+{_Y}(?!\d)"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\s*,?\s+{_Y}(?!\d)"
    rf"|(?<!\d){_Y},?\s*{_MONTH}\s*\d{{1,2}}(?!\d)"
)
_PART: Final = (
    rf"(?<!\d){_Y}\s*年\s*\d{{1,2}}\s*月(?:份)?|\b{_MONTH},?\s+{_Y}(?!\d)|(?<!\d){_Y},?\s+{_MONTH}"
    rf"|(?<![\d\-/.]){_Y}[-/.](?:0[1-9]|1[0-2])(?![\d\-/.])|(?<!\d){_Y}\s*年版?(?!\d)"
)
FULL: Final = re.compile(_FULL, re.IGNORECASE)
PART: Final = re.compile(_PART, re.IGNORECASE)
ANY: Final = rf"(?:{_FULL}|{_PART})"
"""A pattern for any date that has more than a year, to be put into others (which ignore case)."""
_YEAR: Final = re.compile(rf"(?<![\w–—\-/.:])(?:c\.\s?|©\s?)?({_Y})[a-z]?(?![\w–—]|[\-/.:]\d)")
_LAST: Final = re.compile(rf"^\s*({_Y}),?\s*({_MONTH})\s*(\d{{1,2}})?\s*$", re.IGNORECASE)
_ABBREVIATED: Final = re.compile(r"(?<=[A-Za-z])\.")


_ALONE: Final = re.compile(rf"(?<![\w-])({_MONTH})(?:\s+(\d{{1,2}})(?!\d))?(?=[,.;:\s\ue000]|$)", re.IGNORECASE)


class Hit(NamedTuple):
    """A date in a text: its value, and where it stands."""

    value: str
    start: int
    end: int


def read(written: str) -> str:
    """Return a date that was written in any of these forms as YYYY, YYYY-MM or YYYY-MM-DD; empty when there is none."""
    written = _ABBREVIATED.sub("", written.replace("–", "-"))
    if last := _LAST.match(written):
        written = f"{last[2]} {last[3]}, {last[1]}" if last[3] else f"{last[2]} {last[1]}"
    found = times.find(written.replace(" ,", ","), partial=True)
    if found is not None:
        return found.day
    year = _YEAR.search(written)
    return year[1] if year else ""


def find_of_year(text: str, year: str) -> Hit | None:
    """Return the month (and day) of a text that stands there without its year."""
    for match in _ALONE.finditer(text):
        if value := read(f"{match[1]} {match[2]}, {year}" if match[2] else f"{match[1]} {year}"):
            return Hit(value, match.start(), match.end())
    return None


def find(text: str) -> Hit | None:
    """Return the date of a text: the fullest there is, among equals the first."""
    for pattern in (FULL, PART):
        for match in pattern.finditer(text):
            if value := read(match[0]):
                return Hit(value, match.start(), match.end())
    for year in _YEAR.finditer(text):
        return Hit(year[1], year.start(), year.end())
    return None
