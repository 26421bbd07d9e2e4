"""The shapes in which lists and programs show a picture: where such a crop lies, and how it is addressed.

A crop is cut as large as its shape allows around the point that the writer chose, which stays within it.
"""

from typing import Final, NamedTuple

from haowen.domain.media.showing import marked, path_of
from haowen.text.markup import Picture

WIDE, SQUARE = "wide", "square"
SHAPES: Final = {WIDE: (16, 9), SQUARE: (1, 1)}
STEPS: Final = {WIDE: (320, 640, 960, 1280), SQUARE: (320, 640, 1280)}
AVIF_MOST: Final = 960
"""Lists show the wide crop, no wider than this; everything else is for programs, which read WebP."""
WITH_AVIF: Final = "a"
"""Stands behind a picture of which lists can show AVIF."""


class Focus(NamedTuple):
    """A point of a picture, in percent from the left and from above."""

    x: int = 50
    y: int = 50


class Box(NamedTuple):
    """A part of a picture, in its pixels."""

    left: int
    top: int
    width: int
    height: int


class Chosen(NamedTuple):
    """A picture that stands for an article in lists, and its focus."""

    sha256: str
    focus: Focus
    has_avif: bool = False


def box(width: int, height: int, shape: str, focus: Focus) -> Box:
    """Return the largest part of this shape in a picture of this size that has the focus as near its middle as can be."""
    across, down = SHAPES[shape]
    wide = max(1, min(width, round(height * across / down)))
    high = max(1, min(height, round(width * down / across)))
    left = round(width * focus.x / 100 - wide / 2)
    top = round(height * focus.y / 100 - high / 2)
    return Box(max(0, min(left, width - wide)), max(0, min(top, height - high)), wide, high)


def steps(width: int, height: int, shape: str) -> tuple[int, ...]:
    """Return the widths that a crop is kept at: none larger than itself, but always one."""
    wide = box(width, height, shape, Focus()).width
    return tuple(step for step in STEPS[shape] if step <= wide) or STEPS[shape][:1]


def size(shape: str, step: int, width: int) -> tuple[int, int]:
    """Return the size of a crop at a step, where its part of the picture is so wide."""
    across, down = SHAPES[shape]
    wide = min(step, width)
    return wide, max(1, round(wide * down / across))


def avif_steps(width: int, height: int) -> tuple[int, ...]:
    """Return the widths that the wide crop is kept at as AVIF."""
    return tuple(step for step in steps(width, height, WIDE) if step <= AVIF_MOST)


def name(shape: str, focus: Focus, step: int, form: str = "webp") -> str:
    """Return the name of a crop, as it is addressed."""
    return f"{shape}{focus.x}-{focus.y}w{step}.{form}"


def crop(
    sha256: str,
    width: int,
    height: int,
    colour: str,
    *,
    shape: str,
    focus: Focus,
    has_avif: bool = False,
    most: int = 1280,
    mark: str | None = None,
) -> Picture:
    """Return the addresses of a crop up to a width; ``src`` is the largest."""
    wide = box(width, height, shape, focus).width
    shown = [step for step in steps(width, height, shape) if step <= most] or [STEPS[shape][0]]
    base = f"/media/{sha256}/{marked('', mark)}"
    last = size(shape, shown[-1], wide)

    def srcset(form: str, among: list[int]) -> str:
        return ", ".join(f"{base}{name(shape, focus, step, form)} {min(step, wide)}w" for step in among)

    return Picture(
        src=base + name(shape, focus, shown[-1]),
        srcset=srcset("webp", shown),
        avif_srcset=srcset("avif", [step for step in shown if step <= AVIF_MOST]) if has_avif else "",
        width=last[0],
        height=last[1],
        colour=colour,
    )


def are_made(sha256: str, width: int, height: int, focus: Focus) -> bool:
    """Whether every crop of a picture around this point is there."""
    return all(path_of(sha256, name(shape, focus, step)) for shape in SHAPES for step in steps(width, height, shape))


def is_avif_made(sha256: str, width: int, height: int, focus: Focus) -> bool:
    """Whether the wide crop around this point is there as AVIF too."""
    return all(path_of(sha256, name(WIDE, focus, step, "avif")) for step in avif_steps(width, height))


def told(chosen: list[Chosen]) -> str:
    """Return pictures for lists as one line of text, which :func:`read` reads."""
    return " ".join(f"{one.sha256}:{one.focus.x}-{one.focus.y}{WITH_AVIF if one.has_avif else ''}" for one in chosen)


def read(text: str | None) -> list[Chosen]:
    """Return the pictures for lists that a line of :func:`told` names."""
    found = []
    for part in (text or "").split():
        sha256, _, focus = part.partition(":")
        x, _, y = focus.removesuffix(WITH_AVIF).partition("-")
        found.append(Chosen(sha256, Focus(int(x), int(y)), has_avif=focus.endswith(WITH_AVIF)))
    return found
