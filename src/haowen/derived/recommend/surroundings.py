"""What many articles have around them, asked for once: the newest and the best older ones near them, facts, and copies."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from haowen.derived.duplicates.models import Pair
from haowen.derived.recommend.models import Warmth
from haowen.domain.articles.access import listed
from haowen.domain.articles.models import Article, ArticleQuerySet
from haowen.text import languages

NEAREST = 80  # by subject; so many that a series of one publisher leaves room for others
_NEWEST = 24
OLDER = dt.timedelta(days=21)
_OLDER_PLACES, _OLDER_KNOWN = 2, 20
_AT_ONCE = 500

Circle = tuple[str, int, str]
"""A column by which articles are near each other (empty for all there are), its value, and the language."""


class Facts(NamedTuple):
    """What is known of a candidate."""

    publisher_id: int
    channel_id: int | None
    published_at: dt.datetime | None  # None where the date is unknown: what is imported without one is not new
    language: str


@dataclass(slots=True)
class Surroundings:
    """Remembers what it was asked; to be used for one run over articles, at one moment."""

    at: dt.datetime
    facts: dict[int, Facts] = field(default_factory=dict)
    _newest: dict[Circle, list[int]] = field(default_factory=dict)
    _older: dict[Circle, list[int]] = field(default_factory=dict)

    def newest(self, article: Article) -> list[int]:
        """Return the newest of an article's channel, of its publisher and, so that no list is short, of all."""
        found: list[int] = []
        for circle in circles(article):
            if circle not in self._newest:
                rows = _within(listed(self.at), circle).newest().values_list("pk", flat=True)
                self._newest[circle] = list(rows[:_NEWEST])
            found += self._newest[circle]
        return found

    def older_good(self, article: Article) -> list[int]:
        """Return a few older pieces that have proved good, of its channel or else of its publisher or of all.

        Each article begins at another of the best, so that the best are shared among them.
        """
        found: dict[int, None] = {}
        for circle in circles(article):
            if circle not in self._older:
                older = _within(listed(self.at).filter(published_at__lt=self.at - OLDER), circle)
                rows = Warmth.objects.filter(good__gt=0, article__in=older).order_by("-good", "-pk")
                self._older[circle] = list(rows.values_list("pk", flat=True)[:_OLDER_KNOWN])
            best = self._older[circle]
            start = article.pk % len(best) if best else 0
            found |= dict.fromkeys(pk for pk in best[start:] + best[:start] if pk != article.pk)
        return list(found)[:_OLDER_PLACES]

    def learn(self, keys: Iterable[int]) -> None:
        """Ask for the facts about candidates; what lists may not show has none."""
        wanted = [pk for pk in dict.fromkeys(keys) if pk not in self.facts]
        for start in range(0, len(wanted), _AT_ONCE):
            rows = listed(self.at).filter(pk__in=wanted[start : start + _AT_ONCE])
            for row in rows.values("pk", "publisher_id", "channel_id", "published_at", "is_date_known", "language"):
                published_at = row["published_at"] if row["is_date_known"] else None
                self.facts[row["pk"]] = Facts(row["publisher_id"], row["channel_id"], published_at, row["language"])


def circles(article: Article) -> list[Circle]:
    """Return the circles around an article: its channel, its publisher, and all of its language.

    A reader of one language is sent to a translation by its own link, not by what is related.
    """
    found = [("channel_id", article.channel_id or 0, article.language)] if article.channel_id else []
    return [*found, ("publisher_id", article.publisher_id, article.language), ("", 0, article.language)]


def _within(articles: ArticleQuerySet, circle: Circle) -> ArticleQuerySet:
    column, value, language = circle
    return articles.filter(language__in=languages.alike(language), **({column: value} if column else {}))


def copies_among(keys: Iterable[int]) -> dict[int, set[int]]:
    """Return for each of these articles which others are copies of it, or it of them."""
    wanted = list(dict.fromkeys(keys))
    found: dict[int, set[int]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = Pair.objects.filter(copy__in=wanted[start : start + _AT_ONCE]).values_list("copy", "original")
        for copy, original in rows:
            found.setdefault(copy, set()).add(original)
            found.setdefault(original, set()).add(copy)
    return found
