"""Promise 3: consequences are rows of the same transaction; they are kept with the change or not at all."""

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from haowen.domain.articles.events import ArticlePublished
from haowen.domain.articles.publishing import publish
from haowen.domain.people.acting import host_actor
from haowen.kit.events import NotInTransactionError, announce

pytestmark = pytest.mark.django_db


def waiting(name):
    return DBTaskResult.objects.filter(task_path__endswith=name).count()


class BreakdownError(Exception):
    pass


def test_a_published_article_waits_to_be_indexed_and_related(article_factory):
    publish(article_factory(), by=host_actor())
    assert waiting(".index_article") == 1
    assert waiting(".relate_article") == 1


def test_a_rolled_back_act_leaves_no_task(article_factory):
    article = article_factory()

    def act():
        with transaction.atomic():
            publish(article, by=host_actor())
            assert waiting(".index_article") == 1
            raise BreakdownError

    with pytest.raises(BreakdownError):
        act()
    article.refresh_from_db()
    assert not article.is_published()
    assert waiting(".index_article") == 0


@pytest.mark.django_db(transaction=True)
def test_a_fact_outside_a_transaction_is_refused():
    with pytest.raises(NotInTransactionError):
        announce(ArticlePublished(article_id=1))


def test_a_consequence_that_runs_twice_has_one_effect(published):
    from haowen.derived.search.keeping import reader
    from haowen.derived.search.tasks import index_article

    article = published()
    index_article.call(article_id=article.pk)
    index_article.call(article_id=article.pk)
    assert reader().size == 1
