"""Taking a file from readers under a statement, and giving it back."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from haowen.domain.media.events import MediaRestricted
from haowen.domain.media.models import Media, MediaEffect, MediaRestriction
from haowen.domain.statements.models import Statement
from haowen.kit.clock import now
from haowen.kit.events import announce


def restrict(files: Iterable[Media], *, under: Statement, until: dt.datetime | None = None) -> int:
    """Serve these files no longer, until a moment or until it is lifted. Return how many."""
    moment, count = now(), 0
    with transaction.atomic():
        for media in files:
            MediaRestriction.objects.create(
                media=media, effect=MediaEffect.WITHHELD, statement=under, starts_at=moment, until=until
            )
            announce(MediaRestricted(media_id=media.pk))
            count += 1
    return count


def lift(*, statements: Iterable[int]) -> int:
    """End what stands on these statements (primary keys); the rows stay as history. Return how many there were."""
    moment = now()
    with transaction.atomic():
        rows = MediaRestriction.objects.filter(statement__in=list(statements)).exclude(until__lte=moment)
        keys = list(rows.values_list("media_id", flat=True))
        rows.update(until=moment)
        for key in keys:
            announce(MediaRestricted(media_id=key))
    return len(keys)
