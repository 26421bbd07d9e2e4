import pytest

from haowen.domain.articles import publishing
from haowen.domain.articles.models import State
from haowen.domain.people.acting import actor_of, host_actor
from haowen.domain.publishers import permitting

pytestmark = pytest.mark.django_db


def test_a_channel_that_is_closed_to_a_kind_refuses_and_the_host_passes(article_factory, channel, olga, alice):
    article = article_factory(channel=channel)
    permitting.set_rule(kind="organisation", holds="", channel=channel, permission="not_at_all", by=olga)
    with pytest.raises(publishing.RefusedError) as caught:
        publishing.publish(article, by=actor_of(alice))
    assert [finding.field for finding in caught.value.findings if finding.gate == "permits"] == ["channel"]
    publishing.publish(article, by=host_actor())
    assert article.state == State.PUBLISHED


def test_after_review_waits_for_a_person(article_factory, channel, olga, alice):
    article = article_factory(channel=channel)
    permitting.set_rule(kind="", holds="none", channel=channel, permission="after_review", by=olga)
    with pytest.raises(publishing.SentToReviewError):
        publishing.publish(article, by=actor_of(alice))
    article.refresh_from_db()
    assert article.state == State.IN_REVIEW
