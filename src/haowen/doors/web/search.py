"""Searching: articles by their text, publishers by their names, and suggestions while somebody types."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from haowen.derived.duplicates.reading import originals_first
from haowen.derived.search import asking
from haowen.derived.search.naming import beginning, named
from haowen.derived.search.searching import DEEPEST, search
from haowen.derived.search.suggesting import titles
from haowen.domain.articles import access
from haowen.domain.articles.models import Kind
from haowen.domain.publishers import access as publishers
from haowen.domain.publishers.models import Publisher
from haowen.doors.web import engine, items, paging
from haowen.doors.web.clockwork import timed
from haowen.doors.web.house import house, trail
from haowen.doors.web.marks import avatar_of, escaped
from haowen.doors.web.trying import meant, tried
from haowen.kit import pagestore
from haowen.kit.clock import now
from haowen.text.passages import marked, sought
from haowen.text.segmenting import fold

PUBLISHERS = 3
PUBLISHER = "publisher"  # besides the kinds of articles
LONGEST = 200  # characters of a question
SUGGESTED = 8
SUGGESTED_PUBLISHERS = 3
SPANS = (("week", 7), ("month", 30), ("year", 365))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its filters, all of known values; ``mistakes`` names the dates that are none."""

    q: str
    channel: str
    publisher: str
    kind: str
    since: dt.date | None
    until: dt.date | None
    order: str
    mistakes: list[str]

    def said(self, **other: str) -> dict[str, str]:
        """Return the question as the keys of an address, some of them changed."""
        own = {
            "q": self.q, "channel": self.channel, "publisher": self.publisher, "kind": self.kind,
            "from": self.since.isoformat() if self.since else "", "to": self.until.isoformat() if self.until else "",
            "order": "" if self.order == "fit" else self.order,
        }  # fmt: skip
        return {key: value for key, value in {**own, **other}.items() if value}


def read(given: Mapping[str, str]) -> Asked:
    """Read an address's keys; what is not one of the known values counts as not said."""
    channels = {channel["slug"] for channel in house()["channels"]}
    kind, order = given.get("kind", ""), given.get("order", "")
    mistakes: list[str] = []
    return Asked(
        q=" ".join(given.get("q", "").replace("\0", "").split())[:LONGEST],
        channel=given.get("channel", "") if given.get("channel", "") in channels else "",
        publisher=given.get("publisher", "").lower().removeprefix("@")[:30],
        kind=kind if kind == PUBLISHER or kind in Kind.values else "",
        since=_date(given.get("from", ""), mistakes),
        until=_date(given.get("to", ""), mistakes),
        order="new" if order == "new" else "fit",
        mistakes=mistakes,
    )


def _date(text: str, mistakes: list[str]) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        mistakes.append(text)
        return None


def index(request: HttpRequest) -> HttpResponse:
    """Search and show: ``/search?q=&channel=&kind=&from=&to=&order=fit|new&page=``."""
    at = now()
    language = engine.language_of(engine.choices_of(request))
    asked, page = read(request.GET), paging.number(request)
    timed()
    pagestore.depends("list:all", "list:publishers", "search")
    results: paging.Turned[dict[str, Any]] | None = None
    answer = Answer()
    by = _by(asked, at)
    found: list[dict[str, Any]] = []
    whole: list[dict[str, Any]] = []
    if asked.kind == PUBLISHER and asked.q:
        results = _publisher_results(asked, page, at, language)
    elif asked.q:
        results, answer = _article_results(asked, by, page, at, language)
        found = _publishers(_named(asked.q, at)[:PUBLISHERS], asked.q, language) if page == 1 else []
        whole = [one for one in found if fold(str(one["name"])) == fold(asked.q)]
    elif asked.order == "new":
        results = _newest(asked, by, page, at, language)
    if results and page > 1 and not results.rows:
        raise Http404
    title = _("Search: %(query)s") % {"query": asked.q} if asked.q else _("Search")
    context = {
        "title": title,
        "noindex": True,
        "trail": trail((_("Search"), "")),
        "asked": asked,
        "since": asked.since.isoformat() if asked.since else "",
        "until": asked.until.isoformat() if asked.until else "",
        "mistakes": asked.mistakes,
        "results": results,
        "is_loose": answer.is_loose,
        "is_ready": answer.is_ready,
        "tried": _tried(asked, by, at) if results and answer.is_empty else [],
        "meant": meant(asked.q, at) if answer.is_loose else None,
        "by": by["name"] if by else "",
        "of_publishers": asked.kind == PUBLISHER,
        "named": whole,
        "publishers": [one for one in found if one not in whole],
        "filters": _filters(asked, language) if results is not None else [],
        "pages": escaped(paging.address("/search", asked.said())),
        "all_publishers": escaped("/search?" + urlencode({"q": asked.q, "kind": PUBLISHER})),
        "sections": [
            (escaped(f"/c/{one['slug']}"), one["en" if language == engine.EN else "zh"]) for one in house()["channels"]
        ],
    }
    return engine.render(request, "search/index", context, status=400 if asked.mistakes else 200)


