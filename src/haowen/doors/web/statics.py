"""Addresses of style sheets, scripts and pictures of our own, with their content's hash, so that they may be kept for good."""

import hashlib
from functools import cache
from pathlib import Path

DOORS = Path(__file__).resolve().parent.parent


@cache
def address(name: str) -> str:
    """Return ``/static/web/reader.<hash8>.css`` for ``web/reader.css`` (a file below a door's ``static`` folder)."""
    door = name.split("/", 1)[0]
    path = DOORS / door / "static" / name
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    stem, _, suffix = name.rpartition(".")
    return f"/static/{stem}.{digest}.{suffix}"
