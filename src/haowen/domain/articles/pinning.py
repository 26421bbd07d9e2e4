"""The one article that a publisher puts on top of its page."""

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.articles.events import ArticlePinned
from haowen.domain.articles.models import Article, State
from haowen.domain.people.models import Actor
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused


def pin(article: Article, *, by: Actor) -> None:
    """Put a published article on top of its publisher's page, in the place of the one before. Raises Refused for others."""
    del by  # asked for by every act; no page tells who arranged another
    with transaction.atomic():
        if not Article.objects.filter(pk=article.pk, state=State.PUBLISHED).exists():
            raise Refused(_("Only a published article can stand on top."))
        beside = Article.objects.filter(publisher=article.publisher_id, pinned_at__isnull=False)
        beside.exclude(pk=article.pk).update(pinned_at=None)
        if Article.objects.filter(pk=article.pk, pinned_at__isnull=True).update(pinned_at=now()):
            announce(ArticlePinned(publisher_id=article.publisher_id))


def unpin(article: Article, *, by: Actor) -> None:
    """Let it stand where its time puts it."""
    del by
    with transaction.atomic():
        if Article.objects.filter(pk=article.pk, pinned_at__isnull=False).update(pinned_at=None):
            announce(ArticlePinned(publisher_id=article.publisher_id))
