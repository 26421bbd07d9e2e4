"""Who may see comments, as querysets. Whether the article itself may be read is asked before, by the door."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from haowen.domain.comments.models import Comment, CommentEffect, CommentRestriction
from haowen.domain.people.models import User
from haowen.domain.publishers.access import WRITING_ROLES
from haowen.domain.statements.standing import in_force
from haowen.kit.clock import now

SHOWS_ALL = Q(article__shows_selected_comments=False) | Q(
    article__shows_selected_comments=None, article__publisher__shows_selected_comments=False
)
"""Under whose articles every comment is shown, and not those alone that the publisher selected."""
LET_THROUGH = Q(waits_since=None) & (Q(selected_at__isnull=False) | Q(publisher__isnull=False) | SHOWS_ALL)
"""What the article's publisher lets readers see. It is the publisher's choice, and no restriction of the host."""


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
    return visible(at).filter(LET_THROUGH, removed_at__isnull=True)


def said_to(user_id: int, at: dt.datetime | None = None) -> QuerySet[Comment]:
    """Return comments whose text this person sees: what all see, and her own that the publisher does not show."""
    return visible(at).filter(LET_THROUGH | Q(actor__user=user_id), removed_at__isnull=True)


def floors(user_id: int | None = None) -> QuerySet[Comment]:
    """Return the floors that lists show, the empty ones of what was taken back or withheld among them."""
    return Comment.objects.filter(LET_THROUGH if user_id is None else LET_THROUGH | Q(actor__user=user_id))


def arranged_by(user: User) -> QuerySet[Comment]:
    """Return comments under articles of publishers for which this person writes."""
    return Comment.objects.filter(
        article__publisher__members__user=user, article__publisher__members__role__in=WRITING_ROLES
    )


def edge(article_id: int, at: dt.datetime) -> dt.datetime | None:
    """Return the next moment when a comment of this article appears or disappears by the clock, if one is known."""
    rows = CommentRestriction.objects.filter(comment__article=article_id).values_list("starts_at", "until")
    return min((moment for row in rows for moment in row if moment is not None and moment > at), default=None)
