"""What was counted, added up over a span; and of what could point at somebody no more than may be told.

The thresholds stand here and not in a door: whoever asks for these sums gets what may be shown. Everything is added up by
the database, by one statement each, for one article or for all of a publisher's.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, QuerySet, Sum

from haowen.domain.articles.models import Article
from haowen.domain.audience.counting import READS, SHOWS
from haowen.domain.audience.models import DailyReaders, DailyTrait, HourlyReads, HourlyShows, SearchWord, Trait
from haowen.domain.audience.tasks import BY_THE_HOUR
from haowen.domain.publishers.models import Publisher
from haowen.kit.clock import now

NAMED_FROM = 5
"""From so many readers of one article on, words that were searched for and other sites are named."""
TOLD_ABOVE = 20
"""Above so many readers of one article, a class of device or a country is told.

Of one article, also where all of a publisher's are added up: whoever opens thirty articles is not thirty readers.
"""
ROUNDED_TO = 10
"""Readers of a device or a country are told in tens: from one day to the next nobody can be told by what was added."""
WORDS_MOST = 100

DIRECT, ELSEWHERE = "", "elsewhere"

Of = Publisher | Article
Totals = Counter[str]


@dataclass(frozen=True, slots=True)
class Named:
    """Sums by name, the largest first, and what is added up in the rest because it may not be named."""

    rows: list[tuple[str, int]]
    rest: int


def of(rows: QuerySet[Any], whose: Of) -> QuerySet[Any]:
    """Return the rows about one article, or about a publisher's."""
    if isinstance(whose, Article):
        return rows.filter(article=whose)
    return rows.filter(article__in=Article.objects.filter(publisher=whose).values("pk"))


def by_hour(whose: Of, since: dt.datetime | None = None) -> dict[dt.datetime, Totals]:
    """Return what was shown, opened and read in which hour (of what is long past: on which day)."""
    found: dict[dt.datetime, Totals] = {}
    for rows, names in ((HourlyReads.objects.all(), READS), (HourlyShows.objects.all(), SHOWS)):
        for row in _added(of(rows, whose), "hour_at", names, since):
            found.setdefault(row.pop("hour_at"), Counter()).update(row)
    return found


def day_of(hour: dt.datetime, zone: dt.tzinfo) -> dt.date:
    """Return the day under which an hour is shown: the site's own, or of what is only kept by the day, that day (UTC)."""
    is_a_day = hour < now() - BY_THE_HOUR - dt.timedelta(days=1)
    return hour.astimezone(dt.UTC if is_a_day else zone).date()


def by_article(publisher: Publisher, since: dt.datetime | None = None) -> dict[int, Totals]:
    """Return what was shown, opened and read of each article (primary key)."""
    found: dict[int, Totals] = {}
    for rows, names in ((HourlyReads.objects.all(), READS), (HourlyShows.objects.all(), SHOWS)):
        for row in _added(of(rows, publisher), "article", names, since):
            found.setdefault(row.pop("article"), Counter()).update(row)
    return found


def reads_of(articles: Sequence[int]) -> dict[int, Totals]:
    """Return what was ever opened and read of some articles (primary keys)."""
    rows = _added(HourlyReads.objects.filter(article__in=articles), "article", READS, None)
    return {row.pop("article"): Counter(row) for row in rows}


def by_source(whose: Of, since: dt.datetime | None = None) -> dict[str, Totals]:
    """Return what was opened and read by where readers came from, the most opened first.

    Another site is named (by its host) from :data:`NAMED_FROM` readers on; the others are :data:`ELSEWHERE` together.
    """
    rows = _since(of(HourlyReads.objects.all(), whose), "hour_at", since)
    named = {source for (source,) in _reached(rows, ("source",), "opened", NAMED_FROM)}
    found: dict[str, Totals] = {}
    for row in _added(rows, "source", READS, None):
        source = row.pop("source")
        found.setdefault(ELSEWHERE if _is_host(source) and source not in named else source, Counter()).update(row)
    return dict(sorted(found.items(), key=lambda pair: (-pair[1]["opened"], pair[0])))


