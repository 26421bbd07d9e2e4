"""What becomes of an article that a gate sent to a person of the host."""

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.articles.chaining import chain_of
from haowen.domain.articles.events import ArticleSentBack, WriterNoteMade
from haowen.domain.articles.models import (
    Article,
    ArticleQuerySet,
    NoteKind,
    Review,
    ReviewState,
    State,
    WriterNote,
)
from haowen.domain.articles.publishing import publish
from haowen.domain.people.acting import host_actor
from haowen.domain.people.models import User
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused


def waiting() -> ArticleQuerySet:
    """Return what waits for a person of the host, the oldest first."""
    return Article.objects.filter(state=State.IN_REVIEW).order_by("head__made_at", "id")


def approve(article: Article, *, by: User) -> Article:
    """Publish what was looked at. What gates refuse outright stays refused (RefusedError)."""
    _may(by)
    if article.state != State.IN_REVIEW:
        raise Refused(_("This article does not wait in review any more."))
    if chain_of(article) is not None:
        raise Refused(_("This article goes through its stages; one look is not enough."))
    published = publish(article, by=host_actor())
    # one that was begun under stages which the host has taken away since
    Review.objects.filter(article=article, state=ReviewState.OPEN).update(state=ReviewState.DONE, closed_at=now())
    return published


def send_back(article: Article, *, by: User) -> Article:
    """Give an article back to its writers as a draft; they are told."""
    _may(by)
    with transaction.atomic():
        if not Article.objects.filter(pk=article.pk, state=State.IN_REVIEW).update(state=State.DRAFT):
            raise Refused(_("This article does not wait in review any more."))
        Review.objects.filter(article=article, state=ReviewState.OPEN).update(state=ReviewState.RETURNED)
        note = WriterNote.objects.create(article=article, kind=NoteKind.SENT_BACK)
        announce(ArticleSentBack(article_id=article.pk), WriterNoteMade(note_id=note.pk))
    article.refresh_from_db()
    return article


def _may(by: User) -> None:
    if not (by.may_moderate() or by.may_edit_front()):
        raise Refused(_("Only people of the host look at what waits in review."))
