"""Placing headlines: an article in a slot, from a moment on, for a time."""

import datetime as dt

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


def place(
    article: Article,
    place: Place | str,
    *,
    channel: Channel | None = None,
    position: int = 0,
    starts_at: dt.datetime | None = None,
    until: dt.datetime | None = None,
    by: User,
) -> Slot:
    """Put an article in a slot. Without an end it takes the place for good: what stood there without one ends then.

    With an end it stands before what was there, which comes back afterwards.
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


def _may(by: User) -> None:
    if not by.may_edit_front():
        raise Refused(_("Only editors of the host place headlines."))
