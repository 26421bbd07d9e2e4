"""Liking a comment, and taking that back.."""

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.comments.access import said
from haowen.domain.comments.events import CommentLiked
from haowen.domain.comments.models import Comment, CommentLike
from haowen.domain.people.models import Actor
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused


def like(comment: Comment, *, by: Actor) -> None:
    """Like a comment; a second time changes nothing."""
    with transaction.atomic():
        locked = Comment.objects.select_for_update().get(pk=comment.pk)
        if not said(now()).filter(pk=comment.pk).exists():
            raise Refused(_("This comment is no longer there."))
        _row, is_new = CommentLike.objects.get_or_create(comment=locked, actor=by)
        if is_new:
            _count(locked)


def unlike(comment: Comment, *, by: Actor) -> None:
    """Take a like back, if there was one."""
    with transaction.atomic():
        locked = Comment.objects.select_for_update().get(pk=comment.pk)
        gone, _rows = CommentLike.objects.filter(comment=locked, actor=by).delete()
        if gone:
            _count(locked, -1)


def _count(comment: Comment, step: int = 1) -> None:
    Comment.objects.filter(pk=comment.pk).update(score=comment.score + step)
    announce(CommentLiked(article_id=comment.article_id, comment_id=comment.pk))
