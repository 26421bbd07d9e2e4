"""The shapes in which lists and programs show a picture: where such a crop lies, and how it is addressed.

A crop is cut as large as its shape allows around the point that the writer chose, which stays within it.
"""

from typing import Final, NamedTuple

from haowen.domain.media.showing import marked, path_of
from haowen.text.markup import Picture

WIDE, SQUARE = "wide", "square"
SHAPES: Final = {WIDE: (16, 9), SQUARE: (1, 1)}
STEPS: Final = {WIDE: (320, 640, 960, 1280), SQUARE: (320, 640, 1280)}


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


def name(shape: str, focus: Focus, step: int) -> str:
    """Return the name of a crop, as it is addressed."""
    return f"{shape}{focus.x}-{focus.y}w{step}.webp"


def crop(
    sha256: str,
    width: int,
    height: int,
    colour: str,
    *,
    shape: str,
    focus: Focus,
    most: int = 1280,
    mark: str | None = None,
) -> Picture:
    """Return the addresses of a crop up to a width; ``src`` is the largest."""
    wide = box(width, height, shape, focus).width
    shown = [step for step in steps(width, height, shape) if step <= most] or [STEPS[shape][0]]
    base = f"/media/{sha256}/{marked('', mark)}"
    last = size(shape, shown[-1], wide)
    return Picture(
        src=base + name(shape, focus, shown[-1]),
        srcset=", ".join(f"{base}{name(shape, focus, step)} {min(step, wide)}w" for step in shown),
        avif_srcset="",
        width=last[0],
        height=last[1],
        colour=colour,
    )


def are_made(sha256: str, width: int, height: int, focus: Focus) -> bool:
    """Whether every crop of a picture around this point is there."""
    return all(path_of(sha256, name(shape, focus, step)) for shape in SHAPES for step in steps(width, height, shape))


def told(chosen: list[Chosen]) -> str:
    """Return pictures for lists as one line of text, which :func:`read` reads."""
    return " ".join(f"{one.sha256}:{one.focus.x}-{one.focus.y}" for one in chosen)


def read(text: str | None) -> list[Chosen]:
    """Return the pictures for lists that a line of :func:`told` names."""
    found = []
    for part in (text or "").split():
        sha256, _, focus = part.partition(":")
        x, _, y = focus.partition("-")
        found.append(Chosen(sha256, Focus(int(x), int(y))))
    return found