@dataclass(frozen=True, slots=True)
class Answer:
    """How the index answered."""

    is_loose: bool = False
    is_ready: bool = True
    is_empty: bool = False


def _by(asked: Asked, at: dt.datetime) -> dict[str, Any] | None:
    """Return the publisher that the answers must be of; an unknown one has none."""
    if not asked.publisher:
        return None
    row = publishers.visible(at).filter(handle=asked.publisher).values("pk", "name").first()
    if row is None:
        return {"pk": 0, "name": f"@{asked.publisher}"}
    pagestore.depends(f"publisher:{row['pk']}")
    return dict(row)


def _keys(asked: Asked, by: dict[str, Any] | None) -> dict[str, Any]:
    """Return what narrows the answers as the index is asked."""
    channel = next((one["pk"] for one in house()["channels"] if one["slug"] == asked.channel), None)
    return {
        "channel_id": channel, "publisher_id": by["pk"] if by else None, "kind": asked.kind or None,
        "since": asked.since, "until": asked.until,
    }  # fmt: skip


def _tried(asked: Asked, by: dict[str, Any] | None, at: dt.datetime) -> list[dict[str, Any]]:
    return tried(asked.q, at, is_narrowed=any(value is not None for value in _keys(asked, by).values()))


def _article_results(
    asked: Asked, by: dict[str, Any] | None, page: int, at: dt.datetime, language: str
) -> tuple[paging.Turned[dict[str, Any]], Answer]:
    found = search(asked.q, **_keys(asked, by), order=asked.order, page=page, size=paging.SIZE, at=at)
    hits = {hit.article_id: hit for hit in found.hits}
    known = items.load(hits, at, language)
    # Of two copies both are found, the original first.
    rows = [
        {**known[pk], "marked": hits[pk].title_marked, "passage": hits[pk].passage_marked}
        for pk in (originals_first(hits) if asked.order == "fit" else hits)
        if pk in known
    ]
    last = max(1, -(-min(found.total, DEEPEST) // paging.SIZE))
    answer = Answer(found.is_loose, found.is_ready, found.is_ready and not found.total)
    return paging.Turned(rows, page, last, found.total), answer


def _newest(
    asked: Asked, by: dict[str, Any] | None, page: int, at: dt.datetime, language: str
) -> paging.Turned[dict[str, Any]]:
    """Return the newest articles, where somebody asks for no word, only for what is new."""
    articles = access.listed(at)
    if by:
        articles = articles.filter(publisher=by["pk"])
    if asked.channel:
        articles = articles.filter(channel__slug=asked.channel)
    if asked.kind:
        articles = articles.filter(kind=asked.kind)
    if asked.since:
        articles = articles.filter(published_at__date__gte=asked.since)
    if asked.until:
        articles = articles.filter(published_at__date__lte=asked.until)

    def rows(start: int, end: int) -> list[dict[str, Any]]:
        found = items.listed(articles.newest()[start:end], language)
        return [{**one, "marked": one["title"], "passage": one["summary"]} for one in found]

    return paging.turn(articles.count(), page, rows)


def _named(q: str, at: dt.datetime) -> QuerySet[Publisher]:
    return named([q, *asking.read(q).texts], publishers.visible(at))


def _publisher_results(asked: Asked, page: int, at: dt.datetime, language: str) -> paging.Turned[dict[str, Any]]:
    found = _named(asked.q, at)
    return paging.turn(found.count(), page, lambda start, end: _publishers(found[start:end], asked.q, language))


def _publishers(found: QuerySet[Publisher], q: str, language: str) -> list[dict[str, Any]]:
    """Return publishers as the list shows them, what was asked for marked in their names."""
    written = access.listed(now()).filter(publisher=OuterRef("pk")).order_by().values("publisher")
    rows = found.annotate(times=written.annotate(n=Count("pk")).values("n")).values(
        "pk", "name", "handle", "kind", "verified_at", "tagline", "times",
        *(f"avatar__{name}" for name in ("sha256", "width", "height", "colour", "has_avif")),
    )  # fmt: skip
    shown = []
    for row in rows:
        pagestore.depends(f"publisher:{row['pk']}")
        told = items.publisher(row, language)
        told |= {"marked": marked(row["name"], sought(asking.read(q).texts)), "tagline": escaped(row["tagline"])}
        shown.append({**told, "avatar": avatar_of(row, "avatar", row["name"]), "times": row["times"] or 0})
    return shown


def _filters(asked: Asked, language: str) -> list[dict[str, Any]]:
    """Return the rows of choices above the results: each choice with its address and whether it is taken."""
    named = "en" if language == engine.EN else "zh"

    def row(name: str, choices: list[tuple[str, dict[str, str], bool]]) -> dict[str, Any]:
        links = [(escaped("/search?" + urlencode(asked.said(**said))), words, taken) for words, said, taken in choices]
        return {"name": name, "choices": links}

    kinds = {
        Kind.ARTICLE: _("Articles"),
        Kind.VIDEO: _("Videos"),
        Kind.GALLERY: _("Galleries"),
        Kind.SHORT: _("Short posts"),
        Kind.LIVE: _("Live reports"),
    }
    today = timezone.localdate(now())
    words = {"week": _("Past week"), "month": _("Past month"), "year": _("Past year")}
    spans = [(words[key], (today - dt.timedelta(days=days)).isoformat()) for key, days in SPANS]
    since = asked.since.isoformat() if asked.since else ""
    rows = [
        row(_("Kind"), [(_("All"), {"kind": ""}, not asked.kind),
                        *((kinds[kind], {"kind": kind.value}, asked.kind == kind) for kind in Kind),
                        *([(_("Publishers"), {"kind": PUBLISHER}, asked.kind == PUBLISHER)] if asked.q else [])]),
    ]  # fmt: skip
    if asked.kind == PUBLISHER:
        return rows
    pagestore.valid_until(_tomorrow())
    channels = [(one[named], {"channel": one["slug"]}, one["slug"] == asked.channel) for one in house()["channels"]]
    rows.append(row(_("Channel"), [(_("Any"), {"channel": ""}, not asked.channel), *channels]))
    rows.append(
        row(_("Time"), [(_("Any time"), {"from": "", "to": ""}, not (asked.since or asked.until)),
                        *((name, {"from": day, "to": ""}, day == since and not asked.until) for name, day in spans)])
    )  # fmt: skip
    if asked.publisher:
        rows.append(row(_("Publisher"), [(_("Any"), {"publisher": ""}, False), (f"@{asked.publisher}", {}, True)]))
    if asked.q:
        orders = [
            (_("Best fit"), {"order": ""}, asked.order == "fit"),
            (_("Newest"), {"order": "new"}, asked.order == "new"),
        ]
        rows.append(row(_("Order"), orders))
    return rows


def _tomorrow() -> dt.datetime:
    here = timezone.localtime(now()) + dt.timedelta(days=1)
    return here.replace(hour=0, minute=0, second=0, microsecond=0)


def suggest(request: HttpRequest) -> HttpResponse:
    """Name publishers and titles that begin like what is being typed, or hold it: ``/search/suggest?q=``, as JSON."""
    at = now()
    typed = " ".join(request.GET.get("q", "").replace("\0", "").split())[:40]
    timed()
    pagestore.depends("list:all", "list:publishers", "search")
    found: list[dict[str, str]] = []
    if typed:
        rows = beginning(typed, publishers.visible(at)).values("pk", "name", "handle")
        for row in rows[:SUGGESTED_PUBLISHERS]:
            pagestore.depends(f"publisher:{row['pk']}")
            found.append({"kind": "publisher", "text": row["name"], "url": f"/@{row['handle']}"})
        keys = titles(typed, at=at, most=SUGGESTED - len(found))
        known = {one["pk"]: one for one in access.listed(at).filter(pk__in=keys).values("pk", "title", "public_id")}
        for one in (known[key] for key in keys if key in known):
            pagestore.depends(f"article:{one['pk']}")
            found.append({"kind": "article", "text": one["title"], "url": f"/a/{one['public_id']}"})
    return JsonResponse({"q": typed, "suggestions": found}, json_dumps_params={"ensure_ascii": False})
