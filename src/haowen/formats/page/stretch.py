"""Where in a dump the article is: the stretch of lines with most running text and least furniture between it."""

# ruff: noqa: PLR2004 - lengths and shares that tell prose from furniture: weighed on real pages, each used once

import re
from dataclasses import dataclass

from haowen.formats.page.lines import LONG_UNITS, Line

FURNITURE = frozenset(
    {"time", "count", "card", "chrome", "menu", "breadcrumb", "footer", "platform", "toc", "related", "comments"}
)
_NEUTRAL = frozenset({"gap", "references", "end", "credit", "notice", "author_heading"})
MOST_WORTH = 160.0  # of one line: a single long notice is no article yet
OPENING = 6000  # characters of the text that its title is compared with
BEHIND = 8  # short lines right behind the text that may be its signature
TAIL_MARKS = 3  # so many pieces of furniture behind the text: a page was copied whole, not the text alone
_WIDE_RUN = re.compile(r"[\u3400-\u9fff\uac00-\ud7af\u3040-\u30ff]+")
_WORD = re.compile(r"[^\W_]{3,}")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The first and the last line of the article, and the words in its text."""

    first: int
    last: int
    words: frozenset[str]

    def share(self, text: str) -> float:
        """How many of a line's words are in the text, for lines of three words and more; titles speak of what follows."""
        found = words(text)
        return len(found & self.words) / len(found) if len(found) >= 3 else 0.0


def find(lines: list[Line]) -> Stretch:
    """Return the stretch where running text outweighs the furniture the most; all lines where there is no such text."""
    best, best_sum = (0, len(lines) - 1), 0.0
    begin, total = 0, 0.0
    for place, line in enumerate(lines):
        if total <= 0.0:
            begin, total = place, 0.0
        total += _worth(line)
        if total > best_sum:
            best, best_sum = (begin, place), total
    text = " ".join(line.text for line in lines[best[0] : best[1] + 1] if line.is_prose)[:OPENING]
    return Stretch(*best, words(text))


def _worth(line: Line) -> float:
    if line.mark in FURNITURE:
        return -10.0
    if line.mark in _NEUTRAL or line.is_row or line.marker:
        return 0.0
    if line.is_cut:
        return -8.0
    if line.is_prose:
        return min(line.units, MOST_WORTH)
    if line.ends:
        return 0.5 * line.units
    return -3.0 if line.units > 24 else -4.0


def words(text: str) -> frozenset[str]:
    """Return the words of a text as far as they tell: pairs of wide characters, beginnings of other words."""
    pairs = (run[at : at + 2] for run in _WIDE_RUN.findall(text) for at in range(len(run) - 1))
    others = (word[:6].lower() for word in _WORD.findall(_WIDE_RUN.sub(" ", text)))
    return frozenset((*pairs, *(word for word in others if len(word) > 3 or word.isdigit())))


def behind(lines: list[Line], places: list[int], last: int) -> tuple[list[int], list[int]]:
    """Part the kept lines behind the stretch: those that may belong to it, and those of the rest of the page.

    Where hardly any furniture stands behind the text, somebody copied the text alone, and all of it stays.
    """
    after = [place for place in places if place > last]
    if sum(1 for line in lines[last + 1 :] if line.mark in FURNITURE) < TAIL_MARKS:
        return after, []
    near = []
    for place in after:
        between = lines[last + 1 : place + 1]
        if len(between) > BEHIND or any(line.mark in FURNITURE for line in between):
            break
        near.append(place)
    return near, after[len(near) :]


def is_solid(lines: list[Line], stretch: Stretch) -> bool:
    """Say whether the stretch is an article by itself, whatever lists stand around it."""
    inside = lines[stretch.first : stretch.last + 1]
    prose = [line for line in inside if line.is_prose and not line.is_cut]
    amount = sum(line.units for line in prose)
    dated = sum(1 for line in inside if line.mark == "time" or line.is_cut)
    return len(prose) >= 3 * max(1, dated) and amount >= 3 * LONG_UNITS and amount > 0.7 * sum(e.units for e in inside)
