"""Telling receivers what waits: many addresses in one request, again with growing pauses where it fails."""

import datetime as dt
import logging

from django.conf import settings
from django.db.models import QuerySet

from haowen.derived.pushing.models import Standing, Waiting
from haowen.derived.pushing.receivers import Receiver, RefusedError, receivers
from haowen.domain.articles import access
from haowen.domain.articles.models import Article
from haowen.kit.clock import now

log = logging.getLogger(__name__)

_LONGEST = dt.timedelta(hours=6)


def send() -> None:
    """Tell every receiver whose time has come. What nobody wants to be told any more is forgotten."""
    found = receivers()
    Waiting.objects.exclude(receiver__in=[one.name for one in found]).delete()
    for receiver in found:
        while _tell_some(receiver):
            pass


def waiting(name: str) -> "QuerySet[Waiting]":
    """Return what a receiver has yet to be told and can be: what will come out at a later time waits for it."""
    to_come = Article.objects.published().filter(published_at__gt=now())
    return Waiting.objects.filter(receiver=name).exclude(article_id__in=to_come.values("pk"))


def _tell_some(receiver: Receiver) -> bool:
    """Tell a receiver as much as one request takes. Return whether there may be more."""
    began = now()
    standing = Standing.objects.filter(receiver=receiver.name).first() or Standing(receiver=receiver.name)
    if standing.again_at is not None and began < standing.again_at:
        return False
    rows = list(waiting(receiver.name).order_by("since", "id")[: receiver.most])
    if not rows:
        return False
    if addresses := _addresses([row.article_id for row in rows], receiver):
        try:
            receiver.tell(addresses)
        except RefusedError as error:
            _failed(standing, str(error))
            return False
        Standing.objects.update_or_create(
            receiver=receiver.name, defaults={"told_at": now(), "failures": 0, "failure": "", "again_at": None}
        )
    # Whatever was changed again meanwhile stays, and is told anew.
    latest = max(row.since for row in rows)
    Waiting.objects.filter(pk__in=[row.pk for row in rows], since__lte=latest).delete()
    return len(rows) == receiver.most


def _addresses(articles: list[int], receiver: Receiver) -> list[str]:
    at = now()
    found = set(access.listed(at).filter(pk__in=articles).values_list("public_id", flat=True))
    if receiver.wants_gone:  # the answer at its address says that it is gone
        for gone in (access.withdrawn(), access.out(at)):
            found |= set(gone.filter(pk__in=articles).values_list("public_id", flat=True))
    return [f"{settings.BASE_URL}/a/{public_id}" for public_id in sorted(found)]


def _failed(standing: Standing, why: str) -> None:
    pause = min(dt.timedelta(minutes=2 ** min(standing.failures, 12)), _LONGEST)
    log.warning("%s could not be told what changed, again in %s: %s", standing.receiver, pause, why)
    Standing.objects.update_or_create(
        receiver=standing.receiver,
        defaults={"failures": standing.failures + 1, "failure": why[:300], "again_at": now() + pause},
    )
