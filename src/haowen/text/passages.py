"""Passages of a text around what was looked for, and marking it, whatever the script or the form it stands in."""

import html
import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from haowen.text import segmenting
from haowen.text.markup import Clean

_LETTER = "0-9A-Za-z\u00c0-\u024f"
_LATIN = re.compile(f"[{_LETTER}]")
_WORD = re.compile(f"[{_LETTER}]+")
_STARTS = "。！？；\n.!?;"
_GAP = r"[^\w]{0,4}"  # what may stand between two units that follow each other

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sought:
    """What was looked for: units that follow each other, and stems of words in any form.

    ``is_cut``: the units may begin or end within a word.
    """

    phrases: Sequence[Sequence[str]] = ()
    stems: frozenset[str] = field(default_factory=frozenset)
    is_cut: bool = False


def sought(texts: Iterable[str]) -> Sought:
    """Return the texts, each just as it stands, as what is looked for."""
    return Sought([units for text in texts if (units := segmenting.units(text))])


def spans(text: str, what: Sought) -> list[Span]:
    """Return where a text holds what was looked for, in order and without overlaps."""
    folded, origin = _aligned(text)
    found = [*_phrases(folded, what), *_words(folded, what.stems)]
    out: list[Span] = []
    for start, end in sorted(found):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    if origin is None:
        return out
    return [(origin[start], origin[end - 1] + 1) for start, end in out]


def _aligned(text: str) -> tuple[str, list[int] | None]:
    """Return the folded text, and for each of its characters the place it came from, None where these are the same."""
    folded = segmenting.fold(text)
    if len(folded) == len(text):
        return folded, None
    pieces = [segmenting.fold(character) for character in text]
    origin = [at for at, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), origin


def _phrases(folded: str, what: Sought) -> Iterator[Span]:
    patterns = []
    for units in sorted({tuple(units) for units in what.phrases}, key=len, reverse=True):
        body = _GAP.join(re.escape(unit) for unit in units)
        before = f"(?<![{_LETTER}])" if _LATIN.match(units[0]) and not what.is_cut else ""
        after = f"(?![{_LETTER}])" if _LATIN.match(units[-1]) and not what.is_cut else ""
        patterns.append(f"(?=({before}{body}{after}))" if len(units) < _OVERLAPPING else f"({before}{body}{after})")
    for pattern in patterns:
        for match in re.finditer(pattern, folded):
            yield match.span(1)


_OVERLAPPING = 3  # shorter ones may overlap each other, as pairs of characters do


def _words(folded: str, stems: frozenset[str]) -> Iterator[Span]:
    if not stems:
        return
    for match in _WORD.finditer(folded):
        if segmenting.stem(match.group()) in stems:
            yield match.span()


def passage(text: str, what: Sought, most: int = 110) -> str:
    """Return about ``most`` characters of a text where what was looked for stands densest, begun at a sentence if near."""
    flat = " ".join(text.split())
    found = spans(flat, what)
    start = _begin(flat, _densest(found, most), most) if found else 0
    end = min(len(flat), start + most)
    if end < len(flat) and _LATIN.match(flat[end]) and (space := flat.rfind(" ", start, end)) > start:
        end = space
    return ("…" if start else "") + flat[start:end].strip() + ("…" if end < len(flat) else "")


def _densest(found: list[Span], most: int) -> Span:
    """Return first and last place of the matches that cover most within a passage; the earliest of equals."""
    starts = [start for start, _end in found]
    sums = [0, *itertools.accumulate(end - start for start, end in found)]
    best, where = -1, found[0]
    for at, (start, _end) in enumerate(found):
        last = bisect_left(starts, start + most * 2 // 3)
        if sums[last] - sums[at] > best:
            best, where = sums[last] - sums[at], (start, found[last - 1][1])
    return where


def _begin(flat: str, where: Span, most: int) -> int:
    room = max(0, most - (where[1] - where[0]))
    start = max(0, where[0] - min(most // 3, room))
    sentence = max(flat.rfind(mark, start, where[0]) for mark in _STARTS)
    if sentence >= 0:
        return sentence + 1
    if start and _LATIN.match(flat[start]) and (space := flat.find(" ", start, where[0])) >= 0:
        return space + 1
    return start


def marked(text: str, what: Sought) -> Clean:
    """Return the text as HTML, escaped, with what was looked for in ``<mark>``."""
    out, last = [], 0
    for start, end in spans(text, what):
        out += [html.escape(text[last:start]), "<mark>", html.escape(text[start:end]), "</mark>"]
        last = end
    out.append(html.escape(text[last:]))
    return Clean("".join(out))
