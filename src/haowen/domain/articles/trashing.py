"""The trash: what was thrown away can be taken back for thirty days; then what readers never saw is gone for good."""

import logging

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from haowen.domain.articles.access import TRASH_KEPT
from haowen.domain.articles.events import ArticleTrashed, ArticleWithdrawn
from haowen.domain.articles.models import Article, ArticleQuerySet, Review, ReviewState, Revision, State
from haowen.domain.people.models import Actor
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.failpoints import reach
from haowen.kit.refusals import Refused

log = logging.getLogger(__name__)


def trash(article: Article, *, by: Actor) -> Article:
    """Throw an article away. What is out is withdrawn in the same step: its address keeps a tombstone."""
    del by  # asked for by every act; who threw it away is told by no page
    moment = now()
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        if locked.trashed_at is not None:
            raise Refused(_("It lies in the trash already."))
        was_out = locked.is_published()
        locked.trashed_at = moment
        locked.scheduled_at = locked.planned = locked.scheduled_by = locked.pinned_at = None
        if was_out:
            locked.withdrawn_at = moment
        locked.state = State.WITHDRAWN if locked.withdrawn_at else State.DRAFT
        locked.save(
            update_fields=[
                "trashed_at",
                "scheduled_at",
                "planned",
                "scheduled_by",
                "pinned_at",
                "withdrawn_at",
                "state",
            ]
        )
        Review.objects.filter(article=locked).exclude(state=ReviewState.DONE).update(
            state=ReviewState.DONE, closed_at=moment
        )
        announce(ArticleTrashed(article_id=article.pk))
        if was_out:
            announce(ArticleWithdrawn(article_id=article.pk))
        reach("trash.before_commit")
    reach("trash.after_commit")
    article.refresh_from_db()
    return article


def take_out(article: Article, *, by: Actor) -> Article:
    """Take an article out of the trash: it is a draft, or withdrawn, as it was when it was thrown away."""
    del by
    with transaction.atomic():
        if not Article.objects.filter(pk=article.pk, trashed_at__gt=now() - TRASH_KEPT).update(trashed_at=None):
            raise Refused(_("It does not lie in the trash any more."))
        announce(ArticleTrashed(article_id=article.pk))
    article.refresh_from_db()
    return article


def overdue() -> ArticleQuerySet:
    """Return what has lain in the trash for its time and readers never saw.

    What they saw keeps its tombstone, its comments and its cases; its text stays with them, in no studio any more.
    """
    return Article.objects.filter(trashed_at__lte=now() - TRASH_KEPT, published_at=None)


def purge() -> int:
    """Delete for good what is overdue, and return how many articles that were."""
    return sum(_purged(pk) for pk in overdue().values_list("pk", flat=True)[:500])


def _purged(pk: int) -> bool:
    try:
        with transaction.atomic():
            _delete(pk)
    except IntegrityError:  # something that is kept by a duty of the host hangs on it
        log.warning("article %d stays in the trash, as something that is kept hangs on it", pk)
        return False
    return True


def _delete(pk: int) -> None:
    """Delete the article first and what hangs on it after: the database lets no revision go while its article lives.

    Foreign keys are looked at when the transaction ends.
    """
    revisions = list(Revision.objects.filter(article=pk).values_list("pk", flat=True))
    _raw(Article, "pk", [pk])
    for model, keys in ((Revision, revisions), (Article, [pk])):
        _delete_beneath(model, keys)
    _raw(Article.tags.through, "article", [pk])
    _raw(Revision, "pk", revisions)


def _delete_beneath(model: type[models.Model], keys: list[int]) -> None:
    """Delete what hangs on rows, and what hangs on that: the texts of a live report's entries, and their reviews."""
    for relation in model._meta.related_objects:  # noqa: SLF001 - Django's documented way to a model's relations
        other = relation.related_model
        if not isinstance(other, type) or other in (Article, Revision) or relation.many_to_many:
            continue
        found = other._base_manager.filter(**{f"{relation.field.name}__in": keys})  # noqa: SLF001
        if other._meta.related_objects and (beneath := list(found.values_list("pk", flat=True))):  # noqa: SLF001
            _delete_beneath(other, beneath)
        _raw(other, relation.field.name, keys)


def _raw(model: type[models.Model], by: str, keys: list[int]) -> None:
    # Not delete(), which begins at the far ends: the guards want it the other way round.
    rows = model._base_manager.filter(**{f"{by}__in": keys})  # noqa: SLF001
    rows._raw_delete(rows.db)  # noqa: SLF001
