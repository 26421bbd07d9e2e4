"""A film of eighteen seconds: a crossing that is heard. ``scripts/make-film`` draws its frames and encodes them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final, NamedTuple

from haowen.doors.cli.demo.pictures.kit import CREAM, INK, NIGHT, OCHRE, PAPER, SLATE, VERM, Sheet, polar, scene
from haowen.doors.cli.demo.pictures.props import car_above, person

WIDTH, HEIGHT = 640, 360
SECONDS: Final = 18
GREEN = "#3f9a6b"


class Phase(NamedTuple):
    """A stretch of the film: what the lamp shows and how many seconds lie between two ticks."""

    begins: float
    ends: float
    every: float
    is_green: bool


PHASES: Final = (
    Phase(0, 7, 1.2, is_green=False),
    Phase(7, 14, 0.2, is_green=True),
    Phase(14, 16.4, 0.1, is_green=True),
    Phase(16.4, SECONDS, 1.2, is_green=False),
)
STEPS: Final = tuple(7.7 + 0.7 * number for number in range(12))
"""When the cane touches the ground."""
CARS: Final = ((1.2, 3.4), (4.0, 6.2))
"""When a car passes: from, to."""


def ticks() -> Iterator[tuple[float, Phase]]:
    """Yield the moments at which the pole ticks."""
    for phase in PHASES:
        number = 0
        while (at := phase.begins + 0.25 * phase.every + number * phase.every) < phase.ends:
            yield at, phase
            number += 1


def phase_at(t: float) -> Phase:
    """Return which stretch a moment lies in."""
    return next(one for one in reversed(PHASES) if one.begins <= t)


def frame(t: float) -> str:
    """Return the picture of a moment as SVG."""
    s = Sheet("crossing", WIDTH, HEIGHT)
    draw(s, t)
    return s.svg()


def draw(s: Sheet, t: float) -> None:
    """Draw the crossing at a moment: the street from above, who waits and walks as we would see them."""
    now = phase_at(t)
    s.fill("#63666a")
    for x, side in ((0, 118), (522, 118)):
        s.rect(x, 0, side, 300, "#d9cfba")
        for k in range(6):
            s.line(x, 20 + k * 52, x + side, 20 + k * 52, "#c4b89f", 2)
    s.rect(112, 0, 8, 300, "#a79c86")
    s.rect(520, 0, 8, 300, "#a79c86")
    for k in range(10):
        s.rect(132 + k * 39, 158, 21, 96, PAPER, 1)
    for y in (20, 70, 120):
        s.rect(318, y, 5, 26, PAPER, 2, 0.8)
    for side in (16, 534):
        s.rect(side, 24, 90, 46, SLATE, 3)
        for k in range(5):
            s.rect(side + k * 18, 24, 9, 46, CREAM, 0, 0.75)
    _cars(s, t)
    _pole(s, t, now)
    _walker(s, t)
    _strip(s, t)


def _cars(s: Sheet, t: float) -> None:
    for (begins, ends), x, paint in zip(CARS, (214, 236), (VERM, OCHRE), strict=True):
        if begins - 0.1 < t < ends:
            car_above(s, x, -60 + 480 * (t - begins) / (ends - begins), 92, paint, 180)
    stopped = min(1.0, max(0.0, (t - 6.2) / 1.2))
    if stopped:
        car_above(s, 222, -60 + 138 * (1 - (1 - stopped) ** 2), 92, "#5b87a0", 180)


def _walker(s: Sheet, t: float) -> None:
    gone = min(1.0, max(0.0, (t - STEPS[0]) / (STEPS[-1] - STEPS[0])))
    x = 84 + 530 * gone
    walks = 0 < gone < 1
    swing = math.sin((t - STEPS[0]) / 0.7 * math.pi) if walks else 0.35
    if walks:
        s.line(x - 4, 208, x - 9 * swing, 232, INK, 7)
        s.line(x + 4, 208, x + 9 * swing, 232, INK, 7)
    person(s, x, 230, 84, "#2f6f8f", lean=3 if walks else 0, legs="none" if walks else INK)
    s.stroke(f"M{x + 12:.1f} 184L{x + 44 + 8 * swing:.1f} 231", "#ffffff", 4)
    s.stroke(f"M{x + 38 + 8 * swing:.1f} 222L{x + 44 + 8 * swing:.1f} 231", VERM, 4)
    s.rect(x - 7, 151, 15, 5, INK, 2)


def _pole(s: Sheet, t: float, now: Phase) -> None:
    blinks = now.every < 0.15 and int(t * 4) % 2 == 1
    since = (t - now.begins - 0.25 * now.every) % now.every
    paint = GREEN if now.is_green else VERM
    for k in range(3):
        grown = since / max(now.every, 0.35) + k * 0.3
        if grown < 1:
            a, b = polar(572, 128, 26 + 74 * grown, 205), polar(572, 128, 26 + 74 * grown, 155)
            radius = 26 + 74 * grown
            s.stroke(
                f"M{a[0]:.1f} {a[1]:.1f}A{radius:.1f} {radius:.1f} 0 0 0 {b[0]:.1f} {b[1]:.1f}", paint, 5, 1 - grown
            )
    s.rect(569, 110, 8, 140, INK)
    s.rect(545, 78, 56, 96, NIGHT, 8)
    s.circle(573, 102, 19, "#44282a" if now.is_green else VERM)
    s.circle(573, 150, 19, GREEN if now.is_green and not blinks else "#20392e")
    if not now.is_green:
        s.circle(573, 93, 4, CREAM)
        s.path("M567 99h12v8h-3v9h-6v-9h-3z", CREAM)
    elif not blinks:
        s.circle(574, 141, 4, CREAM)
        s.stroke("M573 147v8l-6 8M573 155l6 8M566 153l7-5l8 4", CREAM, 4)
    s.rect(563, 188, 20, 26, OCHRE, 4)
    s.poly([(567, 201), (576, 194), (576, 208)], INK)


def _strip(s: Sheet, t: float) -> None:
    """Draw the sound below, so that it is seen: what was and what comes, on both sides of a line."""
    s.rect(0, 300, 640, 60, NIGHT)
    for at, phase in ticks():
        x = 320 + (at - t) * 90
        if -4 < x < 644:
            height = 17 if abs(at - t) > 0.06 else 24
            s.line(x, 330 - height, x, 330 + height, GREEN if phase.is_green else VERM, 5, 1 if at <= t else 0.45)
    s.line(320, 302, 320, 358, PAPER, 2, 0.9)


@scene("crossing", WIDTH, HEIGHT)
def crossing(s: Sheet) -> None:
    """Draw the film's first moment, which stands for it in lists."""
    draw(s, 0.4)
