"""What a live report tells: its entries as they stand now."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Count, OuterRef, Subquery

from haowen.domain.articles.models import Article, LiveEnd, LiveEntry, LiveText

MOST = 200
"""So many entries stand on one page."""


class Entry(NamedTuple):
    """An entry as readers get it. ``note`` and ``corrected_at`` are of its last correction."""

    number: int
    at: dt.datetime
    title: str
    html: str
    note: str
    corrected_at: dt.datetime | None
    is_pinned: bool
    is_removed: bool


def entries(article: int, *, is_oldest_first: bool = False, beyond: int | None = None) -> list[Entry]:
    """Return entries of an article (a primary key), one more than stands on a page; ``beyond`` an entry's number.

    What is pinned stands on top of the first page, and in its place.
    """
    last = LiveText.objects.filter(entry=OuterRef("pk")).order_by("-pk")
    rows = LiveEntry.objects.filter(article=article).annotate(
        title=Subquery(last.values("title")[:1]), html=Subquery(last.values("html")[:1]),
        note=Subquery(last.values("note")[:1]), said_at=Subquery(last.values("at")[:1]), versions=Count("texts"),
    )  # fmt: skip
    if beyond is not None:
        rows = rows.filter(number__gt=beyond) if is_oldest_first else rows.filter(number__lt=beyond)
    found = rows.order_by("number" if is_oldest_first else "-number")
    return [_entry(row) for row in found[: MOST + 1]]


def _entry(row: LiveEntry) -> Entry:
    said = row.__dict__
    return Entry(
        number=row.number,
        at=row.at,
        title=said["title"] or "",
        html=said["html"] or "",
        note=said["note"] or "",
        corrected_at=said["said_at"] if said["versions"] > 1 else None,
        is_pinned=row.pinned_at is not None,
        is_removed=row.removed_at is not None,
    )


def ended_at(article: int) -> dt.datetime | None:
    """Return when a report was declared to have ended."""
    return LiveEnd.objects.filter(article=article).values_list("at", flat=True).first()


def told(article: Article) -> Iterator[str]:
    """Give the words of all entries that stand, for the search."""
    last = LiveText.objects.filter(entry=OuterRef("pk")).order_by("-pk")
    rows = LiveEntry.objects.filter(article=article, removed_at=None).order_by("number")
    for title, text in rows.annotate(
        title=Subquery(last.values("title")[:1]), plain=Subquery(last.values("plain")[:1])
    ).values_list("title", "plain"):
        yield f"{title}\n{text}"
