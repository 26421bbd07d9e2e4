"""Charts drawn by the server: where lines, bars and words stand. Templates write them down; the style sheet paints them.

All are 320 units wide and as wide as their column. What a chart shows is said in its title and description, and stands in the
table behind it.
"""

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from haowen.doors.studio.tables import percent

WIDTH = 320
_TOP, _BASE, _HEIGHT = 22.0, 118.0, 138
_TICKS = 4
_BAR = 0.74  # of the room for it
_ROW = 38
_RANKED_MOST = 8
_FONT = 13.5
_LINES = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle and the class that paints it, as texts ready for a template."""

    x: str
    y: str
    width: str
    height: str
    paint: str


@dataclass(frozen=True, slots=True)
class Word:
    """A text at a place; ``paint`` is ``on`` where it is the one to be read first."""

    x: str
    y: str
    text: str
    anchor: str = "start"
    paint: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """What stands in one drawing; ``curve`` are points of a line, ``area`` those of what lies below it."""

    height: int
    bars: list[Bar] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    base: str = ""
    cuts: list[str] = field(default_factory=list)
    curve: str = ""
    area: str = ""


def by_day(numbers: Sequence[int], names: Sequence[str]) -> Chart:
    """Draw a bar for each day; the highest is painted, and the last, which is not over, is hollow."""
    chart = Chart(_HEIGHT, base=_level(_BASE))
    most = _round_up(max(numbers, default=0))
    for part in range(1, _LINES + 1):
        y = _BASE - (_BASE - _TOP) * part / _LINES
        chart.lines.append(_level(y))
        chart.words.append(Word("0", _said(y - 4), f"{most * part // _LINES:,}"))
    left = _wide(f"{most:,}") + _FONT / 2  # room for the scale
    step = (WIDTH - left) / max(1, len(numbers))
    highest = max(range(len(numbers)), key=numbers.__getitem__, default=None)
    for place, number in enumerate(numbers):
        paint = "open" if place == len(numbers) - 1 else "hot" if place == highest else "fill"
        if number:
            chart.bars.append(_standing(left + place * step, step, number * (_BASE - _TOP) / most, paint))
    chart.words.extend(_below(names, left, step))
    return chart


def coming_and_going(came: Sequence[int], left: Sequence[int], names: Sequence[str]) -> Chart:
    """Draw those who came above the line and those who left below it."""
    chart = Chart(_HEIGHT)
    up, down = max(came, default=0), max(left, default=0)
    unit = (_BASE - _TOP) / max(1, up + down)
    zero = _TOP + up * unit
    step = WIDTH / max(1, len(names))
    for place, (plus, minus) in enumerate(zip(came, left, strict=True)):
        if plus:
            chart.bars.append(_standing(place * step, step, plus * unit, "fill", zero))
        if minus:
            chart.bars.append(_standing(place * step, step, minus * unit, "hot", zero + minus * unit))
    if up:
        chart.words.append(Word("0", _said(_TOP - 6), f"+{up:,}"))
    if down:
        chart.words.append(Word(str(WIDTH), _said(_TOP - 6), f"−{down:,}", "end"))
    chart.words.extend(_below(names, 0, step))
    return Chart(_HEIGHT, chart.bars, chart.words, base=_level(zero))


def ranked(rows: Sequence[tuple[str, int, str]]) -> Chart:
    """Draw a bar for each name with its number (in the words given), the first of them painted."""
    rows = rows[:_RANKED_MOST]
    chart = Chart(max(1, len(rows)) * _ROW)
    most = max((number for _name, number, _words in rows), default=0) or 1
    for place, (name, number, words) in enumerate(rows):
        y = place * _ROW
        room = WIDTH - _wide(words) - _FONT
        chart.words.append(Word("0", _said(y + 14.0), _cut(name, room)))
        chart.words.append(Word(str(WIDTH), _said(y + 14.0), words, "end", "on"))
        chart.bars.append(Bar("0", _said(y + 20.0), str(WIDTH), "10", "wash"))
        if number:
            width = max(1.5, WIDTH * number / most)
            chart.bars.append(Bar("0", _said(y + 20.0), _said(width), "10", "fill" if place else "hot"))
    return chart


def depth(marks: Sequence[tuple[float, float, str]]) -> Chart:
    """Draw how many are still there at which part of the way: pairs of way and share with the words below."""
    left, right, low = 4.0, WIDTH - 6.0, _BASE - 6
    points = [(left + (right - left) * way, low - (low - _TOP) * staying) for way, staying, _name in marks]
    chart_words, cuts = [], []
    for (x, y), (_way, staying, name) in zip(points[1:], marks[1:], strict=True):
        is_last = (x, y) == points[-1]
        anchor = "end" if is_last else "middle"
        cuts.append(f"M{_said(x)} {_said(y)}V{_said(low)}")
        chart_words.append(Word(_said(x), _said(y - 8), percent(staying), anchor, "on"))
        chart_words.append(Word(_said(x), _said(low + 18), name, anchor))
    curve = " ".join(f"{_said(x)},{_said(y)}" for x, y in points)
    area = f"{_said(left)},{_said(low)} {curve} {_said(right)},{_said(low)}"
    return Chart(_HEIGHT, words=chart_words, base=_level(low), cuts=cuts, curve=curve, area=area)


def _standing(at: float, step: float, height: float, paint: str, base: float = _BASE) -> Bar:
    width = max(1.0, step * _BAR)
    height = max(1.0, height)
    return Bar(_said(at + (step - width) / 2), _said(base - height), _said(width), _said(height), paint)


def _below(names: Sequence[str], left: float, step: float) -> list[Word]:
    """Name some of the days under their bars: the first, the last, and a few that fit between."""
    if not names:
        return []
    last = len(names) - 1
    parts = next((parts for parts in (_TICKS, _TICKS - 1, _TICKS - 2) if last % parts == 0), _TICKS)
    places = sorted({round(last * part / parts) for part in range(parts + 1)})
    words = []
    for place in places:
        anchor = "start" if place == 0 else "end" if place == last else "middle"
        x = left if place == 0 else float(WIDTH) if place == last else left + place * step + step / 2
        words.append(Word(_said(x), "135", names[place], anchor))
    return words


def _round_up(number: int) -> int:
    """Return the next number that is easy to read at the end of a scale, even so that its half is a number too."""
    if number <= _LINES:
        return _LINES
    power = 10 ** math.floor(math.log10(number))
    return next(
        int(step * power) for step in (1, 2, 3, 4, 6, 8, 10) if step * power >= number and step * power % 2 == 0
    )


def _wide(text: str) -> float:
    """Return about how many units a text takes."""
    return sum(_FONT if unicodedata.east_asian_width(letter) in "WF" else _FONT * 0.56 for letter in text)


def _cut(text: str, room: float) -> str:
    """Return a text shortened to the room that it has; the whole one stands in the table."""
    if _wide(text) <= room:
        return text
    while text and _wide(text) > room - _FONT:
        text = text[:-1]
    return text + "…"


def _level(y: float) -> str:
    return f"M0 {_said(y)}H{WIDTH}"


def _said(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
