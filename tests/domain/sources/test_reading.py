"""What writers are told of dead addresses."""

import datetime as dt

import pytest

from haowen.domain.articles.drafts import Draft, DraftReference
from haowen.domain.articles.saving import save
from haowen.domain.people.acting import actor_of
from haowen.domain.sources import naming, reading
from haowen.domain.sources.models import Link

pytestmark = pytest.mark.django_db
URL = "https://a.example/x"


def test_dead_addresses_are_told_to_those_who_write_until_they_are_taken_out(published, bob, carol) -> None:
    article = published(references=(DraftReference("甲", "r1", url=URL),), by=bob)
    naming.watch(article.pk)
    assert reading.dead_for(bob) == []
    Link.objects.update(died_on=dt.date(2026, 5, 1), failures=3)
    (found,) = reading.dead_for(bob)
    assert (found["article"], found["row"].key, found["is_out"], found["has_copy"]) == (article, "r1", True, False)
    assert reading.dead_for(carol) == []
    assert reading.dead_for(bob, publisher_id=0) == []
    save(article, Draft("题", "<p>文。</p>"), base=article.head, by=actor_of(bob))
    assert len(reading.dead_for(bob)) == 1  # readers still see it
