"""Taking a comment from readers under a statement, and giving it back."""

import datetime as dt

from django.db import transaction

from haowen.domain.comments.events import CommentRestricted
from haowen.domain.comments.models import Comment, CommentEffect, CommentRestriction
from haowen.domain.statements.models import Statement
from haowen.kit.clock import now
from haowen.kit.events import announce


def restrict(
    comment: Comment,
    effect: CommentEffect = CommentEffect.WITHHELD,
    *,
    under: Statement,
    until: dt.datetime | None = None,
) -> CommentRestriction:
    """Restrict a comment from now on, until a moment or until it is lifted."""
    with transaction.atomic():
        row = CommentRestriction.objects.create(
            comment=comment, effect=effect, statement=under, starts_at=now(), until=until
        )
        announce(CommentRestricted(article_id=comment.article_id, comment_id=comment.pk))
    return row


def lift(comment: Comment, effect: CommentEffect = CommentEffect.WITHHELD) -> int:
    """End every restriction of this effect now; the rows stay as history. Return how many there were."""
    moment = now()
    with transaction.atomic():
        rows = CommentRestriction.objects.filter(comment=comment, effect=effect).exclude(until__lte=moment)
        count = rows.update(until=moment)
        if count:
            announce(CommentRestricted(article_id=comment.article_id, comment_id=comment.pk))
    return count
