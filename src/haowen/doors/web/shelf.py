"""What stands below every article and is the same for all: hot, the channels' headlines, the originals.

Three statements together, kept for each language; one article page more costs none of them.
"""

import datetime as dt
import json
from functools import lru_cache
from typing import Any

from haowen.derived.recommend import reading
from haowen.doors.web import items
from haowen.doors.web.engine import piece
from haowen.doors.web.house import house
from haowen.doors.web.marks import Piece, moment
from haowen.doors.web.placed import BRIEFS, PLACED
from haowen.doors.web.reasons import heat_reason
from haowen.kit import pagestore
from haowen.kit.clock import now

HOT = 10
CANDIDATES = 24  # so that ten are left when the page's own article and its related ones are taken out
ENTRIES = 4


class Shelf:
    """The three parts as markup, ready to be put under an article."""

    def __init__(self, kept: dict[str, Any]) -> None:
        """Take what was kept."""
        self._hot: list[tuple[str, str]] = [(key, html) for key, html in kept["hot"]]
        self.headlines = Piece(kept["headlines"])
        self.originals = Piece(kept["originals"])
        self.as_of: dict[str, str] = kept["as_of"]
        self.until = dt.datetime.fromisoformat(kept["until"]) if kept["until"] else None

    def hot(self, but: set[str]) -> list[Piece]:
        """Return the hot items without those (public ids) that the page shows already."""
        return [Piece(html) for key, html in self._hot if key not in but][:HOT]


def shelf(language: str) -> Shelf:
    """Return the parts in one language."""
    return _decoded(pagestore.fragment("shelf", language, lambda: _make(language)))


@lru_cache(maxsize=8)
def _decoded(kept: str) -> Shelf:
    return Shelf(json.loads(kept))


def _make(language: str) -> str:
    at = now()
    pagestore.depends("site", "slots", "originals", "list:all", "edges")
    pagestore.bounded()
    hot = reading.hot(at, limit=CANDIDATES)
    placed = PLACED.rows(at=at)
    until = min((row["edge"] for row in placed if row["part"] in ("edge", "slot") and row["edge"]), default=None)
    pagestore.valid_until(until)
    wanted = [one.article_id for one in hot] + [row["key"] for row in placed if row["key"]]
    known = items.load(wanted, at, language)
    told = moment(at, language)
    kept = {
        "hot": [
            (known[one.article_id]["id"], _hot_item(known[one.article_id], one, language))
            for one in hot
            if one.article_id in known
        ],
        "headlines": _headlines(placed, known, language),
        "originals": _originals(placed, known, language),
        "as_of": {"iso": told.iso, "text": told.hour},
        "until": until.isoformat() if until else "",
    }
    return json.dumps(kept, ensure_ascii=False)


def _hot_item(item: items.Item, one: reading.Recommended, language: str) -> str:
    return piece(
        "articles/_ranked", {"item": {**item, "why": one.why, "reason": heat_reason(one.heat)}}, language
    ).strip()


def _headlines(placed: list[dict[str, Any]], known: dict[int, items.Item], language: str) -> str:
    """Return the modules of the channels: what the desk placed first, then the best by rank."""
    modules: dict[int, dict[str, Any]] = {
        channel["pk"]: {"slug": channel["slug"], "name": channel["en" if language == "en" else "zh"], "keys": []}
        for channel in house()["channels"]
    }
    for kind in ("slot", "best"):
        for row in placed:
            if row["part"] == kind and row["bundle"] in modules:
                modules[row["bundle"]]["keys"].append(row["key"])
    for key, module in modules.items():
        pagestore.depends(f"list:channel:{key}")
        shown = [known[one] for one in dict.fromkeys(module["keys"]) if one in known]
        module["lead"], module["briefs"] = (shown[0] if shown else None), shown[1 : BRIEFS + 1]
    return piece("articles/_headlines", {"modules": [one for one in modules.values() if one["lead"]]}, language)


def _originals(placed: list[dict[str, Any]], known: dict[int, items.Item], language: str) -> str:
    named = "en" if language == "en" else "zh"
    tabs: dict[str, dict[str, Any]] = {}
    for row in placed:
        if row["part"] == "vertical" and row["key"] in known:
            tab = tabs.setdefault(row["address"], {"slug": row["address"], "name": row[named], "items": []})
            if len(tab["items"]) < ENTRIES:
                tab["items"].append(known[row["key"]])
    return piece("articles/_originals", {"tabs": list(tabs.values())}, language)
