"""The one article on top of a publisher's page."""

import pytest
from django.db import IntegrityError, transaction

from haowen.domain.articles.models import Article
from haowen.domain.articles.pinning import pin, unpin
from haowen.domain.people.acting import actor_of
from haowen.kit.clock import now
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db


def on_top() -> list[int]:
    return list(Article.objects.filter(pinned_at__isnull=False).values_list("pk", flat=True))


def test_one_article_takes_the_place_of_the_one_before(published, alice) -> None:
    first, second = published(title="先放上去的"), published(title="后放上去的")
    for article in (first, second, second):
        pin(article, by=actor_of(alice))
    assert on_top() == [second.pk]
    unpin(second, by=actor_of(alice))
    assert on_top() == []


def test_a_draft_cannot_stand_on_top(article_factory, alice) -> None:
    with pytest.raises(Refused):
        pin(article_factory(), by=actor_of(alice))
    assert on_top() == []


def test_the_database_keeps_it_to_one(published) -> None:
    keys = [published(title="一").pk, published(title="二").pk]
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk__in=keys).update(pinned_at=now())
