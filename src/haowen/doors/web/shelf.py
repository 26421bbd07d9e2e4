"""What stands below every article and is the same for all: hot, the channels' headlines, the originals.

Three statements together, kept for each language; one article page more costs none of them.
"""

import datetime as dt
import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from haowen.derived.recommend import reading
from haowen.doors.web import items
from haowen.doors.web.engine import piece
from haowen.doors.web.house import house
from haowen.doors.web.marks import Piece, moment
from haowen.doors.web.placed import BRIEFS, PLACED
from haowen.doors.web.reasons import told
from haowen.kit import pagestore
from haowen.kit.clock import now

HOT = 10
CANDIDATES = 24  # so that ten are left when the page's own article and its related ones are taken out
ENTRIES = 4
BELOW = "shelf"  # it is the same under every article, so it is one list


class Shelf:
    """The three parts as markup, ready to be put under an article."""

    def __init__(self, kept: dict[str, Any]) -> None:
        """Take what was kept."""
        self._hot: list[tuple[str, str]] = [(key, html) for key, html in kept["hot"]]
        self.headlines = Piece(kept["headlines"])
        self.originals = Piece(kept["originals"])
        self.told: list[int] = kept["told"]
        """Articles that the channels' headlines tell."""
        self.as_of: dict[str, str] = kept["as_of"]
        self.until = dt.datetime.fromisoformat(kept["until"]) if kept["until"] else None

    def hot(self, but: set[str]) -> list[Piece]:
        """Return the hot items without those (public ids) that the page shows already."""
        return [Piece(html) for key, html in self._hot if key not in but][:HOT]


def shelf(language: str, above: Iterable[int] = ()) -> Shelf:
    """Return the parts in one language; articles that the page shows ``above`` are not told again."""
    left_out = frozenset(above)
    variant = " ".join([language, *map(str, sorted(left_out))])
    return _decoded(pagestore.fragment("shelf", variant, lambda: _make(language, left_out)))


@lru_cache(maxsize=16)
def _decoded(kept: str) -> Shelf:
    return Shelf(json.loads(kept))


def _make(language: str, left_out: frozenset[int]) -> str:
    at = now()
    pagestore.depends("site", "slots", "originals", "list:all", "edges")
    pagestore.bounded()
    hot = reading.hot(at, limit=CANDIDATES)
    placed = PLACED.rows(at=at)
    until = min((row["edge"] for row in placed if row["part"] in ("edge", "slot") and row["edge"]), default=None)
    pagestore.valid_until(until)
    asked = {row["key"] for row in placed if row["key"]} | {one.article_id for one in hot}
    rows = {row["pk"]: row for row in items.rows(items.keyed(asked, at))}
    modules, tabs = _modules(placed, left_out, rows), _tabs(placed, left_out)
    chosen = [key for bundle in (*modules.values(), *tabs.values()) for key in bundle]
    shown = dict.fromkeys([*(one.article_id for one in hot), *chosen])
    known = {key: items.item(rows[key], language, where=BELOW) for key in shown if key in rows}
    told = moment(at, language)
    kept = {
        "hot": [
            (known[one.article_id]["id"], _hot_item(known[one.article_id], one, language))
            for one in hot
            if one.article_id in known
        ],
        "headlines": _headlines(modules, known, language),
        "originals": _originals(placed, tabs, known, language),
        "told": [key for keys in modules.values() for key in keys],
        "as_of": {"iso": told.iso, "text": told.hour},
        "until": until.isoformat() if until else "",
    }
    return json.dumps(kept, ensure_ascii=False)


def _hot_item(item: items.Item, one: reading.Recommended, language: str) -> str:
    return piece("articles/_ranked", {"item": told(item, one)}, language).strip()


def _modules(
    placed: list[dict[str, Any]], left_out: frozenset[int], rows: dict[int, dict[str, Any]]
) -> dict[int, list[int]]:
    """Return the articles of each channel: what the desk placed first, then the best by rank, of several publishers."""
    slots, best = ([row for row in placed if row["part"] == part] for part in ("slot", "best"))
    modules = {}
    for channel in house()["channels"]:
        said = _first(slots, channel["pk"], "bundle", left_out, BRIEFS + 1)
        ranked = _first(best, channel["pk"], "bundle", left_out, len(best))
        modules[channel["pk"]] = list(dict.fromkeys([*said, *items.varied(ranked, rows)]))[: BRIEFS + 1]
    return modules


def _tabs(placed: list[dict[str, Any]], left_out: frozenset[int]) -> dict[str, list[int]]:
    """Return the articles of each vertical; one whose articles all stand above shows them all the same."""
    entries = [row for row in placed if row["part"] == "vertical"]
    return {
        slug: _first(entries, slug, "address", left_out, ENTRIES)
        or _first(entries, slug, "address", frozenset(), ENTRIES)
        for slug in dict.fromkeys(row["address"] for row in entries)
    }


def _first(rows: list[dict[str, Any]], bundle: object, column: str, left_out: frozenset[int], most: int) -> list[int]:
    keys = dict.fromkeys(row["key"] for row in rows if row[column] == bundle and row["key"])
    return [key for key in keys if key not in left_out][:most]


def _headlines(modules: dict[int, list[int]], known: dict[int, items.Item], language: str) -> str:
    shown = []
    for channel in house()["channels"]:
        pagestore.depends(f"list:channel:{channel['pk']}")
        found = [known[key] for key in modules[channel["pk"]] if key in known]
        if found:
            name = channel["en" if language == "en" else "zh"]
            shown.append({"slug": channel["slug"], "name": name, "lead": found[0], "briefs": found[1:]})
    return piece("articles/_headlines", {"modules": shown}, language)


def _originals(
    placed: list[dict[str, Any]], tabs: dict[str, list[int]], known: dict[int, items.Item], language: str
) -> str:
    named = "en" if language == "en" else "zh"
    names = {row["address"]: row[named] for row in placed if row["part"] == "vertical"}
    shown = [
        {"slug": slug, "name": names[slug], "items": [known[key] for key in keys if key in known]}
        for slug, keys in tabs.items()
    ]
    return piece("articles/_originals", {"tabs": [tab for tab in shown if tab["items"]]}, language)
