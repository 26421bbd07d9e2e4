"""How much was said under articles, added up over a span: the same comments that pages count."""

import datetime as dt
from collections import Counter

from django.db.models import Count, Q, QuerySet

from haowen.domain.articles.models import Article
from haowen.domain.comments.access import said
from haowen.domain.comments.models import Comment
from haowen.kit.hours import by_hour


def comments_by_hour(articles: QuerySet[Article], since: dt.datetime | None = None) -> Counter[dt.datetime]:
    """Return how many comments that readers see were written in which hour."""
    return by_hour(_of(articles, since))


def comments_by_article(articles: QuerySet[Article], since: dt.datetime | None = None) -> Counter[int]:
    """Return how many comments that readers see were written under which article (primary key)."""
    return Counter(dict(_of(articles, since).order_by().values_list("article").annotate(number=Count("pk"))))


def _of(articles: QuerySet[Article], since: dt.datetime | None) -> QuerySet[Comment]:
    return said().filter(Q() if since is None else Q(at__gte=since), article__in=articles)
