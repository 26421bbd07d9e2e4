"""How often articles are liked, and how many came to follow, added up over a span: the same rows that pages count."""

import datetime as dt
from collections import Counter
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from haowen.domain.articles.models import Article
from haowen.domain.publishers.models import Publisher
from haowen.domain.readers.models import ArticleFollows, DailyFollows, Follow, Like
from haowen.kit.hours import by_hour

Follows = dict[dt.date, Counter[str]]


def likes_by_hour(articles: QuerySet[Article], since: dt.datetime | None = None) -> Counter[dt.datetime]:
    """Return how many likes that stand today were given in which hour."""
    return by_hour(_of(Like.objects.all(), articles, since))


def likes_by_article(articles: QuerySet[Article], since: dt.datetime | None = None) -> Counter[int]:
    """Return how many likes that stand today were given to which article (primary key)."""
    likes = _of(Like.objects.all(), articles, since).order_by()
    return Counter(dict(likes.values_list("article").annotate(number=Count("pk"))))


def follows_by_day(whose: Publisher | Article, since: dt.date | None = None) -> Follows:
    """Return how many came to follow (``gained``) and left (``lost``) on which day; of an article: on its page."""
    rows: QuerySet[Any] = (
        DailyFollows.objects.filter(publisher=whose)
        if isinstance(whose, Publisher)
        else ArticleFollows.objects.filter(article=whose)
    )
    found = (rows if since is None else rows.filter(day__gte=since)).values_list("day", "gained", "lost")
    return {day: Counter(gained=gained, lost=lost) for day, gained, lost in found}


def follows_by_article(articles: QuerySet[Article], since: dt.date | None = None) -> dict[int, Counter[str]]:
    """Return how many came to follow and left on the page of which article (primary key)."""
    rows = ArticleFollows.objects.filter(article__in=articles, **({} if since is None else {"day__gte": since}))
    found = rows.order_by().values_list("article").annotate(came=Sum("gained"), left=Sum("lost"))
    return {article: Counter(gained=came, lost=left) for article, came, left in found}


def followers(publisher: Publisher) -> int:
    """Return how many follow a publisher now."""
    return Follow.objects.filter(publisher=publisher).count()


def _of(rows: QuerySet[Any], articles: QuerySet[Article], since: dt.datetime | None) -> QuerySet[Any]:
    return rows.filter(Q() if since is None else Q(at__gte=since), article__in=articles)
