"""What a publisher does with comments under its own articles: answer in its name, put on top, select, let through.

None of it is a restriction: the text stays, its writer sees it, and readers are told that it is the publisher's choice.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.articles.filing import file
from haowen.domain.articles.models import Article
from haowen.domain.comments.access import said
from haowen.domain.comments.commenting import comment as say
from haowen.domain.comments.events import CommentArranged
from haowen.domain.comments.models import Comment
from haowen.domain.people.models import Actor
from haowen.domain.publishers.access import ARRANGING_ROLES, WRITING_ROLES
from haowen.domain.publishers.events import PublisherChanged
from haowen.domain.publishers.models import MemberRole, Publisher
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused

PINNED_MOST = 5


def answer(comment: Comment, text: str, *, by: Actor) -> Comment:
    """Answer a comment in the name of the article's publisher. What is answered is shown from then on."""
    publisher = comment.article.publisher
    _see_that_member(publisher, by, *WRITING_ROLES)
    with transaction.atomic():
        if comment.waits_since is not None:
            let_through(comment, by=by)
        if selects(comment.article) and comment.selected_at is None:
            select(comment, by=by)
        return say(comment.article, by=by, text=text, answers=comment, publisher=publisher)


def pin(comment: Comment, *, by: Actor) -> None:
    """Put a comment on top of those under its article; five are the most. A second time changes nothing."""
    _see_that_member(comment.article.publisher, by, *WRITING_ROLES)
    with transaction.atomic():
        Article.objects.select_for_update().get(pk=comment.article_id)
        if not said(now()).filter(pk=comment.pk).exists():
            raise Refused(_("Only what readers see can stand on top."))
        beside = Comment.objects.filter(article=comment.article_id, pinned_at__isnull=False, removed_at=None)
        if beside.exclude(pk=comment.pk).count() >= PINNED_MOST:
            raise Refused(_("Five comments stand on top already. Take one down first."))
        _set(comment, pinned_at=comment.pinned_at or now())


def unpin(comment: Comment, *, by: Actor) -> None:
    """Let a comment stand where its likes or its floor put it."""
    _see_that_member(comment.article.publisher, by, *WRITING_ROLES)
    _set(comment, pinned_at=None)


def select(comment: Comment, *, by: Actor) -> None:
    """Choose a comment to be shown where selected comments only are."""
    _see_that_member(comment.article.publisher, by, *WRITING_ROLES)
    _set(comment, selected_at=comment.selected_at or now())


def unselect(comment: Comment, *, by: Actor) -> None:
    """Choose it no longer; it does not stand on top then either, where only the selected are shown."""
    _see_that_member(comment.article.publisher, by, *WRITING_ROLES)
    more = {"pinned_at": None} if selects(comment.article) else {}
    _set(comment, selected_at=None, **more)


def let_through(comment: Comment, *, by: Actor) -> None:
    """Show what waits under a rule."""
    _see_that_member(comment.article.publisher, by, *WRITING_ROLES)
    _set(comment, waits_since=None, waits_word="")


def selects(article: Article) -> bool:
    """Whether selected comments only are shown under an article: as it says itself, or else as its publisher does."""
    if article.shows_selected_comments is not None:
        return article.shows_selected_comments
    return article.publisher.shows_selected_comments


def show_selected(of: Article | Publisher, *, only: bool | None, by: Actor) -> None:
    """Show selected comments only, or all, under one article (None: as its publisher does) or under all of a publisher."""
    if isinstance(of, Article):
        _see_that_member(of.publisher, by, *WRITING_ROLES)
        file(of, by=by, shows_selected_comments=only)
        return
    _see_that_member(of, by, *ARRANGING_ROLES)
    with transaction.atomic():
        if (
            Publisher.objects.filter(pk=of.pk)
            .exclude(shows_selected_comments=bool(only))
            .update(shows_selected_comments=bool(only))
        ):
            announce(PublisherChanged(publisher_id=of.pk))
    of.shows_selected_comments = bool(only)


def _set(comment: Comment, **columns: object) -> None:
    with transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(**columns)
        announce(CommentArranged(article_id=comment.article_id, comment_id=comment.pk))
    for name, value in columns.items():
        setattr(comment, name, value)


def _see_that_member(publisher: Publisher, by: Actor, *roles: MemberRole) -> None:
    if by.user_id is None or not publisher.members.filter(user=by.user_id, role__in=roles).exists():
        raise Refused(_("Only who works for the publisher of the article does this."))
