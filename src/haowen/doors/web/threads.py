"""Comments as pages show them: floors, the floors they answer, what was removed or withheld in words."""

from collections.abc import Mapping
from typing import Any

from haowen.doors.web.marks import escaped, foreign, moment
from haowen.doors.web.statements import DEPTH
from haowen.text.numbers import compact

Thread = dict[str, Any]


def thread(row: Mapping[str, Any], language: str) -> Thread:
    """Return one comment with its tower of answered floors, the oldest first."""
    tower = []
    prefix = ""
    for depth in range(1, DEPTH + 1):
        prefix += "answers__"
        if row[f"{prefix}floor"] is None:
            break
        tower.append(_floor(row, prefix, language, withheld=row[f"withheld_{depth}"]))
    told = moment(row["at"], language)
    return {
        **_floor(row, "", language, withheld=row["withheld"]),
        "tower": tower[::-1],
        "goes_on": len(tower) == DEPTH and row[f"{prefix}answers_id"] is not None,
        "at": told.short,
        "at_iso": told.iso,
        "score": compact(row["score"], language),
        "by_writer": row["by_writer"],
        "actor_id": row["actor_id"],
    }


def _floor(row: Mapping[str, Any], prefix: str, language: str, *, withheld: bool) -> Thread:
    gone = "removed" if row[f"{prefix}removed_at"] else "withheld" if withheld else ""
    name = row[f"{prefix}actor__name"] or ""
    text = "" if gone else row[f"{prefix}text"].strip()
    return {
        "floor": row[f"{prefix}floor"],
        "gone": gone,
        "text": escaped(text),
        "lang": foreign(text, language),
        "name": "" if gone == "removed" else escaped(name),
        "letter": escaped(next((character for character in name if character.isalnum()), "·").upper()),
    }
