"""What stands below every article and is the same for all: hot, the channels' headlines, the originals.

Five statements together, kept for each language; one article page more costs none of them.
"""

import datetime as dt
import json
from functools import lru_cache
from typing import Any

from django.db.models import CharField, F, IntegerField, OuterRef, Subquery, Value

from haowen.derived.recommend import reading
from haowen.domain.articles import access
from haowen.domain.channels.models import Channel
from haowen.domain.headlines import access as headlines
from haowen.domain.headlines.models import Place, VerticalArticle
from haowen.doors.web import items
from haowen.doors.web.engine import piece
from haowen.doors.web.marks import Piece, moment
from haowen.doors.web.reasons import heat_reason
from haowen.kit import pagestore
from haowen.kit.clock import now

HOT = 10
CANDIDATES = 24  # so that ten are left when the page's own article and its related ones are taken out
BRIEFS = 3
ENTRIES = 4


class Shelf:
    """The three parts as markup, ready to be put under an article."""

    def __init__(self, kept: dict[str, Any]) -> None:
        """Take what was kept."""
        self._hot: list[tuple[str, str]] = [(key, html) for key, html in kept["hot"]]
        self.headlines = Piece(kept["headlines"])
        self.originals = Piece(kept["originals"])
        self.as_of: dict[str, str] = kept["as_of"]

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
    pagestore.depends("site", "slots", "originals", "list:all")
    pagestore.bounded()
    pagestore.valid_until(headlines.edges(at))
    hot = reading.hot(at, limit=CANDIDATES)
    placed = _placed(at)
    channels = list(_best_of_channels(at))
    wanted = [one.article_id for one in hot] + [row["article_id"] for row in placed]
    wanted += [row[name] for row in channels for name in _ranks() if row[name]]
    known = items.load(wanted, at, language)
    told = moment(at, language)
    kept = {
        "hot": [
            (known[one.article_id]["id"], _hot_item(known[one.article_id], one, language))
            for one in hot
            if one.article_id in known
        ],
        "headlines": _headlines(channels, placed, known, language),
        "originals": _originals(placed, known, language),
        "as_of": {"iso": told.iso, "text": told.hour},
    }
    return json.dumps(kept, ensure_ascii=False)


def _hot_item(item: items.Item, one: reading.Recommended, language: str) -> str:
    return piece("articles/_ranked", {"item": {**item, "why": one.why, "reason": heat_reason(one.heat)}}, language).strip()


def _ranks() -> list[str]:
    return [f"best_{rank}" for rank in range(BRIEFS + 1)]


def _best_of_channels(at: dt.datetime) -> Any:
    """Return the open channels with the keys of their best articles; each is one step on an index, however many there are."""
    best = access.listed(at).filter(channel=OuterRef("pk")).order_by("-heat", "-published_at", "-pk").values("pk")
    picks = {name: Subquery(best[rank : rank + 1]) for rank, name in enumerate(_ranks())}
    return Channel.objects.open().annotate(**picks).values("pk", "slug", "name_zh", "name_en", *_ranks())


def _placed(at: dt.datetime) -> list[dict[str, Any]]:
    """Return what the desk placed: channels' slots and the entries of verticals, by one statement."""
    text = CharField()
    slots = (
        headlines.current(at)
        .filter(place=Place.CHANNEL)
        .order_by()
        .annotate(part=Value("slot", output_field=text), slug=F("channel__slug"), zh=Value("", output_field=text),
                  en=Value("", output_field=text), order=Value(0, output_field=IntegerField()))
        .values("part", "position", "article_id", "slug", "zh", "en", "order", "pk")
    )  # fmt: skip
    entries = (
        VerticalArticle.objects.filter(article__in=access.listed(at).values("pk"))
        .order_by()
        .annotate(part=Value("vertical", output_field=text), slug=F("vertical__slug"), zh=F("vertical__name_zh"),
                  en=F("vertical__name_en"), order=F("vertical__position"))
        .values("part", "position", "article_id", "slug", "zh", "en", "order", "pk")
    )  # fmt: skip
    return list(slots.union(entries, all=True).order_by("part", "order", "slug", "position", "pk"))


def _headlines(
    channels: list[dict[str, Any]], placed: list[dict[str, Any]], known: dict[int, items.Item], language: str
) -> str:
    by_desk = {row["slug"]: row["article_id"] for row in reversed(placed) if row["part"] == "slot"}
    name = "name_en" if language == "en" else "name_zh"
    modules = []
    for channel in channels:
        keys = [by_desk.get(channel["slug"]), *(channel[rank] for rank in _ranks())]
        shown = [known[key] for key in dict.fromkeys(keys) if key in known]
        pagestore.depends(f"list:channel:{channel['pk']}")
        if shown:
            modules.append(
                {"slug": channel["slug"], "name": channel[name], "lead": shown[0], "briefs": shown[1 : BRIEFS + 1]}
            )
    return piece("articles/_headlines", {"modules": modules}, language)


def _originals(placed: list[dict[str, Any]], known: dict[int, items.Item], language: str) -> str:
    named = "en" if language == "en" else "zh"
    tabs: dict[str, dict[str, Any]] = {}
    for row in placed:
        if row["part"] == "vertical" and row["article_id"] in known:
            tab = tabs.setdefault(row["slug"], {"slug": row["slug"], "name": row[named], "items": []})
            if len(tab["items"]) < ENTRIES:
                tab["items"].append(known[row["article_id"]])
    return piece("articles/_originals", {"tabs": list(tabs.values())}, language)


