"""The index and what goes with what follow the clock."""

import datetime as dt

import pytest

from haowen.derived.recommend.models import Relation
from haowen.derived.recommend.tasks import relate_article, relate_edges
from haowen.derived.search.indexing import index, is_indexed
from haowen.derived.search.keeping import reader
from haowen.derived.search.tasks import LOOKED_BACK, index_edges
from haowen.domain.articles.access import turned
from haowen.domain.articles.models import ArticleEffect, ArticleRestriction
from haowen.domain.publishers.models import PublisherEffect, PublisherRestriction
from haowen.domain.statements.issuing import issue
from haowen.kit.clock import now, telling

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def pair(published, channel):
    made = [published("江水退了", "<p>江水在夜里退了三厘米。</p>", channel=channel)]
    made.append(published("江水又退了", "<p>江水又退了，渡轮靠在石阶旁。</p>", channel=channel))
    index([article.pk for article in made])
    for article in made:
        relate_article.call(article_id=article.pk)
    assert Relation.objects.count() == 2
    return made


@pytest.fixture
def statement(db):
    return issue(ground="law", rule="某法", facts="某事", effect="withheld", by_public_id="x")


def follow(at):
    with telling(at):
        index_edges.call()
        relate_edges.call()


def test_a_restriction_that_begins_takes_the_article_out_and_its_end_brings_it_back(pair, statement):
    river, other = pair
    begins, ends = now() + 5 * MINUTE, now() + 60 * MINUTE
    ArticleRestriction.objects.create(
        article=river, effect=ArticleEffect.WITHHELD, statement=statement, starts_at=begins, until=ends
    )
    follow(begins - MINUTE)
    assert (reader().size, Relation.objects.count()) == (2, 2)
    follow(begins + MINUTE)
    assert list(reader().held()) == [other.pk]
    assert not Relation.objects.exists()
    follow(ends + MINUTE)
    assert reader().size == 2
    assert set(Relation.objects.values_list("article", "other")) == {(river.pk, other.pk), (other.pk, river.pk)}


def test_a_publishers_restriction_takes_all_its_articles_along(pair, statement):
    begins, ends = now() + 5 * MINUTE, now() + 60 * MINUTE
    PublisherRestriction.objects.create(
        publisher=pair[0].publisher, effect=PublisherEffect.WITHHELD, statement=statement, starts_at=begins, until=ends
    )
    follow(begins)
    assert (reader().size, Relation.objects.count()) == (0, 0)
    follow(ends)
    assert (reader().size, Relation.objects.count()) == (2, 2)


def test_an_article_whose_date_comes_is_found_from_then_on(published, channel):
    comes = now() + 5 * MINUTE
    article = published(at=comes, channel=channel)
    index([article.pk])
    assert reader().size == 0
    follow(comes + MINUTE)
    assert article.pk in reader().held()


def test_what_is_as_it_should_be_is_not_written_again(pair, statement):
    ArticleRestriction.objects.create(
        article=pair[0], effect=ArticleEffect.NO_COMMENTS, statement=statement, starts_at=now(), until=None
    )
    indexed = reader().held()
    related = list(Relation.objects.values_list("pk", flat=True))
    follow(now() + MINUTE)
    follow(now() + 2 * MINUTE)
    assert reader().held() == indexed
    assert list(Relation.objects.values_list("pk", flat=True)) == related


def test_a_site_that_was_down_over_the_moment_catches_up(pair, statement):
    ends = now() + MINUTE
    with telling(now()):
        ArticleRestriction.objects.create(
            article=pair[0], effect=ArticleEffect.UNLISTED, statement=statement, starts_at=now() - MINUTE, until=ends
        )
        index([pair[0].pk])
    assert pair[0].pk not in reader().held()
    follow(ends + LOOKED_BACK - MINUTE)
    with telling(ends + MINUTE):
        assert is_indexed(pair[0].pk)


def test_only_what_the_clock_has_turned_is_looked_at(pair, statement):
    at = now() + 10 * MINUTE
    ArticleRestriction.objects.create(
        article=pair[1], effect=ArticleEffect.UNLISTED, statement=statement, starts_at=at, until=at + 10 * MINUTE
    )
    assert list(turned(at - MINUTE, at)) == [pair[1]]
    assert list(turned(at, at + 9 * MINUTE)) == []
    assert list(turned(at, at + 10 * MINUTE)) == [pair[1]]
