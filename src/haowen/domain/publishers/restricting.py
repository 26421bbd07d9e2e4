"""Taking something from a publisher under a statement, and giving it back."""

import datetime as dt

from django.db import transaction

from haowen.domain.publishers.events import PublisherRestricted
from haowen.domain.publishers.models import Publisher, PublisherEffect, PublisherRestriction
from haowen.domain.statements.models import Statement
from haowen.kit.clock import now
from haowen.kit.events import announce


def restrict(
    publisher: Publisher, effect: PublisherEffect, *, under: Statement, until: dt.datetime | None = None
) -> PublisherRestriction:
    """Restrict a publisher from now on, until a moment or until it is lifted."""
    with transaction.atomic():
        row = PublisherRestriction.objects.create(
            publisher=publisher, effect=effect, statement=under, starts_at=now(), until=until
        )
        announce(PublisherRestricted(publisher_id=publisher.pk))
    return row


def lift(publisher: Publisher, effect: PublisherEffect) -> int:
    """End every restriction of this effect now; the rows stay as history. Return how many there were."""
    moment = now()
    with transaction.atomic():
        rows = PublisherRestriction.objects.filter(publisher=publisher, effect=effect).exclude(until__lte=moment)
        count = rows.update(until=moment)
        if count:
            announce(PublisherRestricted(publisher_id=publisher.pk))
    return count
