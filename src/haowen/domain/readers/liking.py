"""Liking an article, and taking that back."""

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.articles.access import readable
from haowen.domain.articles.models import Article
from haowen.domain.people.models import Actor
from haowen.domain.readers.events import ArticleLiked
from haowen.domain.readers.models import Like
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused


def like(article: Article, *, by: Actor) -> None:
    """Like an article; a second time changes nothing."""
    if not readable(now()).filter(pk=article.pk).exists():
        raise Refused(_("This article is no longer there."))
    with transaction.atomic():
        _row, is_new = Like.objects.get_or_create(article=article, actor=by, defaults={"at": now()})
        if is_new:
            announce(ArticleLiked(article_id=article.pk))


def unlike(article: Article, *, by: Actor) -> None:
    """Take a like back, if there was one."""
    with transaction.atomic():
        gone, _rows = Like.objects.filter(article=article, actor=by).delete()
        if gone:
            announce(ArticleLiked(article_id=article.pk))
