import datetime as dt

import pytest
from django.test import Client

from haowen.domain.articles import access
from haowen.domain.articles.models import Article, Body, Revision, State
from haowen.domain.articles.publishing import RefusedError, publish
from haowen.domain.articles.scheduling import schedule
from haowen.domain.articles.trashing import purge, take_out, trash
from haowen.domain.people.acting import actor_of, host_actor
from haowen.kit.clock import now, telling
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db
MONTH = dt.timedelta(days=30)


def test_a_draft_goes_and_comes_back_as_it_was(article_factory, bob):
    article = article_factory(by=bob)
    trash(article, by=actor_of(bob))
    assert not access.editable_by(bob).exists()
    assert list(access.trashed_by(bob)) == [article]
    with pytest.raises(RefusedError):
        publish(article, by=host_actor())
    with pytest.raises(Refused):
        trash(article, by=actor_of(bob))
    take_out(article, by=actor_of(bob))
    assert list(access.editable_by(bob)) == [article]
    assert article.state == State.DRAFT


def test_what_was_out_is_withdrawn_and_keeps_its_tombstone(published, bob):
    article = published(by=bob)
    assert Client().get(f"/a/{article.public_id}").status_code == 200
    trash(article, by=actor_of(bob))
    assert Client().get(f"/a/{article.public_id}").status_code == 410
    with telling(now() + MONTH):
        assert purge() == 0
        with pytest.raises(Refused):
            take_out(article, by=actor_of(bob))
    assert Client().get(f"/a/{article.public_id}").status_code == 410


@pytest.mark.django_db(transaction=True)
def test_after_thirty_days_a_draft_is_gone_with_everything_that_hung_on_it(article_factory, bob):
    article, other = article_factory(by=bob), article_factory("另一篇文章的标题", by=bob)
    schedule(article, now() + MONTH, by=actor_of(bob))
    trash(article, by=actor_of(bob))
    with telling(now() + MONTH - dt.timedelta(minutes=1)):
        assert purge() == 0
    with telling(now() + MONTH):
        assert purge() == 1
        assert purge() == 0
    assert list(Article.objects.all()) == [other]
    assert list(Revision.objects.all()) == [other.head]
    assert Body.objects.count() == 1
