"""Where in a dump the article is: the stretch of lines with most running text and least furniture between it."""

# ruff: noqa: PLR2004 - lengths and shares that tell prose from furniture: weighed on real pages, each used once

import re
from dataclasses import dataclass
from statistics import fmean

from haowen.formats.page.lines import LONG_UNITS, Line

FURNITURE = frozenset(
    {"time", "count", "card", "chrome", "menu", "breadcrumb", "footer", "platform", "toc", "related", "comments"}
)
_NEUTRAL = frozenset({"gap", "references", "end", "credit", "notice", "author_heading"})
_CLOSING = frozenset({"related", "comments", "author_heading", "footer", "platform", "notice"})
MOST_WORTH = 160.0  # of one line: a single long notice is no article yet
OPENING = 6000  # characters of the text that its title is compared with
BEHIND = 8  # short lines right behind the text that may be its signature
FEWEST_TO_COMPARE = 4  # paragraphs; of fewer not enough words are known
FULL = 5  # words in a line that can be judged by them
NEAR = 4  # paragraphs right behind a break; they must be as strange as all the rest
STRANGE = 0.15  # of their words: an article's own next paragraphs have more than twice as many in common with it
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
        """How many of a line's words are in the text; titles speak of what follows. Few words say little."""
        found = words(text)
        return len(found & self.words) / len(found) * min(1.0, len(found) / FULL) if len(found) >= 3 else 0.0


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
    first, last = best[0], _last_of_one_subject(lines, *best)
    text = " ".join(line.text for line in lines[first : last + 1] if line.is_prose)[:OPENING]
    return Stretch(first, last, words(text))


def _last_of_one_subject(lines: list[Line], first: int, last: int) -> int:
    """Return the last line before the page turns to other subjects: behind furniture, in words that the text never used."""
    seen: set[str] = set()
    count, end = 0, first
    for place in range(first, last + 1):
        line = lines[place]
        if line.is_prose:
            seen |= _telling(line.text)
            count, end = count + 1, place
        elif count >= FEWEST_TO_COMPARE and _is_break(lines, place) and _is_strange(lines, place + 1, last, seen):
            return end
        elif line.ends:
            end = place
    return last


def _is_break(lines: list[Line], place: int) -> bool:
    """Whether the page says here that the text is over, or shows two pieces of furniture side by side."""
    marks = [line.mark for line in lines[place : place + 2]]
    return marks[0] in _CLOSING or (len(marks) > 1 and all(mark in FURNITURE | _CLOSING for mark in marks))


def _is_strange(lines: list[Line], place: int, last: int, seen: set[str]) -> bool:
    """Whether other articles are told about here: as many labels as paragraphs, and none speaks of what the text spoke of.

    A text that merely turns to another matter has few labels; nothing of it may be lost.
    """
    rest = lines[place : last + 1]
    prose = [line for line in rest if line.is_prose]
    labels = sum(1 for line in rest if line.mark in FURNITURE or not (line.is_prose or line.ends or line.is_row))
    shares = [len(found & seen) / len(found) for line in prose if len(found := _telling(line.text)) >= 5]
    return len(shares) >= 2 and labels >= len(prose) and max(fmean(shares[:NEAR]), fmean(shares)) < STRANGE


def _telling(text: str) -> set[str]:
    """Return the words that hardly any text shares with any other: long ones, and pairs of wide characters."""
    return {word for word in words(text) if len(word) >= 5 or word[0] > "\u3000"}


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
