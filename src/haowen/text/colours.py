"""Colours: how strongly two of them contrast (WCAG 2.2), and the nearest shade of one that contrasts enough.

Shades keep hue and, as far as screens can show it, colourfulness: they are steps of lightness in OKLCH, whose lightness
is even to the eye.
"""

import math
import re
from collections.abc import Iterable
from functools import lru_cache

_HEX = re.compile(r"#[0-9a-f]{6}")
_SHORT = re.compile(r"#[0-9a-f]{3}")
_STEPS = 400
_ROUNDING = 1e-6

Triple = tuple[float, float, float]


def normal(text: str) -> str:
    """Return a colour as ``#rrggbb`` in small letters (``#rgb`` is written out); empty where it is none."""
    colour = text.strip().lower()
    if _SHORT.fullmatch(colour):
        colour = "#" + "".join(digit * 2 for digit in colour[1:])
    return colour if _HEX.fullmatch(colour) else ""


@lru_cache(maxsize=4096)
def luminance(colour: str) -> float:
    """Return the relative luminance: 0 for black, 1 for white."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def weakest(colour: str, papers: Iterable[str]) -> float:
    """Return the weakest contrast of a colour among several grounds."""
    return min(contrast(colour, paper) for paper in papers)


def darker(colour: str, papers: Iterable[str], least: float) -> str:
    """Return the colour, or its nearest darker shade with a contrast of at least ``least`` on all of these grounds."""
    return _shaded(colour, tuple(papers), least, towards=0.0)


def lighter(colour: str, papers: Iterable[str], least: float) -> str:
    """Return the colour, or its nearest lighter shade with a contrast of at least ``least`` on all of these grounds."""
    return _shaded(colour, tuple(papers), least, towards=1.0)


def _shaded(colour: str, papers: tuple[str, ...], least: float, *, towards: float) -> str:
    if weakest(colour, papers) >= least:
        return colour
    lightness, chroma, hue = _oklch(colour)
    for step in range(1, _STEPS + 1):
        at = lightness + (towards - lightness) * step / _STEPS
        shade = _screened(at, chroma, hue)
        if weakest(shade, papers) >= least:
            return shade
    return "#ffffff" if towards else "#000000"


def _linear(colour: str) -> Triple:
    values = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values)  # noqa: PLR2004 - the curve of sRGB
    return red, green, blue


def _oklch(colour: str) -> Triple:
    """Return lightness, chroma and hue (Björn Ottosson, “A perceptual color space for image processing”, 2020)."""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _rgb(lightness: float, chroma: float, hue: float) -> Triple:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _screened(lightness: float, chroma: float, hue: float) -> str:
    """Return the colour as a screen shows it: as colourful as it can be at this lightness, and no more."""
    low, high = 0.0, chroma
    if not _is_shown(_rgb(lightness, chroma, hue)):
        for _halving in range(20):
            middle = (low + high) / 2
            low, high = (middle, high) if _is_shown(_rgb(lightness, middle, hue)) else (low, middle)
        chroma = low
    return "#" + "".join(f"{_byte(value):02x}" for value in _rgb(lightness, chroma, hue))


def _is_shown(rgb: Triple) -> bool:
    return all(-_ROUNDING <= value <= 1 + _ROUNDING for value in rgb)


def _byte(value: float) -> int:
    value = min(1.0, max(0.0, value))
    return round(255 * (value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055))  # noqa: PLR2004 - the curve of sRGB
