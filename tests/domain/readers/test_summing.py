"""What readers did, added up over a span."""

import datetime as dt

import pytest

from haowen.domain.articles.models import Article
from haowen.domain.people.acting import actor_of
from haowen.domain.readers import summing
from haowen.domain.readers.following import follow, unfollow
from haowen.domain.readers.liking import like
from haowen.kit.clock import now, telling

pytestmark = pytest.mark.django_db


def test_likes_and_follows_of_a_span(published, publisher, carol, dana):
    since = now() - dt.timedelta(days=7)
    with telling(now() - dt.timedelta(days=30)):
        article = published()
        like(article, by=actor_of(carol))
        follow(actor_of(carol), publisher=publisher, on=article)
    like(article, by=actor_of(dana))
    unfollow(actor_of(carol), publisher=publisher)
    rows = Article.objects.filter(publisher=publisher)
    assert summing.likes_by_article(rows) == {article.pk: 2}
    assert summing.likes_by_article(rows, since) == {article.pk: 1}
    assert sum(summing.likes_by_hour(rows, since).values()) == 1
    assert [dict(one) for one in summing.follows_by_day(publisher, since.date()).values()] == [{"gained": 0, "lost": 1}]
    assert len(summing.follows_by_day(publisher)) == 2
    assert summing.follows_by_article(rows) == {article.pk: {"gained": 1, "lost": 0}}
    assert summing.follows_by_article(rows, since.date()) == {}
    assert summing.followers(publisher) == 0
