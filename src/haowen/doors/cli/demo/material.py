"""Reads the demonstration's own material: the site's texts and the articles."""

import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from haowen.formats.markdown import read
from haowen.formats.markdown.piece import Piece

CONTENT = Path(__file__).parent / "content"
FILMS, FILM = CONTENT / "films", ".mp4"
_AGO = re.compile(r"(?P<days>\d+)d (?P<hour>\d{1,2}):(?P<minute>\d{2})")


@cache
def site() -> dict[str, Any]:
    """Return what the site, its publishers and people are called, as written in ``site.yaml``."""
    return dict(yaml.safe_load((CONTENT / "site.yaml").read_text(encoding="utf-8")))


def pieces() -> dict[str, Piece]:
    """Return the articles by slug; a file that does not read as it should is an error of the demonstration."""
    found: dict[str, Piece] = {}
    for path in sorted((CONTENT / "articles").glob("*.md")):
        piece = read(path.read_text(encoding="utf-8"), path=path.name)
        if piece.problems:
            raise ValueError(f"{path.name}: {'; '.join(piece.problems)}")
        found[piece.slug or path.stem] = piece
    return found


def shown(piece: Piece) -> set[str]:
    """Return the names of all pictures and films that an article shows: in its text, in lists, in its entries."""
    texts = [piece, *(read(row["text"]) for row in piece.extra.get("entries", ()))]
    covers = {piece.cover, *(row["picture"] for row in piece.extra.get("covers", ()))} - {""}
    return covers | {asked.address for text in texts for asked in text.pictures}


def moment(ago: str, *, at: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """Read "21d 08:30": that local time, so many days before ``at``; never later than ``at``."""
    found = _AGO.fullmatch(ago.strip())
    if not found:
        raise ValueError(f"no such time: {ago}")
    day = at.astimezone(zone).date() - dt.timedelta(days=int(found["days"]))
    told = dt.datetime.combine(day, dt.time(int(found["hour"]), int(found["minute"])), tzinfo=zone).astimezone(dt.UTC)
    # Today's pieces are told for the hours that have been; a site filled at night still has them.
    return told if told <= at else told - dt.timedelta(days=1)
