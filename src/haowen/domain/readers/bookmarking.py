"""Keeping an article for later. Private: nothing is announced."""

from django.utils.translation import gettext as _

from haowen.domain.articles.access import readable_by
from haowen.domain.articles.models import Article
from haowen.domain.people.models import User
from haowen.domain.readers.models import Bookmark
from haowen.kit.clock import now
from haowen.kit.refusals import Refused


def bookmark(article: Article, *, by: User) -> None:
    """Keep an article; a second time changes nothing."""
    if not readable_by(by).filter(pk=article.pk).exists():
        raise Refused(_("This article is no longer there."))
    Bookmark.objects.get_or_create(user=by, article=article, defaults={"at": now()})


def unbookmark(article: Article, *, by: User) -> None:
    """Keep it no longer, if it was kept."""
    Bookmark.objects.filter(user=by, article=article).delete()
