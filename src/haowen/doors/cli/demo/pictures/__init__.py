"""The pictures of the demonstration, drawn by program: one function a scene, and a few kept as drawn."""

import importlib
import pkgutil
from pathlib import Path

import resvg_py

from haowen.doors.cli.demo.pictures.kit import SCENES, render

for _module in sorted(found.name for found in pkgutil.iter_modules(__path__)):
    importlib.import_module(f"{__name__}.{_module}")

_DRAWN = Path(__file__).parent / "drawn"
NAMES: tuple[str, ...] = tuple(sorted({*SCENES, *(path.stem for path in _DRAWN.glob("*.svg"))}))


def svg(name: str) -> str:
    """Return the picture as an SVG document."""
    return render(name) if name in SCENES else (_DRAWN / f"{name}.svg").read_text(encoding="utf-8")


def width(name: str) -> int:
    """Return how wide a scene's canvas is."""
    return SCENES[name].width


def png(name: str, width: int = 1200) -> bytes:
    """Return the picture as a PNG of the given width."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg(name), width=width, skip_system_fonts=True))
