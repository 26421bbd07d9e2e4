"""Citations in a canonical body: which sources it cites, and by which number readers know each."""

import html
import re
from collections.abc import Iterable
from typing import Final

_MARK = re.compile(r'<sup data-cite="([^"]*)">')
_LETTERS: Final = "bcdefghijklmnopqrstuvwxyz"


def cited(canonical: str) -> dict[str, int]:
    """Return the keys that a body cites, in the order of their first use, with how often."""
    times: dict[str, int] = {}
    for mark in _MARK.finditer(canonical):
        key = html.unescape(mark[1])
        times[key] = times.get(key, 0) + 1
    return times


def numbered(canonical: str, keys: Iterable[str]) -> dict[str, int]:
    """Return the number of every source, in the order of the numbers.

    ``keys`` are the sources as they are listed. Those that the text cites are counted by their first use; the others
    follow as they stand. Every page, feed and file that shows marks or a list asks here, so that both always agree.
    """
    listed = dict.fromkeys(keys)
    used = [key for key in cited(canonical) if key in listed]
    order = dict.fromkeys([*used, *listed])
    return {key: number for number, key in enumerate(order, 1)}


def mark_id(number: int, times: int) -> str:
    """Return the id of the place where a source is cited for the so manieth time."""
    again = "" if times == 1 else _LETTERS[times - 2] if times - 2 < len(_LETTERS) else f"-{times}"
    return f"c{number}{again}"
