"""Trying two titles: for a day lists show the one or the other by chance, then the first until the writer has decided.

Pages are the same for all readers, so chance falls on lists and hours: of each two hours a list shows one title in the one
and the other in the other, and which comes first is drawn by a hash. So both have the same time in every list.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from haowen.domain.articles.models import Article, Revision, TitleTrial, TrialOutcome
from haowen.kit.clock import now

LENGTH: Final = dt.timedelta(hours=24)
_HOUR: Final = 3600


class Shown(StrEnum):
    """Which of two titles is shown."""

    FIRST = "first"
    SECOND = "second"


def shown(article_id: int, where: str, at: dt.datetime) -> Shown:
    """Return which title of an article that is being tried a list shows in this hour; ``where`` is the list's address."""
    hour = int(at.timestamp()) // _HOUR
    drawn = hashlib.sha256(f"{article_id} {where} {hour // 2}".encode()).digest()[0]
    return Shown.SECOND if (drawn + hour) % 2 else Shown.FIRST


def turns_at(at: dt.datetime, ends_at: dt.datetime) -> dt.datetime:
    """Return until when a list that shows one of two titles holds: to the end of the hour, or of the trial."""
    hour = dt.datetime.fromtimestamp((int(at.timestamp()) // _HOUR + 1) * _HOUR, dt.UTC)
    return min(hour, ends_at)


def begin(articles: Iterable[Article]) -> None:
    """Try the titles of what came out with a second one; where other titles came out, the trial before is over.

    The same two are never tried again. It is part of the transaction in which they come out.
    """
    for article in articles:
        revision = article.revision
        if revision is not None and (article.title_trial_id is not None or _second(revision)):
            _turn(article, revision.title, _second(revision))


def _second(revision: Revision) -> str:
    second = revision.second_title.strip()
    return "" if second == revision.title.strip() else second


def _turn(article: Article, first: str, second: str) -> None:
    mine = TitleTrial.objects.filter(article=article)
    if mine.filter(outcome="", first=first, second=second).exists():
        return
    moment = now()
    mine.filter(outcome="").update(outcome=TrialOutcome.OVERTAKEN, ended_at=moment)
    trial = None
    if second and not mine.filter(first=first, second=second).exists():
        trial = TitleTrial.objects.create(
            article=article, first=first, second=second, started_at=moment, ends_at=moment + LENGTH
        )
    Article.objects.filter(pk=article.pk).update(title_trial=trial)
    article.title_trial = trial
