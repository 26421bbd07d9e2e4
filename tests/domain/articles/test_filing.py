import pytest

from haowen.domain.articles.filing import file
from haowen.domain.articles.importing import tag
from haowen.domain.channels.opening import open_channel
from haowen.domain.people.acting import host_actor

pytestmark = pytest.mark.django_db


def test_an_article_moves_to_another_channel_with_its_tags(published, channel):
    article = published(channel=channel)
    sports = open_channel("sports", "体育", "Sports", 2)
    file(article, by=host_actor(), channel=sports, tags=[tag("长江"), tag("水文")])
    article.refresh_from_db()
    assert article.channel == sports
    assert set(article.tags.values_list("name", flat=True)) == {"长江", "水文"}


def test_both_the_left_and_the_new_lists_are_spoiled(published, channel, monkeypatch):
    from haowen.derived.pages import spoiling

    article = published(channel=channel)
    sports = open_channel("sports", "体育", "Sports", 2)
    spoiled = set()
    monkeypatch.setattr(spoiling.pagestore, "announce", spoiled.update)
    file(article, by=host_actor(), channel=sports)
    assert {f"list:channel:{channel.pk}", f"list:channel:{sports.pk}", f"article:{article.pk}"} <= spoiled


def test_what_is_text_is_not_filed(published):
    with pytest.raises(TypeError):
        file(published(), by=host_actor(), title="x")