def by_list(whose: Of, since: dt.datetime | None = None) -> dict[str, Totals]:
    """Return how many saw it in each list, and followed it from there, the most seen first."""
    rows = _added(of(HourlyShows.objects.all(), whose), "place", SHOWS, since)
    found = {row.pop("place"): Counter(row) for row in rows}
    return dict(sorted(found.items(), key=lambda pair: (-pair[1]["shown"], pair[0])))


def by_word(whose: Of, since: dt.date | None = None) -> Named:
    """Return which words that were searched for here led to it, from :data:`NAMED_FROM` readers on."""
    rows = _since(of(SearchWord.objects.all(), whose), "day", since)
    named: Totals = Counter()
    for word, number in _reached(rows, ("word",), "times", NAMED_FROM, with_numbers=True):
        named[word] += number
    whole = rows.aggregate(number=Sum("times"))["number"] or 0
    told = sorted(named.items(), key=lambda pair: (-pair[1], pair[0]))[:WORDS_MOST]
    return Named(told, whole - sum(number for _word, number in told))


def by_trait(whose: Of, since: dt.date | None = None) -> dict[Trait, Named | None]:
    """Return which devices and countries openings had, in tens; None where there were too few readers to tell.

    Days that are not over (UTC) are left out, so that nobody can watch a number grow by the one reader that is known.
    """
    rows = _since(of(DailyTrait.objects.all(), whose), "day", since).filter(day__lt=now().date())
    told = set(_reached(rows, ("trait", "value"), "readers", TOLD_ABOVE + 1))
    enough = {trait for (trait,) in _reached(rows, ("trait",), "readers", TOLD_ABOVE + 1)}
    found: dict[str, Totals] = {trait.value: Counter() for trait in Trait}
    for trait, value, number in rows.order_by().values_list("trait", "value").annotate(number=Sum("readers")):
        found[trait][value if (trait, value) in told else ""] += number
    return {trait: _in_tens(found[trait.value]) if trait.value in enough else None for trait in Trait}


def readers(publisher: Publisher, since: dt.date | None = None) -> int:
    """Return how many readers opened anything of a publisher, each once a day."""
    rows = _since(DailyReaders.objects.filter(publisher=publisher), "day", since)
    return rows.aggregate(number=Sum("readers"))["number"] or 0


def first_hour(whose: Of) -> dt.datetime | None:
    """Return the first hour of which anything was counted."""
    found: dt.datetime | None = of(HourlyReads.objects.all(), whose).aggregate(first=Min("hour_at"))["first"]
    return found


def _added(rows: QuerySet[Any], by: str, names: tuple[str, ...], since: dt.datetime | None) -> list[dict[str, Any]]:
    totals = {f"{name}_sum": Sum(name) for name in names}
    added = _since(rows, "hour_at", since).order_by().values(by).annotate(**totals)
    return [{by: row[by], **{name: row[f"{name}_sum"] for name in names}} for row in added]


def _since(rows: QuerySet[Any], column: str, since: dt.date | None) -> QuerySet[Any]:
    return rows if since is None else rows.filter(**{f"{column}__gte": since})


def _is_host(source: str) -> bool:
    """Whether a source is another site, and not a kind of page of our own."""
    return "." in source or source == "localhost"


def _reached(
    rows: QuerySet[Any], by: Sequence[str], name: str, least: int, *, with_numbers: bool = False
) -> list[tuple[Any, ...]]:
    """Return what has so many readers in one article at least, once for each article; with how many, if that is wanted."""
    counted = rows.order_by().values("article", *by).annotate(number=Sum(name)).filter(number__gte=least)
    return list(counted.values_list(*by, *(("number",) if with_numbers else ())))


def _in_tens(counted: Totals) -> Named:
    """Return the numbers by name, the largest first; those that may not be told stand under no name."""
    rest = _rounded(counted.pop("", 0))
    return Named([(value, _rounded(number)) for value, number in counted.most_common()], rest)


def _rounded(number: int) -> int:
    return (number + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO
