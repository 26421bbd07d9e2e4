"""The pictures of the demo, drawn by program: one function a picture, no files."""

from __future__ import annotations

import importlib
import pkgutil

import resvg_py

from .kit import SCENES, render

for _module in sorted(found.name for found in pkgutil.iter_modules(__path__)):
    importlib.import_module(f"{__name__}.{_module}")

NAMES: tuple[str, ...] = tuple(sorted(SCENES))


def svg(name: str) -> str:
    """Return the picture as an SVG document."""
    return render(name)


def png(name: str, width: int = 1200) -> bytes:
    """Return the picture as a PNG of the given width."""
    return resvg_py.svg_to_bytes(svg_string=render(name), width=width, skip_system_fonts=True)
