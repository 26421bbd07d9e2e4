"""Comments as pages show them: floors, the floors they answer, what was removed or withheld in words."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from haowen.doors.web.marks import escaped, foreign, moment
from haowen.doors.web.statements import DEPTH
from haowen.kit import pagestore
from haowen.text.numbers import compact

Thread = dict[str, Any]


def viewer_of(request: HttpRequest) -> int | None:
    """Return the key of whoever is signed in, so that comments of theirs are shown to them; kept pages are for nobody."""
    user = getattr(request, "user", None) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    return user.pk if user is not None and user.is_authenticated else None


def selects(row: Mapping[str, Any]) -> bool:
    """Whether an article's row says that selected comments only are shown under it."""
    own = row["shows_selected_comments"]
    return bool(row["publisher__shows_selected_comments"] if own is None else own)


def thread(row: Mapping[str, Any], language: str, viewer: int | None = None) -> Thread:
    """Return one comment with its tower of answered floors, the oldest first, as one person (``viewer``) or all see it."""
    tower = []
    prefix = ""
    for depth in range(1, DEPTH + 1):
        prefix += "answers__"
        if row[f"{prefix}floor"] is None:
            break
        tower.append(_floor(row, prefix, language, viewer, withheld=row[f"withheld_{depth}"]))
    told = moment(row["at"], language)
    return {
        **_floor(row, "", language, viewer, withheld=row["withheld"]),
        "tower": tower[::-1],
        "goes_on": len(tower) == DEPTH and row[f"{prefix}answers_id"] is not None,
        "at": told.short,
        "at_iso": told.iso,
        "score": compact(row["score"], language),
        "by_writer": row["by_writer"] and row["publisher"] is None,
        "is_pinned": row["pinned_at"] is not None,
        "actor_id": row["actor_id"],
    }


def _floor(row: Mapping[str, Any], prefix: str, language: str, viewer: int | None, *, withheld: bool) -> Thread:
    in_name_of = row[f"{prefix}publisher"]
    if in_name_of is not None:
        pagestore.depends(f"publisher:{in_name_of}")
    kept_back = _kept_back(row, prefix)
    is_own = viewer is not None and row[f"{prefix}actor__user"] == viewer
    gone = "removed" if row[f"{prefix}removed_at"] else "withheld" if withheld else ""
    if not gone and kept_back and not is_own:
        gone = "unshown"
    name = row[f"{prefix}actor__name" if in_name_of is None else f"{prefix}publisher__name"] or ""
    text = "" if gone else row[f"{prefix}text"].strip()
    return {
        "floor": row[f"{prefix}floor"],
        "gone": gone,
        "own": "" if gone else kept_back,
        "text": escaped(text),
        "lang": foreign(text, language),
        "name": "" if gone in ("removed", "unshown") else escaped(name),
        "letter": escaped(next((character for character in name if character.isalnum()), "·").upper())
        if gone != "unshown"
        else "·",
        "in_name_of": in_name_of is not None,
    }


def _kept_back(row: Mapping[str, Any], prefix: str) -> str:
    """Return why the publisher of the article does not show this floor: it waits, is not selected, or it does show it."""
    if row[f"{prefix}waits_since"] is not None:
        return "waits"
    is_shown = row["shows_all"] or row[f"{prefix}selected_at"] is not None or row[f"{prefix}publisher"] is not None
    return "" if is_shown else "unselected"
