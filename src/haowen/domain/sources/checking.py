"""Asking whether cited addresses still lead anywhere: seldom, one of a host at a time, and more than once before it is said.

An address that says it is gone (404, 410, no such host) is asked again a day and three days later, and then called dead.
One that does not answer, or answers that it cannot just now, is asked again at growing pauses, and called dead only after a
month of that. One that keeps us out (401, 403, 429 …) has answered: nobody knows more. One that leads to the front page of its
site, or whose small page is called “not found”, counts as one that says it is gone.
"""

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from django.db import transaction

from haowen.domain.articles.models import Article
from haowen.domain.sources.events import LinkJudged, LinkNamed
from haowen.domain.sources.models import Copy, Link
from haowen.domain.sources.naming import ROUND, SPREAD, keeps_copies, spread
from haowen.kit import outbound
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.text import nowhere

AT_ONCE: Final = 12  # addresses of one run, each of another host
A_DAY: Final = 2_000
PAUSES: Final = (dt.timedelta(days=1), dt.timedelta(days=3), dt.timedelta(days=7))
GONE_TIMES: Final = 3
SILENT_SPAN: Final = dt.timedelta(days=30)
_OK: Final = 200
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
_GONE: Final = frozenset({404, 410, 451})
_LATER: Final = frozenset({408, 425, 500, 502, 503, 504, 509, 520, 521, 522, 523, 524, 525, 526, 530})

READ_MOST: Final = 64 * 1024  # a page that says only that there is none is smaller
Look = Callable[[str], outbound.Answer]


def read(url: str) -> outbound.Answer:
    """Return a small page. Raises OutboundError for what is large, or no page."""
    return outbound.get(url, most_bytes=READ_MOST, seconds=10.0, types=("text/html", "application/xhtml"))


class Answered(StrEnum):
    """What an asking brought."""

    THERE = "there"
    GONE = "gone"
    NO_HOST = "no_host"
    SILENT = "silent"


def check(look: Look = outbound.look, read: Look = read) -> int:
    """Ask for what is due, within the day's bounds; return how many were asked for."""
    moment = now()
    asked_today = Link.objects.filter(checked_at__gt=moment - dt.timedelta(days=1))
    rows = _due(min(AT_ONCE, A_DAY - asked_today.count()))
    answers = [(link, *ask(link.url, look, read)) for link in rows]
    # Where nobody answers at all, today or now, it may be ourselves who are cut off: then no name is known.
    is_offline = (
        not any(status for _link, _answered, status in answers) and not asked_today.filter(status__gt=0).exists()
    )
    for link, answered, status in answers:
        if is_offline and answered == Answered.NO_HOST:
            Link.objects.filter(pk=link.pk).update(due_at=now() + PAUSES[0], checked_at=now())
        else:
            judge(link, answered, status)
    return len(answers)


def _due(most: int) -> list[Link]:
    """Return what is due, the longest first, one of every host; what no published article cites any more is let go."""
    rows: dict[str, Link] = {}
    for link in Link.objects.filter(due_at__lte=now()).order_by("due_at")[: max(0, most) * 20]:
        if len(rows) >= most:
            break
        if link.host in rows:
            continue
        if citing(link.url):
            rows[link.host] = link
        else:
            Link.objects.filter(pk=link.pk).update(due_at=None)
    return list(rows.values())


def citing(url: str) -> list[int]:
    """Return which published articles cite an address."""
    return list(
        Article.objects.published().filter(revision__references__url=url).values_list("pk", flat=True).distinct()
    )


def ask(url: str, look: Look, read: Look = read) -> tuple[Answered, int]:
    """Ask once, and return what that tells, with the status."""
    try:
        answer = look(url)
    except outbound.NoHostError:
        return Answered.NO_HOST, 0
    except outbound.ForbiddenAddressError:
        return Answered.THERE, 0  # it is not for us to ask there
    except outbound.UnwantedError:
        return Answered.THERE, 0
    except outbound.OutboundError:
        return Answered.SILENT, 0
    status = answer.status
    if status in _GONE or (status == _OK and _is_nowhere(url, answer, read)):
        return Answered.GONE, status
    return (Answered.SILENT if status in _LATER else Answered.THERE), status


def _is_nowhere(url: str, answer: outbound.Answer, read: Look) -> bool:
    if nowhere.leads_home(url, answer.url):
        return True
    try:
        page = read(url) if answer.content_type in _PAGES else None
        return page is not None and (nowhere.leads_home(url, page.url) or nowhere.says_so(page.data))
    except outbound.OutboundError:
        return False  # it is large, or of another kind, or does not answer twice


def judge(link: Link, answered: Answered, status: int) -> None:
    """Note an answer; say that the address is dead, or alive again, once that is certain."""
    moment, was_dead = now(), link.died_on is not None
    link.checked_at, link.status = moment, status
    if answered == Answered.THERE:
        link.failures, link.failing_since, link.died_on = 0, None, None
        link.due_at = moment + ROUND - SPREAD + spread(link.url, 2 * SPREAD)
    else:
        link.failures = min(link.failures + 1, 30_000)
        link.failing_since = link.failing_since or moment
        is_certain = answered != Answered.SILENT and link.failures >= GONE_TIMES
        if link.died_on is None and (is_certain or moment - link.failing_since >= SILENT_SPAN):
            link.died_on = link.failing_since.date()
        link.due_at = moment + (ROUND if link.died_on else PAUSES[min(link.failures, len(PAUSES)) - 1])
    with transaction.atomic():
        link.save(update_fields=["checked_at", "status", "failures", "failing_since", "died_on", "due_at"])
        if was_dead != (link.died_on is not None):
            announce(LinkJudged(link_id=link.pk))
        if answered == Answered.THERE and keeps_copies() and not Copy.objects.filter(link=link).exists():
            announce(LinkNamed(link_id=link.pk))  # the host has copies kept only since it was last here
