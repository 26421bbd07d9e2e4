"""Placing headlines: an article in a slot, from a moment on, for a time."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from haowen.domain.articles.access import listed
from haowen.domain.articles.models import Article
from haowen.domain.channels.models import Channel
from haowen.domain.headlines.events import SlotsChanged
from haowen.domain.headlines.models import Place, Slot
from haowen.domain.people.models import User
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused

POSITION_MOST = 20
STEPS = {"up": -1, "down": 1}


class Clashing(Refused):
    """Something else stands in the place at the same time. ``slots`` has it, the first to begin first."""

    def __init__(self, slots: list[Slot]) -> None:
        """Keep what stands there."""
        super().__init__(_("Something else stands in this place at that time."), field="place")
        self.slots = slots


def clashes(
    place: Place | str,
    channel: Channel | None,
    position: int,
    starts_at: dt.datetime,
    until: dt.datetime | None,
    *,
    seen: int | None = None,
) -> list[Slot]:
    """Return what stands in a place during a time, but for what is simply followed there: began before, without an end.

    Of that, too, what came after slot ``seen``: the person who places something now has not known of it.
    """
    rows = Slot.objects.filter(place=place, channel=channel, position=position)
    rows = rows.filter(Q(until__isnull=True) | Q(until__gt=max(starts_at, now())))
    if until is not None:
        rows = rows.filter(starts_at__lt=until)
    followed = Q(until__isnull=True, starts_at__lte=starts_at)
    if seen is not None:
        followed &= Q(pk__lte=seen)
    return list(rows.exclude(followed).select_related("article").order_by("starts_at", "pk"))


def place(
    article: Article,
    place: Place | str,
    *,
    channel: Channel | None = None,
    position: int = 0,
    starts_at: dt.datetime | None = None,
    until: dt.datetime | None = None,
    by: User,
    is_over: bool = True,
    seen: int | None = None,
) -> Slot:
    """Put an article in a slot. Without an end it takes the place for good: what stood there without one ends then.

    With an end it stands before what was there, which comes back afterwards. Unless it ``is_over`` others, Clashing is
    raised where something else was placed there for the same time (see :func:`clashes`).
    """
    _may(by)
    starts_at = starts_at or now()
    if place not in Place.values:
        raise Refused(_("There is no such place."), field="place")
    if (place == Place.CHANNEL) != (channel is not None):
        raise Refused(_("Choose a channel for a channel's headline, and none for the front page."), field="channel")
    if not 0 <= position <= POSITION_MOST:
        raise Refused(_("There is no such place."), field="position")
    if until is not None and until <= starts_at:
        raise Refused(_("A headline ends after it begins."), field="until")
    if until is not None and until <= now():
        raise Refused(_("The end lies in the past."), field="until")
    if not listed(now()).filter(pk=article.pk).exists():
        raise Refused(_("Only an article that readers can find can be a headline."), field="article")
    with transaction.atomic():
        if not is_over and (others := clashes(place, channel, position, starts_at, until, seen=seen)):
            raise Clashing(others)
        if until is None:
            same = Slot.objects.select_for_update().filter(place=place, channel=channel, position=position, until=None)
            same.filter(starts_at__lt=starts_at).update(until=starts_at)
            same.filter(starts_at=starts_at).delete()
        slot = Slot.objects.create(
            place=place, channel=channel, position=position, article=article, starts_at=starts_at, until=until,
            by_public_id=by.public_id,
        )  # fmt: skip
        announce(SlotsChanged())
    return slot


def end(slot: Slot, *, by: User) -> None:
    """Take a headline from its slot now; one that has not begun is dropped."""
    _may(by)
    moment = now()
    with transaction.atomic():
        mine = Slot.objects.filter(pk=slot.pk)
        dropped, _rows = mine.filter(starts_at__gte=moment).delete()
        ended = mine.filter(Q(until__isnull=True) | Q(until__gt=moment)).update(until=moment)
        if dropped or ended:
            announce(SlotsChanged())


def replace(old: Slot, article: Article, place_: Place | str, *, by: User, **how: Any) -> Slot:
    """Place something in the stead of an earlier slot, which ends (or never begins)."""
    with transaction.atomic():
        end(old, by=by)
        return place(article, place_, by=by, **how)


def move(slot: Slot, step: str, *, by: User) -> None:
    """Move a headline one position up or down; what stands there at the same time comes to its position."""
    _may(by)
    to = slot.position + STEPS.get(step, 0)
    if to == slot.position or not 0 <= to <= POSITION_MOST:
        raise Refused(_("There is no such place."), field="position")
    with transaction.atomic():
        there = Slot.objects.filter(place=slot.place, channel=slot.channel, position=to)
        there = there.filter(Q(until__isnull=True) | Q(until__gt=max(slot.starts_at, now())))
        if slot.until is not None:
            there = there.filter(starts_at__lt=slot.until)
        there.update(position=slot.position)
        if Slot.objects.filter(pk=slot.pk).update(position=to):
            announce(SlotsChanged())
    slot.position = to


def _may(by: User) -> None:
    if not by.may_edit_front():
        raise Refused(_("Only editors of the host place headlines."))
