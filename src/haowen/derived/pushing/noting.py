"""Noting what receivers have to be told, in the transaction that makes it true. Where none is set up, nothing is written."""

from collections.abc import Iterable, Sequence
from typing import Any

from haowen.derived.pushing.models import Waiting
from haowen.derived.pushing.receivers import receivers
from haowen.kit.clock import now


def note(events: Sequence[Any]) -> None:
    """Note the articles that these facts are about."""
    keep(event.article_id for event in events)


def keep(articles: Iterable[int]) -> None:
    """Note these articles for every receiver."""
    names = [receiver.name for receiver in receivers()]
    at = now()
    rows = [Waiting(receiver=name, article_id=key, since=at) for key in set(articles) for name in names]
    if rows:
        # What changes while it is being sent counts as new: the time moves.
        Waiting.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["receiver", "article_id"], update_fields=["since"]
        )
