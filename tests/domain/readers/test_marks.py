import pytest

from haowen.domain.articles.withdrawing import withdraw
from haowen.domain.people.acting import actor_of, host_actor
from haowen.domain.readers.bookmarking import bookmark, unbookmark
from haowen.domain.readers.following import follow, unfollow
from haowen.domain.readers.liking import like, unlike
from haowen.domain.readers.models import Bookmark, Follow, Like
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db


def test_a_like_is_one(published, carol):
    article = published()
    for _ in range(2):
        like(article, by=actor_of(carol))
    assert Like.objects.count() == 1
    for _ in range(2):
        unlike(article, by=actor_of(carol))
    assert not Like.objects.exists()


def test_a_bookmark_is_one_and_leaves_also_what_is_gone(published, carol):
    article = published()
    for _ in range(2):
        bookmark(article, by=carol)
    withdraw(article, by=host_actor())
    with pytest.raises(Refused):
        bookmark(article, by=carol)
    assert Bookmark.objects.count() == 1
    unbookmark(article, by=carol)
    assert not Bookmark.objects.exists()


def test_publishers_and_channels_are_followed_once(publisher, channel, carol):
    actor = actor_of(carol)
    for _ in range(2):
        follow(actor, publisher=publisher)
        follow(actor, channel=channel)
    assert Follow.objects.count() == 2
    unfollow(actor, publisher=publisher)
    assert Follow.objects.get().channel == channel
    with pytest.raises(TypeError):
        follow(actor, publisher=publisher, channel=channel)


def test_drafts_are_not_liked(article_factory, mallory):
    with pytest.raises(Refused):
        like(article_factory(), by=actor_of(mallory))
