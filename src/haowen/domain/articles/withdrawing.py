"""Taking an article back: its address stays, with a tombstone."""

from django.db import transaction

from haowen.domain.articles import preparing
from haowen.domain.articles.events import ArticleWithdrawn
from haowen.domain.articles.models import Article, Review, ReviewState, State
from haowen.domain.articles.publishing import SomebodyElseDidItError
from haowen.domain.people.models import Actor
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.failpoints import reach


def withdraw(article: Article, *, by: Actor) -> Article:
    """Take a published article back. Publishing it again brings it back under its first time."""
    del by  # asked for by every act; who withdrew is in the log of events, not on the article
    with transaction.atomic():
        rows = Article.objects.filter(pk=article.pk, state=State.PUBLISHED)
        if not rows.update(
            state=State.WITHDRAWN, withdrawn_at=now(), scheduled_at=None, planned=None, scheduled_by=None
        ):
            raise SomebodyElseDidItError(article.public_id)
        preparing.forget(article)
        # A change that waits in review must not bring back what was taken back.
        Review.objects.filter(article=article, state=ReviewState.OPEN).update(state=ReviewState.RETURNED)
        announce(ArticleWithdrawn(article_id=article.pk))
        reach("withdraw.before_commit")
    reach("withdraw.after_commit")
    article.refresh_from_db()
    return article
