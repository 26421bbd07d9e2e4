"""Commenting: every comment gets the next floor under its article, and no floor is ever given twice."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from haowen.domain.articles.access import open_to_comments, readable
from haowen.domain.articles.models import Article
from haowen.domain.comments.access import said as visible
from haowen.domain.comments.blocking import refusal, ruling
from haowen.domain.comments.events import CommentMade, CommentRemoved
from haowen.domain.comments.models import BlockedWord, Comment, Does
from haowen.domain.people.models import AccountEffect, Actor
from haowen.domain.people.restricting import restrictions_of
from haowen.domain.publishers.models import Publisher
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused

TEXT_MOST = 2000


def comment(
    article: Article, *, by: Actor, text: str, answers: Comment | None = None, publisher: Publisher | None = None
) -> Comment:
    """Comment on an article, or answer a comment there. Raises Refused and keeps nothing when that cannot be.

    ``publisher`` is in whose name it is said; whether that may be is asked by ``arranging``. What falls under a rule of the
    article's publisher is refused, or waits for it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    if not text:
        raise Refused(_("Write something first."), field="text")
    if len(text) > TEXT_MOST:
        raise Refused(
            _("A comment has at most 2,000 characters; this one has %(count)d.") % {"count": len(text)}, field="text"
        )
    if by.user is not None and restrictions_of(by.user).filter(
        effect__in=[AccountEffect.NO_COMMENTS, AccountEffect.CLOSED]
    ):
        raise Refused(_("Commenting has been taken from your account; see the statement of reasons."), field="text")
    with transaction.atomic():
        # The article's row is the lock under which floors are counted.
        Article.objects.select_for_update().get(pk=article.pk)
        at = now()
        if not readable(at).filter(pk=article.pk).exists():
            raise Refused(_("This article can no longer be commented on."), field="text")
        if not open_to_comments(at).filter(pk=article.pk).exists():
            raise Refused(_("Comments are closed under this article."), field="text")
        if answers is not None and not visible(at).filter(pk=answers.pk, article=article).exists():
            raise Refused(_("The comment that you answer is no longer there."), field="answers")
        rule = ruling(article.publisher_id, text, by)
        if rule is not None and rule.does == Does.REFUSE:
            raise Refused(refusal(rule), field="text")
        last = Comment.objects.filter(article=article).aggregate(last=Max("floor"))["last"] or 0
        row = Comment.objects.create(
            article=article,
            floor=last + 1,
            actor=by,
            answers=answers,
            text=text,
            at=at,
            publisher=publisher,
            waits_since=at if rule else None,
            waits_word=rule.word if isinstance(rule, BlockedWord) else "",
        )
        announce(CommentMade(article_id=article.pk, comment_id=row.pk))
    return row


def remove(comment: Comment, *, by: Actor) -> None:
    """Take one's own comment back. Its floor stays, empty; a second time changes nothing."""
    if comment.actor_id is None or comment.actor_id != by.pk:
        raise Refused(_("Only its writer can take a comment back."))
    with transaction.atomic():
        moment = now()
        if Comment.objects.filter(pk=comment.pk, removed_at__isnull=True).update(removed_at=moment):
            announce(CommentRemoved(article_id=comment.article_id, comment_id=comment.pk))
            comment.removed_at = moment
