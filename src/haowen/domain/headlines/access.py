"""What stands in the slots and in the originals, as querysets."""

import datetime as dt

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from haowen.domain.articles.access import listed
from haowen.domain.headlines.models import Slot, VerticalArticle
from haowen.domain.statements.standing import in_force
from haowen.kit.clock import now


def current(at: dt.datetime | None = None) -> QuerySet[Slot]:
    """Return slots in force whose article lists may show: of several in one place, the one that began last."""
    at = at or now()
    shown = Slot.objects.filter(in_force(at)).filter(Exists(listed(at).filter(pk=OuterRef("article"))))
    # A channel's slots are told apart by the channel; places without one share the number nought.
    later = (
        shown.alias(where=Coalesce("channel_id", 0))
        .filter(place=OuterRef("place"), position=OuterRef("position"), where=Coalesce(OuterRef("channel_id"), 0))
        .filter(Q(starts_at__gt=OuterRef("starts_at")) | Q(starts_at=OuterRef("starts_at"), pk__gt=OuterRef("pk")))
    )
    return shown.exclude(Exists(later)).order_by("place", "channel", "position")


def upcoming(at: dt.datetime | None = None) -> QuerySet[Slot]:
    """Return slots whose time has not come."""
    return Slot.objects.filter(starts_at__gt=at or now()).order_by("starts_at", "pk")


def edges(at: dt.datetime | None = None) -> dt.datetime | None:
    """Return the next moment when a slot begins or ends, if one is known."""
    at = at or now()
    begins = Slot.objects.filter(starts_at__gt=at).aggregate(moment=Min("starts_at"))["moment"]
    ends = Slot.objects.filter(until__gt=at).aggregate(moment=Min("until"))["moment"]
    return min((moment for moment in (begins, ends) if moment is not None), default=None)


def originals(at: dt.datetime | None = None) -> QuerySet[VerticalArticle]:
    """Return entries of the verticals that lists may show, in the host's order."""
    shown = Exists(listed(at or now()).filter(pk=OuterRef("article")))
    return VerticalArticle.objects.filter(shown).order_by("vertical__position", "vertical", "position", "-pk")
