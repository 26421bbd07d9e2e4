"""Who may see comments, as querysets. Whether the article itself may be read is asked before, by the door."""

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet

from haowen.domain.comments.models import Comment, CommentEffect, CommentRestriction
from haowen.domain.people.models import Actor
from haowen.domain.statements.standing import in_force
from haowen.kit.clock import now


def visible(at: dt.datetime | None = None) -> QuerySet[Comment]:
    """Return comments that are not withheld. One that its writer took back is among them as an empty floor: ``removed_at`` is set.

    Nobody shows the text of such a floor; :func:`said` leaves them out.
    """
    rows = CommentRestriction.objects.filter(
        in_force(at or now()), comment=OuterRef("pk"), effect=CommentEffect.WITHHELD
    )
    return Comment.objects.exclude(Exists(rows))


def said(at: dt.datetime | None = None) -> QuerySet[Comment]:
    """Return comments whose text readers see; what counters count."""
    return visible(at).filter(removed_at__isnull=True)


def removable_by(actor: Actor) -> QuerySet[Comment]:
    """Return comments that this actor may take back."""
    return Comment.objects.filter(actor=actor, removed_at__isnull=True)


def edge(article_id: int, at: dt.datetime) -> dt.datetime | None:
    """Return the next moment when a comment of this article appears or disappears by the clock, if one is known."""
    rows = CommentRestriction.objects.filter(comment__article=article_id).values_list("starts_at", "until")
    return min((moment for row in rows for moment in row if moment is not None and moment > at), default=None)
