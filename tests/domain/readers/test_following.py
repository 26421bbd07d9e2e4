"""How many came to follow a publisher, and left it, is a sum of the day."""

import pytest
from django.utils import timezone

from haowen.domain.people.acting import actor_of
from haowen.domain.publishers.models import Publisher
from haowen.domain.readers.following import follow, unfollow
from haowen.domain.readers.models import ArticleFollows, DailyFollows
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db


def sums():
    return [
        *DailyFollows.objects.values_list("publisher__handle", "day", "gained", "lost"),
        *ArticleFollows.objects.values_list("article", "day", "gained", "lost"),
    ]


def test_a_follow_is_counted_once_for_the_publisher_and_for_the_article_it_was_made_on(
    published, publisher, carol, dana
):
    article, day = published(), timezone.localtime(now()).date()
    for _again in range(2):
        follow(actor_of(carol), publisher=publisher, on=article)
    follow(actor_of(dana), publisher=publisher)
    assert sums() == [(publisher.handle, day, 2, 0), (article.pk, day, 1, 0)]
    for _again in range(2):
        unfollow(actor_of(dana), publisher=publisher, on=article)
    assert sums() == [(publisher.handle, day, 2, 1), (article.pk, day, 1, 1)]


def test_channels_and_articles_of_others_are_not_counted(published, publisher, channel, carol):
    follow(actor_of(carol), channel=channel)
    assert sums() == []
    other = Publisher.objects.create(handle="others", name="Others", kind="person")
    follow(actor_of(carol), publisher=other, on=published())
    assert [row[0] for row in sums()] == ["others"]
