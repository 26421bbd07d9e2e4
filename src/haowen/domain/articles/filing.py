"""Where an article stands: channel, kind, language, series, tags, source. None of it is text, so none of it is a revision."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.articles.events import ArticleChanged, ArticleFiled, ArticleSaved
from haowen.domain.articles.models import Article, Tag
from haowen.domain.people.models import Actor
from haowen.kit.events import announce
from haowen.kit.refusals import Refused

TAGS_MOST = 10
FIELDS = frozenset(
    ("channel", "kind", "language", "origin", "series", "series_position", "source_name", "source_url", "licence",
     "translation_of", "is_open_to_comments", "shows_selected_comments", "original_on", "history_shown_at")
)  # fmt: skip


def left_by(article: Article) -> ArticleFiled:
    """Return the lists in which an article stands, to be told when it leaves them."""
    tags = tuple(article.tags.order_by("pk").values_list("pk", flat=True))
    return ArticleFiled(channel_id=article.channel_id, series_id=article.series_id, tag_ids=tags)


def file(article: Article, *, by: Actor, tags: Iterable[Tag] | None = None, **fields: Any) -> Article:
    """Set some of :data:`FIELDS`, and the tags where they are given. Readers see it at once where it is published."""
    del by  # asked for by every act; who filed an article is told by no page
    if unknown := set(fields) - FIELDS:
        raise TypeError(f"articles are not filed by {sorted(unknown)}")
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        before = left_by(locked)
        wanted = None if tags is None else list(tags)
        moved = {name: value for name, value in fields.items() if getattr(locked, name) != value}
        retagged = wanted is not None and {tag.pk for tag in wanted} != set(before.tag_ids)
        if not moved and not retagged:
            return article
        for name, value in moved.items():
            setattr(locked, name, value)
        if moved:
            locked.save(update_fields=list(moved))
        if wanted is not None and retagged:
            locked.tags.set(wanted)
        if locked.is_published():
            announce(before)
            announce(ArticleChanged(article_id=locked.pk))
        else:
            announce(ArticleSaved(article_id=locked.pk))
    for name, value in moved.items():
        setattr(article, name, value)
    return article


def retag(article: Article, *, by: Actor, add: Iterable[Tag] = (), drop: Iterable[Tag] = ()) -> set[Tag]:
    """Add tags to an article and take others from it, and return those that were not there before, or were."""
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        there = set(locked.tags.all())
        wanted = (there - set(drop)) | set(add)
        if len(wanted) > max(TAGS_MOST, len(there)):
            raise Refused(_("An article has at most %(most)d tags.") % {"most": TAGS_MOST})
        file(article, by=by, tags=wanted)
    return wanted ^ there
