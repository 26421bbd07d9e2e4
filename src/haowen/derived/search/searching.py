"""Asking the index. What is found is shown only if lists may show it at this moment, whatever the index says."""

import datetime as dt
import time
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from haowen.derived.search import asking
from haowen.derived.search.models import Document
from haowen.domain.articles.access import listed
from haowen.domain.articles.models import Article
from haowen.domain.publishers.models import Publisher
from haowen.text import segmenting
from haowen.text.markup import Clean
from haowen.text.passages import marked, passage

# A word in a title says more about a text than one in its body; the publisher's name and the summary stand between.
_RANK = "bm25(search_text, 8.0, 3.0, 1.0, 4.0, 2.0)"
MOST_MATCHES = 2000
_LOOSE_CANDIDATES = 60
# Of a query that occurs nowhere as typed, this share of its pairs and words must stand in a text to call it found.
_LOOSE_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found, with its title and a passage of its text, what was asked for marked in both."""

    article_id: int
    title_marked: Clean
    passage_marked: Clean


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found. ``is_loose``: nothing holds the query as typed, these hold most of its words."""

    total: int
    hits: list[Hit]
    took_ms: float
    is_loose: bool = False


def search(
    q: str,
    *,
    channel: str | None = None,
    kind: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    order: str = "fit",
    page: int = 1,
    size: int = 20,
    at: dt.datetime,
) -> Found:
    """Find articles whose title, summary, body, publisher or sources hold what was asked.

    ``since`` and ``until`` are days (inclusive) of publication, in the active time zone; ``order`` is ``fit`` or ``new``.
    """
    began = time.perf_counter()
    question = asking.read(q)
    if not question.pieces:
        return Found(0, [], 0.0)
    is_loose = False
    ranked = _matches(question.strict(), MOST_MATCHES) or _matches(question.trimmed(), MOST_MATCHES)
    if not ranked and len(question.units()) > 1:
        ranked, is_loose = _loosely(question), True
    allowed = listed(at).filter(pk__in=ranked)
    if channel:
        allowed = allowed.filter(channel__slug=channel)
    if kind:
        allowed = allowed.filter(kind=kind)
    if since:
        allowed = allowed.filter(published_at__date__gte=since)
    if until:
        allowed = allowed.filter(published_at__date__lte=until)
    if order == "new":
        keys = list(allowed.newest().values_list("pk", flat=True))
    else:
        kept = set(allowed.values_list("pk", flat=True))
        keys = [pk for pk in ranked if pk in kept]
    shown = keys[(page - 1) * size : page * size]
    needles = question.units() if is_loose else question.pieces
    return Found(len(keys), _hits(shown, needles), (time.perf_counter() - began) * 1000, is_loose)


def _matches(expression: str, most: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM search_text WHERE search_text MATCH %s ORDER BY {_RANK} LIMIT %s",  # noqa: S608 - a constant
            [expression, most],
        )
        return [row[0] for row in cursor.fetchall()]


def _loosely(question: asking.Question) -> list[int]:
    """Return the texts that hold most of the query's pairs and words, the best first."""
    units = question.units()
    candidates = _matches(question.loose(), _LOOSE_CANDIDATES)
    held = dict(Document.objects.filter(pk__in=candidates).values_list("pk", "plain"))
    titles = dict(Article.objects.filter(pk__in=candidates).values_list("pk", "title"))
    shares: dict[int, float] = {}
    for pk in candidates:
        terms = set(segmenting.terms(f"{titles.get(pk, '')}\n{held.get(pk, '')}"))
        share = sum(unit in terms for unit in units) / len(units)
        if share >= _LOOSE_SHARE:
            shares[pk] = share
    return sorted(shares, key=lambda pk: (-shares[pk], candidates.index(pk)))


def _hits(keys: list[int], needles: tuple[str, ...]) -> list[Hit]:
    titles = dict(Article.objects.filter(pk__in=keys).values_list("pk", "title"))
    texts = dict(Document.objects.filter(pk__in=keys).values_list("pk", "plain"))
    return [
        Hit(pk, marked(titles[pk], needles), marked(passage(texts.get(pk, ""), needles), needles))
        for pk in keys
        if pk in titles
    ]


def suggest(q: str, *, at: dt.datetime, limit: int = 8) -> list[tuple[str, str]]:
    """Return ``(kind, text)`` pairs for what is being typed: publishers' names, then titles, that contain it."""
    typed = " ".join(q.split())[:40]
    if not typed:
        return []
    names = list(
        Publisher.objects.filter(Q(name__icontains=typed) | Q(handle__startswith=typed.lower()))
        .order_by("name")
        .values_list("name", flat=True)[:3]
    )
    titles = listed(at).filter(title__icontains=typed).order_by("-heat").values_list("title", flat=True)
    return [("publisher", name) for name in names] + [("title", title) for title in titles[: limit - len(names)]]
