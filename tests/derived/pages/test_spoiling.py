import datetime as dt

import pytest
from django.db import transaction

from haowen.config import wiring
from haowen.derived.pages.spoiling import SPOILED, keys
from haowen.domain.articles.events import ArticlePublished
from haowen.domain.articles.importing import tag
from haowen.domain.articles.models import ArticleEffect, Series
from haowen.domain.articles.restricting import restrict
from haowen.domain.comments.commenting import comment
from haowen.domain.comments.events import CommentMade, CommentRestricted
from haowen.domain.comments.restricting import restrict as restrict_comment
from haowen.domain.headlines.placing import place
from haowen.domain.people.acting import actor_of
from haowen.domain.publishers.events import MembersChanged, PublisherChanged, PublisherRestricted
from haowen.domain.statements.issuing import issue
from haowen.kit.clock import now
from haowen.kit.events import Event

pytestmark = pytest.mark.django_db


def test_an_article_spoils_itself_and_every_list_it_stands_in(published, channel):
    article = published(channel=channel)
    article.series = Series.objects.create(publisher=article.publisher, title="看河")
    article.save()
    river = tag("长江")
    article.tags.add(river)
    assert keys(ArticlePublished(article_id=article.pk)) == {
        f"article:{article.pk}",
        "list:all",
        f"list:channel:{channel.pk}",
        f"list:publisher:{article.publisher_id}",
        f"list:series:{article.series_id}",
        f"list:tag:{river.pk}",
    }


def test_what_the_desk_placed_spoils_the_slots_too(published, erin):
    article = published()
    place(article, "lead", by=erin)
    assert "slots" in keys(ArticlePublished(article_id=article.pk))


def test_a_publisher_spoils_the_lists_of_its_articles(published, channel):
    article = published(channel=channel)
    assert {
        f"publisher:{article.publisher_id}",
        "list:all",
        f"list:channel:{channel.pk}",
        "slots",
        "originals",
    } <= keys(PublisherRestricted(publisher_id=article.publisher_id))


def test_a_comment_spoils_the_comments_of_its_article(db):
    assert keys(CommentMade(article_id=7, comment_id=1)) == {"comments:7"}


def test_a_comment_that_comes_back_by_the_clock_moves_the_edge_of_lists(published, carol):
    said = comment(published(), by=actor_of(carol), text="慢慢看")
    event = CommentRestricted(article_id=said.article_id, comment_id=said.pk)
    until = now() + dt.timedelta(hours=1)
    under = issue(ground="terms", rule="1", facts="x", effect="withheld", by_public_id="h", until=until)
    assert "edges" not in keys(event)
    restrict_comment(said, under=under, until=until)
    assert "edges" in keys(event)


def test_a_publisher_that_is_new_or_renamed_spoils_what_is_searched_by_name(publisher):
    assert "list:publishers" in keys(PublisherChanged(publisher_id=publisher.pk))


def test_who_writes_for_a_publisher_spoils_the_pages_that_say_so(publisher):
    assert keys(MembersChanged(publisher_id=publisher.pk)) == {f"publisher:{publisher.pk}"}


def test_every_fact_is_in_the_wiring():
    from haowen.domain.articles import events as articles

    assert set(SPOILED) <= set(wiring.LATER)
    assert all(issubclass(event, Event) for event in wiring.LATER)
    assert articles.ArticleSaved in wiring.LATER


@pytest.mark.django_db(transaction=True)
def test_a_withheld_article_is_fresh_on_the_board_when_the_act_returns(published):
    from haowen.kit import pagestore
    from haowen.kit.pagestore.board import slots_of

    article = published()
    board = pagestore.site_board()
    slots = slots_of([f"article:{article.pk}"])
    begun = board.sequence
    assert board.is_fresh(slots, begun)
    statement = issue(ground="law", rule="a", facts="b", effect="withheld", by_public_id="x")
    with transaction.atomic():
        restrict(article, ArticleEffect.WITHHELD, under=statement)
        assert not board.is_fresh(slots, board.sequence)  # marked while the outcome is open
    assert not board.is_fresh(slots, begun)
    assert board.is_fresh(slots, board.sequence)


def test_a_rolled_back_fact_leaves_the_article_readable(published):
    from haowen.domain.articles.access import readable

    article = published()
    with transaction.atomic():
        restrict(
            article,
            ArticleEffect.WITHHELD,
            under=issue(ground="law", rule="a", facts="b", effect="withheld", by_public_id="x"),
        )
        transaction.set_rollback(True)
    assert list(readable()) == [article]
