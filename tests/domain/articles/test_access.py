import datetime as dt

import pytest

from haowen.domain.articles import access
from haowen.domain.articles.access import ObstacleKind
from haowen.domain.articles.models import Article, ArticleEffect
from haowen.domain.articles.restricting import lift, restrict
from haowen.domain.articles.withdrawing import withdraw
from haowen.domain.people.acting import host_actor
from haowen.domain.publishers.models import PublisherEffect
from haowen.domain.publishers.restricting import restrict as restrict_publisher
from haowen.domain.statements.issuing import issue
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db


def reasons(ground="terms", effect="withheld"):
    return issue(ground=ground, rule="第三条", facts="捏造事实。", effect=effect, by_public_id="x")


def test_a_published_article_is_readable_and_listed(published, carol):
    article = published()
    assert list(access.readable()) == list(access.listed()) == list(access.readable_by(carol)) == [article]
    assert access.obstacle(article.public_id) is None


def test_a_draft_is_read_by_nobody(article_factory, alice, carol):
    article = article_factory()
    assert not access.readable_by(alice).exists()
    assert list(access.editable_by(alice)) == [article]
    assert not access.editable_by(carol).exists()
    assert access.obstacle(article.public_id) is None


@pytest.mark.parametrize("through", ["article", "publisher"])
def test_what_is_withheld_is_readable_nowhere(published, alice, olga, through):
    article = published()
    if through == "article":
        restrict(article, ArticleEffect.WITHHELD, under=reasons())
    else:
        restrict_publisher(article.publisher, PublisherEffect.WITHHELD, under=reasons())
    for rows in (
        access.readable(),
        access.listed(),
        access.readable_by(alice),
        access.readable_by(olga),
        access.open_to_comments(),
    ):
        assert not rows.exists()
    assert list(access.withheld()) == [article]


@pytest.mark.parametrize(
    ("ground", "kind"),
    [("law", ObstacleKind.WITHHELD_LAW), ("court", ObstacleKind.WITHHELD_LAW), ("terms", ObstacleKind.WITHHELD_TERMS)],
)
def test_an_obstacle_names_its_ground_and_not_the_title(published, ground, kind):
    article = published()
    statement = reasons(ground)
    restrict(article, ArticleEffect.WITHHELD, under=statement)
    obstacle = access.obstacle(article.public_id)
    assert (obstacle.kind, obstacle.rule, obstacle.statement) == (kind, "第三条", statement.public_id)
    assert obstacle.title == ""


def test_a_withheld_publisher_stands_before_its_articles(published):
    article = published()
    restrict_publisher(article.publisher, PublisherEffect.WITHHELD, under=reasons())
    assert access.obstacle(article.public_id).kind is ObstacleKind.WITHHELD_TERMS


def test_a_withdrawn_article_has_a_tombstone(published):
    article = published()
    withdraw(article, by=host_actor())
    obstacle = access.obstacle(article.public_id)
    assert (obstacle.kind, obstacle.title) == (ObstacleKind.WITHDRAWN, article.title)
    assert not access.readable().exists()


def test_unlisted_is_readable_and_in_no_list(published):
    article = published()
    restrict(article, ArticleEffect.UNLISTED, under=reasons(effect="unlisted"))
    assert list(access.readable()) == [article]
    assert not access.listed().exists()


def test_a_term_ends_by_itself_and_is_an_edge(published):
    article = published()
    until = now() + dt.timedelta(hours=3)
    restrict(article, ArticleEffect.WITHHELD, under=reasons(), until=until)
    assert not access.readable(until - dt.timedelta(seconds=1)).exists()
    assert list(access.readable(until)) == [article]
    assert access.edges(now()) == access.edges(now(), article.pk) == until
    assert access.edges(until) is None


def test_what_comes_out_later_is_an_edge(published):
    article = published()
    later = now() + dt.timedelta(days=1)
    Article.objects.filter(pk=article.pk).update(published_at=later)
    assert not access.readable().exists()
    assert access.edges(now()) == later


def test_lifting_gives_back(published):
    article = published()
    restrict(article, ArticleEffect.WITHHELD, under=reasons())
    assert lift(article, ArticleEffect.WITHHELD) == 1
    assert lift(article, ArticleEffect.WITHHELD) == 0
    assert list(access.readable()) == [article]
