"""What a live report tells: its entries as they stand now."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from haowen.domain.articles.models import Article, EntryReview, LiveEnd, LiveEntry, LiveText

MOST = 200
"""So many entries stand on one page."""


class Entry(NamedTuple):
    """An entry as readers get it. ``note`` and ``corrected_at`` are of its last correction; ``out_at`` is when it came out so."""

    number: int
    at: dt.datetime
    title: str
    html: str
    note: str
    corrected_at: dt.datetime | None
    is_pinned: bool
    is_removed: bool
    out_at: dt.datetime


class Written(NamedTuple):
    """An entry as its writers get it: what it says last, whether readers see that, and the review that it waits in."""

    entry: LiveEntry
    text: LiveText
    versions: int
    review: EntryReview | None


def entries(article: int, *, is_oldest_first: bool = False, beyond: int | None = None) -> list[Entry]:
    """Return entries of an article (a primary key), one more than stands on a page; ``beyond`` an entry's number.

    What is pinned stands on top of the first page, and in its place. What nobody has passed yet is not there.
    """
    rows = _told(LiveEntry.objects.filter(article=article))
    if beyond is not None:
        rows = rows.filter(number__gt=beyond) if is_oldest_first else rows.filter(number__lt=beyond)
    found = rows.order_by("number" if is_oldest_first else "-number")
    return [_entry(row) for row in found[: MOST + 1]]


def newest(articles: Sequence[int], most: int) -> dict[int, list[Entry]]:
    """Return the newest entries of many articles (by primary keys), so many of each at most, by one statement."""
    if not articles:
        return {}
    place = Window(RowNumber(), partition_by=F("article"), order_by=F("number").desc())
    rows = _told(LiveEntry.objects.filter(article__in=articles)).annotate(place=place)
    found: dict[int, list[Entry]] = {}
    for row in rows.filter(place__lte=most).order_by("article", "-number"):
        found.setdefault(row.article_id, []).append(_entry(row))
    return found


def _told(rows: "QuerySet[LiveEntry]") -> "QuerySet[LiveEntry]":
    """Return those that readers were ever told, with what they are told now: nothing where that was returned."""
    texts = LiveText.objects.filter(entry=OuterRef("pk"))
    last, first = texts.out().order_by("-pk"), texts.out().order_by("pk")
    return rows.filter(Exists(texts.told())).annotate(
        title=Subquery(last.values("title")[:1]), html=Subquery(last.values("html")[:1]),
        note=Subquery(last.values("note")[:1]), said_at=Subquery(last.values("at")[:1]),
        passed_at=Subquery(last.values("review__closed_at")[:1]), said=Subquery(last.values("pk")[:1]), first=Subquery(first.values("pk")[:1]),
    )  # fmt: skip


def _entry(row: LiveEntry) -> Entry:
    said = row.__dict__
    return Entry(
        number=row.number,
        at=row.at,
        title=said["title"] or "",
        html=said["html"] or "",
        note=said["note"] or "",
        corrected_at=said["said_at"] if said["said"] != said["first"] else None,
        is_pinned=row.pinned_at is not None,
        is_removed=row.removed_at is not None or said["html"] is None,
        out_at=max(at for at in (said["passed_at"], said["said_at"], row.at) if at is not None),
    )


def written(article: int, most: int) -> list[Written]:
    """Return the newest entries of an article as its writers get them, also what readers do not see (yet)."""
    rows = LiveEntry.objects.filter(article=article).order_by("-number").prefetch_related("texts__review")
    return [_written(entry, list(entry.texts.all())) for entry in rows[:most]]


def _written(entry: LiveEntry, texts: list[LiveText]) -> Written:
    last = texts[-1]
    return Written(entry, last, len(texts), getattr(last, "review", None))


def ended_at(article: int) -> dt.datetime | None:
    """Return when a report was declared to have ended."""
    return LiveEnd.objects.filter(article=article).values_list("at", flat=True).first()


def told(article: Article) -> Iterator[str]:
    """Give the words of all entries that stand, for the search."""
    last = LiveText.objects.out().filter(entry=OuterRef("pk")).order_by("-pk")
    rows = LiveEntry.objects.filter(article=article, removed_at=None).order_by("number")
    for title, text in rows.annotate(
        title=Subquery(last.values("title")[:1]), plain=Subquery(last.values("plain")[:1])
    ).values_list("title", "plain"):
        if text is not None:
            yield f"{title}\n{text}"
