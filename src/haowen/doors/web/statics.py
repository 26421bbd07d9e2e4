"""Addresses of style sheets, scripts and pictures of our own, with their content's hash, so that they may be kept for good."""

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

DOORS = Path(__file__).resolve().parent.parent
PACKAGES: Sequence[str] = ("django_prose_editor",)
"""Libraries whose static files are served beside ours: the editor's bundle."""


def package_folder(package: str) -> Path:
    """Return the folder of a library's static files, without importing the library."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).parent / "static"


@cache
def address(name: str) -> str:
    """Return ``/static/web/reader.<hash8>.css`` for ``web/reader.css`` (a file below a door's ``static`` folder)."""
    door = name.split("/", 1)[0]
    path = (package_folder(door) if door in PACKAGES else DOORS / door / "static") / name
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    stem, _, suffix = name.rpartition(".")
    return f"/static/{stem}.{digest}.{suffix}"
