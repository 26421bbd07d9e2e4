"""Asking the index. What is found is shown only if lists may show it at this moment, whatever the index says."""

import datetime as dt
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from haowen.derived.search import asking, keeping, matching
from haowen.derived.search.engine import UnusableError
from haowen.domain.articles.access import listed
from haowen.domain.articles.models import Article
from haowen.kit.clock import now
from haowen.kit.statements import Statement
from haowen.text.markup import Clean
from haowen.text.passages import Sought, marked, passage

DEEPEST = 2000  # answers that can be paged to; nobody looks further, and what is asked for can be said better
_BESIDE = 100  # answers looked at besides those of the page, so that what may not be shown leaves no gap


def _of(keys: Sequence[int], at: dt.datetime) -> "object":
    # The rule stands in a subquery, so that the database goes by the keys and does not look through all that is listed.
    return Article.objects.filter(Exists(listed(at).filter(pk=OuterRef("pk"))), pk__in=keys)


_ALLOWED = Statement(lambda keys, at: _of(keys, at).values("pk"), keys=(1,), at=now())  # type: ignore[attr-defined]
_TEXTS = Statement(
    lambda keys, at: _of(keys, at).values("pk", "title", "revision__body__plain"),  # type: ignore[attr-defined]
    keys=(1,),
    at=now(),
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found, with its title and a passage of its text, what was asked for marked in both."""

    article_id: int
    title_marked: Clean
    passage_marked: Clean


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found.

    ``is_loose``: nothing holds the query as typed, these hold most of its words. ``is_ready`` is False while there is no
    index that can be asked.
    """

    total: int
    hits: list[Hit]
    took_ms: float
    is_loose: bool = False
    is_ready: bool = True


def search(
    q: str,
    *,
    channel_id: int | None = None,
    publisher_id: int | None = None,
    kind: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    order: str = "fit",
    page: int = 1,
    size: int = 20,
    at: dt.datetime,
) -> Found:
    """Find articles whose title, text, summary, publisher or sources hold what was asked.

    ``since`` and ``until`` are days (inclusive) of publication, in the active time zone; ``order`` is ``fit`` or ``new``.
    """
    began = time.perf_counter()
    question = asking.read(q)
    if not question.pieces:
        return Found(0, [], 0.0)
    narrowed = matching.Narrowed(channel_id, publisher_id, kind or "", _second(since), _second(until, days=1))
    most = min(page * size, DEEPEST) + _BESIDE
    try:
        matches = matching.match(keeping.reader(), question, narrowed, most, newest=order == "new")
    except UnusableError:
        keeping.suspect()
        return Found(0, [], (time.perf_counter() - began) * 1000, is_ready=False)
    shown = allowed(matches.keys, at)
    keys = [key for key in matches.keys if key in shown]
    total = matches.total - (len(matches.keys) - len(keys))
    hits = _hits(keys[(page - 1) * size : page * size], asking.sought(question, is_loose=matches.is_loose), at)
    return Found(total, hits, (time.perf_counter() - began) * 1000, matches.is_loose)


def allowed(keys: Sequence[int], at: dt.datetime) -> set[int]:
    """Return those of these articles that lists may show at this moment."""
    return {row["pk"] for row in _ALLOWED.rows(keys=tuple(keys), at=at)}


def _second(day: dt.date | None, *, days: int = 0) -> int | None:
    """Return the first second of a day, or the last of it, where the site is."""
    if day is None:
        return None
    midnight = dt.datetime.combine(day + dt.timedelta(days=days), dt.time.min, timezone.get_current_timezone())
    return int(midnight.timestamp()) - days


def _hits(keys: Iterable[int], what: Sought, at: dt.datetime) -> list[Hit]:
    wanted = tuple(keys)
    texts = {row["pk"]: row for row in _TEXTS.rows(keys=wanted, at=at)}
    hits = []
    for pk in wanted:
        if row := texts.get(pk):
            around = passage(row["revision__body__plain"] or "", what)
            hits.append(Hit(pk, marked(row["title"], what), marked(around, what)))
    return hits
