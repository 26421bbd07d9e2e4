"""Answering the polls of articles: one answer a person, which may be changed until the last day is over."""

import datetime as dt
from collections import Counter
from collections.abc import Collection

from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from haowen.domain.articles.access import readable
from haowen.domain.articles.models import Article
from haowen.domain.people.models import Actor
from haowen.domain.readers.events import PollAnswered
from haowen.domain.readers.models import FormerAnswer, Poll, PollVote
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused
from haowen.text import markup


def answer(article: Article, key: str, option: int, *, by: Actor) -> None:
    """Answer a poll that readers of an article see now. Raises Refused where there is none, or it is closed."""
    asked = _asked(article, key)
    if not 0 <= option < len(asked.options):
        raise Refused(_("Please choose one of the answers."))
    with transaction.atomic():
        poll, _is_new = Poll.objects.get_or_create(
            article=article, key=key, defaults={"question": asked.question, "options": list(asked.options)}
        )
        PollVote.objects.update_or_create(poll=poll, actor=by, defaults={"option": option, "at": now()})
        announce(PollAnswered(article_id=article.pk))


def take_back(article: Article, key: str, *, by: Actor) -> None:
    """Take an answer back, if there was one."""
    _asked(article, key)
    with transaction.atomic():
        gone, _rows = PollVote.objects.filter(poll__article=article, poll__key=key, actor=by).delete()
        if gone:
            announce(PollAnswered(article_id=article.pk))


def _asked(article: Article, key: str) -> markup.Asked:
    shown = readable(now()).filter(pk=article.pk).values_list("revision__body__html", flat=True).first()
    found = next((poll for poll in markup.polls(shown or "") if poll.key == key), None)
    if found is None:
        raise Refused(_("This article asks something else now."))
    closes = closes_at(found)
    if closes is not None and closes <= now():
        raise Refused(_("This poll is closed."))
    return found


def closes_at(poll: markup.Asked) -> dt.datetime | None:
    """Return the moment after the last day of a poll, in the site's time zone."""
    if not poll.until:
        return None
    day = dt.date.fromisoformat(poll.until) + dt.timedelta(days=1)
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def counts(article: int, keys: Collection[str]) -> dict[str, Counter[int]]:
    """Return how often each answer was given, here and where the article comes from, by the keys of its polls."""
    found: dict[str, Counter[int]] = {key: Counter() for key in keys}
    here, before = (
        rows.filter(poll__article=article, poll__key__in=list(keys)).order_by().values_list("poll__key", "option")
        for rows in (PollVote.objects.all(), FormerAnswer.objects.all())
    )
    for key, option, times in here.annotate(times=Count("pk")).union(before.annotate(times=Sum("number")), all=True):
        found[key][option] += times
    return found


def own(article: int, keys: Collection[str], user: int) -> dict[str, int]:
    """Return what a person (a primary key) answered."""
    rows = PollVote.objects.filter(poll__article=article, poll__key__in=list(keys), actor__user=user)
    return dict(rows.values_list("poll__key", "option"))
