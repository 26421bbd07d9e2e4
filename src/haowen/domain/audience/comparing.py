"""Comparing two titles that were tried: who was shown and who followed, and whether the difference can be chance."""

from dataclasses import dataclass
from math import exp, lgamma
from typing import Final

from django.db.models import Sum

from haowen.domain.articles.models import TitleTrial
from haowen.domain.audience.counting import hour_of
from haowen.domain.audience.models import HourlyTitles

_EQUAL: Final = 1e-9  # by so much two logarithms of the same probability may differ as they are worked out


@dataclass(frozen=True, slots=True)
class Counted:
    """How many readers were shown a title in lists, and how many of them opened the article from there."""

    shown: int = 0
    followed: int = 0

    def share(self) -> float | None:
        """Return which part of those who were shown it opened it; None where nobody was."""
        return self.followed / self.shown if self.shown else None


def counted(trial: TitleTrial) -> tuple[Counted, Counted]:
    """Return the numbers of the first and of the second title."""
    rows = HourlyTitles.objects.filter(
        article=trial.article_id, hour_at__gte=hour_of(trial.started_at), hour_at__lt=trial.ends_at
    )
    sums = {
        row["title"]: Counted(row["seen"], row["opened"])
        for row in rows.order_by().values("title").annotate(seen=Sum("shown"), opened=Sum("followed"))
    }
    return sums.get("first", Counted()), sums.get("second", Counted())


def by_chance(one: Counted, other: Counted) -> float:
    """Return how probable a difference as large as this, or larger, is where both titles draw equally.

    Fisher's exact test, two-sided: of all ways to share the openings between those who were shown the one and the other,
    the probabilities (hypergeometric) of those that are no more probable than what was seen.
    """
    most = one.shown + other.shown
    opened = one.followed + other.followed
    lowest, highest = max(0, opened - other.shown), min(opened, one.shown)

    def log(number: int) -> float:
        return _choices(one.shown, number) + _choices(other.shown, opened - number) - _choices(most, opened)

    seen = log(one.followed) + _EQUAL
    return min(1.0, sum(exp(log(number)) for number in range(lowest, highest + 1) if log(number) <= seen))


def _choices(of: int, number: int) -> float:
    return lgamma(of + 1) - lgamma(number + 1) - lgamma(of - number + 1)
