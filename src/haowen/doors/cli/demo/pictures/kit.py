"""A small drawing kit: a sheet that collects SVG shapes, and the register of scenes."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

Point = tuple[float, float]
Draw = Callable[["Sheet"], None]

INK, PAPER, CREAM, SAND = "#24211d", "#f3ebdc", "#fbf6ea", "#e4d5b9"
VERM, WINE, ROSE, PEACH = "#b3382c", "#7d2a26", "#d9b5a8", "#efc9a0"
BLUE, NIGHT, TEAL, MIST = "#24506b", "#1c2a38", "#4f8a9a", "#d5e2e1"
OCHRE, TERRA, SAGE, MOSS = "#d8a648", "#a9653f", "#56806b", "#8aa95a"
GREY, SLATE, PINE, SKIN = "#6d7175", "#3d556c", "#35584a", "#d9a57c"

STROKES = {
    "0": "M.3 0C.55 0 .6 .25 .6 .5S.55 1 .3 1 0 .75 0 .5 .05 0 .3 0Z",
    "1": "M.08 .2L.34 0V1",
    "2": "M.03 .24C.05 -.08 .58 -.08 .57 .27C.56 .52 .05 .75 .02 1H.6",
    "3": "M.04 .1C.2 -.06 .56 -.03 .55 .24C.54 .46 .34 .47 .22 .47C.42 .47 .6 .54 .59 .74C.58 1.06 .16 1.06 .01 .88",
    "4": "M.46 1V0L.02 .7H.62",
    "5": "M.54 0H.12L.07 .45C.26 .32 .6 .36 .6 .68C.6 1.04 .18 1.08 .01 .89",
    "6": "M.5 .04C.2 .04 .02 .35 .02 .66C.02 1.11 .59 1.11 .59 .69C.59 .33 .1 .32 .02 .66",
    "7": "M.02 0H.6L.2 1",
    "8": "M.3 0C.62 0 .62 .46 .3 .46S-.02 0 .3 0ZM.3 .46C.7 .46 .7 1 .3 1S-.1 .46 .3 .46Z",
    "9": "M.1 .96C.4 .96 .58 .65 .58 .34C.58 -.11 .01 -.11 .01 .31C.01 .67 .5 .68 .58 .34",
    ".": "M.06 .97V1",
    ":": "M.06 .3V.33M.06 .8V.83",
    "-": "M.04 .5H.44",
    "+": "M.02 .5H.54M.28 .24V.76",
    "%": "M.56 0L.1 1M.14 0a.12 .14 0 1 0 .01 0ZM.52 .7a.12 .14 0 1 0 .01 0Z",
    "°": "M.14 0a.12 .12 0 1 0 .01 0Z",
    "/": "M.44 -.04L.04 1.04",
}
NARROW = {".": 0.12, ":": 0.12, "-": 0.48, "+": 0.56, "%": 0.68, "°": 0.28, "/": 0.48, "1": 0.4}


@dataclass(frozen=True)
class Scene:
    """A registered picture: its canvas and the function that draws it."""

    name: str
    width: int
    height: int
    draw: Draw


SCENES: dict[str, Scene] = {}


def scene(name: str, width: int = 1200, height: int = 800) -> Callable[[Draw], Draw]:
    """Register the decorated function as the picture `name`."""

    def register(draw: Draw) -> Draw:
        if name in SCENES:
            message = f"two scenes are called {name}"
            raise ValueError(message)
        SCENES[name] = Scene(name, width, height, draw)
        return draw

    return register


def num(value: float) -> str:
    """Write a coordinate with at most one decimal."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def mix(one: str, other: str, share: float) -> str:
    """Blend two #rrggbb colours; `share` is how much of the other."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def polar(cx: float, cy: float, radius: float, degrees: float) -> Point:
    """Return the point at an angle (0 is right, 90 is down) from a centre."""
    angle = math.radians(degrees)
    return cx + radius * math.cos(angle), cy + radius * math.sin(angle)


def track(points: Iterable[Point], *, close: bool = False) -> str:
    """Return the path through points with straight lines."""
    text = "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points)
    return text + "Z" if close else text


def smooth(points: Sequence[Point], *, close: bool = False, tension: float = 6) -> str:
    """Return a soft path through points (Catmull-Rom turned into Bézier curves)."""
    count = len(points)
    text = f"M{num(points[0][0])} {num(points[0][1])}"
    for i in range(count if close else count - 1):
        a = points[i - 1] if close or i else points[0]
        b, c = points[i], points[(i + 1) % count]
        d = points[(i + 2) % count] if close else points[min(i + 2, count - 1)]
        first = (b[0] + (c[0] - a[0]) / tension, b[1] + (c[1] - a[1]) / tension)
        second = (c[0] - (d[0] - b[0]) / tension, c[1] - (d[1] - b[1]) / tension)
        text += "C" + " ".join(f"{num(x)} {num(y)}" for x, y in (first, second, c))
    return text + "Z" if close else text


def swell(y: float, height: float, length: float, phase: float = 0, right: float = 1200) -> str:
    """Return an open wave from the left edge to the right one."""
    step = length / 6
    steps = math.ceil((right + 2 * step) / step)
    return smooth(
        [
            (x, y + height * math.sin((x / length + phase) * math.tau))
            for x in (i * step - step for i in range(steps + 1))
        ]
    )


def shore(line: str, bottom: float = 800) -> str:
    """Close a wave into the area under it."""
    return f"{line}V{num(bottom)}H-300Z"


def star(cx: float, cy: float, outer: float, inner: float, points: int = 5) -> list[Point]:
    """Return the corners of a star standing on two points."""
    turn = 180 / points
    return [polar(cx, cy, inner if i % 2 else outer, i * turn - 90) for i in range(points * 2)]


class Sheet:
    """Collects shapes and writes them out as one SVG document."""

    def __init__(self, name: str, width: int, height: int) -> None:
        """Start an empty sheet with randomness seeded by the picture's name."""
        self.width, self.height = width, height
        self.rng = random.Random(f"picture {name}")
        self._defs: list[str] = []
        self._body: list[str] = []

    def _add(self, shape: str, fill: str, o: float, stroke: str, sw: float) -> None:
        style = f' fill="{fill}"'
        if stroke:
            style += f' stroke="{stroke}" stroke-width="{num(sw)}"'
            style += ' stroke-linecap="round" stroke-linejoin="round"'
        if o < 1:
            style += f' fill-opacity="{o:.2g}"' + (f' stroke-opacity="{o:.2g}"' if stroke else "")
        self._body.append(f"<{shape}{style}/>")

    def fill(self, colour: str) -> None:
        """Paint the whole sheet."""
        self.rect(0, 0, self.width, self.height, colour)

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        fill: str = "none",
        r: float = 0,
        o: float = 1,
        stroke: str = "",
        sw: float = 0,
    ) -> None:
        """Draw a rectangle, with round corners if `r` is given."""
        corner = f' rx="{num(r)}"' if r else ""
        at = f'x="{num(x)}" y="{num(y)}" width="{num(w)}" height="{num(h)}"'
        self._add(f"rect {at}{corner}", fill, o, stroke, sw)

    def circle(
        self,
        x: float,
        y: float,
        r: float,
        fill: str = "none",
        o: float = 1,
        stroke: str = "",
        sw: float = 0,
    ) -> None:
        """Draw a circle around a centre."""
        self._add(f'circle cx="{num(x)}" cy="{num(y)}" r="{num(r)}"', fill, o, stroke, sw)

    def oval(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        fill: str = "none",
        o: float = 1,
        stroke: str = "",
        sw: float = 0,
    ) -> None:
        """Draw an ellipse around a centre."""
        at = f'cx="{num(x)}" cy="{num(y)}" rx="{num(rx)}" ry="{num(ry)}"'
        self._add(f"ellipse {at}", fill, o, stroke, sw)

    def path(self, d: str, fill: str, o: float = 1, stroke: str = "", sw: float = 0) -> None:
        """Draw a filled path."""
        self._add(f'path d="{d}"', fill, o, stroke, sw)

    def poly(self, points: Iterable[Point], fill: str, o: float = 1) -> None:
        """Draw a filled polygon."""
        self.path(track(points, close=True), fill, o)

    def stroke(self, d: str, colour: str, width: float, o: float = 1, dash: str = "", cap: str = "round") -> None:
        """Draw a line along a path."""
        more = f' stroke-dasharray="{dash}"' if dash else ""
        more += f' stroke-opacity="{o:.2g}"' if o < 1 else ""
        self._body.append(
            f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{num(width)}"'
            f' stroke-linecap="{cap}" stroke-linejoin="round"{more}/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float, o: float = 1) -> None:
        """Draw one straight line."""
        self.stroke(track([(x1, y1), (x2, y2)]), colour, width, o)

    def gradient(self, *stops: str, across: bool = False) -> str:
        """Define an even linear gradient, downwards or across, and return its paint."""
        key = f"g{len(self._defs)}"
        ends = 'x2="1" y2="0"' if across else 'x2="0" y2="1"'
        marks = "".join(
            f'<stop offset="{i / (len(stops) - 1):.3g}" stop-color="{stop}"/>' for i, stop in enumerate(stops)
        )
        self._defs.append(f'<linearGradient id="{key}" {ends}>{marks}</linearGradient>')
        return f"url(#{key})"

    @contextmanager
    def at(self, x: float, y: float, turn: float = 0, size: float = 1) -> Iterator[None]:
        """Draw what follows moved, turned and scaled."""
        how = f"translate({num(x)} {num(y)})"
        how += f" rotate({num(turn)})" if turn else ""
        how += f" scale({size:.3g})" if size != 1 else ""
        self._body.append(f'<g transform="{how}">')
        yield
        self._body.append("</g>")

    @contextmanager
    def mirror(self, x: float) -> Iterator[None]:
        """Draw what follows mirrored left to right about a vertical line."""
        self._body.append(f'<g transform="translate({num(2 * x)} 0) scale(-1 1)">')
        yield
        self._body.append("</g>")

    @contextmanager
    def within(self, d: str) -> Iterator[None]:
        """Draw what follows only inside a path."""
        key = f"c{len(self._defs)}"
        self._defs.append(f'<clipPath id="{key}"><path d="{d}"/></clipPath>')
        self._body.append(f'<g clip-path="url(#{key})">')
        yield
        self._body.append("</g>")

    def number(self, text: str, x: float, y: float, h: float, colour: str, w: float = 0) -> float:
        """Draw numerals from the baseline's left end and return the width they take."""
        left, scale = x, h
        for mark in text:
            if mark == " ":
                left += 0.35 * scale
                continue
            with self.at(left, y - h, size=scale):
                weight = (w or h * 0.13) / scale
                self._body.append(
                    f'<path d="{STROKES[mark]}" fill="none" stroke="{colour}"'
                    f' stroke-width="{weight:.3f}" stroke-linecap="round"'
                    ' stroke-linejoin="round"/>'
                )
            left += (NARROW.get(mark, 0.6) + 0.22) * scale
        return left - x

    def svg(self) -> str:
        """Write the document."""
        defs = f"<defs>{''.join(self._defs)}</defs>" if self._defs else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}"'
            f' width="{self.width}" height="{self.height}">{defs}{"".join(self._body)}</svg>'
        )


def render(name: str) -> str:
    """Draw a registered picture and return its SVG."""
    found = SCENES[name]
    sheet = Sheet(name, found.width, found.height)
    found.draw(sheet)
    return sheet.svg()
