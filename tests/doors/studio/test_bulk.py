"""Acts on several articles at once: which went, which did not and why, and back again."""

import pytest

from haowen.domain.articles import filing
from haowen.domain.articles.importing import tag
from haowen.domain.articles.models import Article, Series, State, Tag
from haowen.domain.channels.opening import open_channel
from haowen.domain.people.acting import host_actor
from haowen.domain.publishers.models import Member, Permission, Publisher, WritingRule
from tests.conftest import make_user

AT = "/studio/@river_watch/bulk"


@pytest.fixture
def writing(client, bob):
    client.force_login(bob)
    return client


@pytest.fixture
def two(article_factory, published, channel, bob):
    return [article_factory("第一篇草稿", by=bob), published("第二篇已发", channel=channel)]


def ids(articles):
    return [article.public_id for article in articles]


def undo(client, page):
    return client.post(AT, {"do": "undo", "undo": page.context["undo"]})


def names(article):
    return set(Article.objects.get(pk=article.pk).tags.values_list("name", flat=True))


def test_an_act_asks_first_and_does_nothing_until_it_is_sure(writing, two) -> None:
    page = writing.post(AT, {"do": "bin", "id": ids(two)})
    assert page.status_code == 200
    assert page.context["are_out"] == 1
    assert Article.objects.filter(trashed_at=None).count() == 2
    answer = writing.post(AT, {"do": "tag"}, follow=True)
    assert "Please tick" in answer.content.decode() or "先勾选" in answer.content.decode()
    assert writing.post(AT, {"do": "tag", "id": ids(two), "sure": 1}).status_code == 422


def test_tags_come_and_go_and_undoing_leaves_what_was_there_before(writing, two) -> None:
    filing.file(two[1], by=host_actor(), tags=[tag("长江"), tag("旧")])
    page = writing.post(AT, {"do": "tag", "id": ids(two), "sure": 1, "add": "长江，水文", "drop": "旧, 没有的"})
    assert names(two[0]) == names(two[1]) == {"长江", "水文"}
    assert not Tag.objects.filter(name="没有的").exists()
    undo(writing, page)
    assert (names(two[0]), names(two[1])) == (set(), {"长江", "旧"})


def test_the_page_says_which_did_not_go_and_why(writing, two) -> None:
    sports = open_channel("sports", "体育", "Sports", 2)
    WritingRule.objects.create(channel=sports, permission=Permission.NOT_AT_ALL)
    series = Series.objects.create(publisher=two[0].publisher, title="看河")
    page = writing.post(AT, {"do": "move", "id": ids(two), "sure": 1, "channel": "sports", "series": series.public_id})
    outcome = page.context["outcome"]
    assert outcome.went == [two[0]]
    assert [article for article, _why in outcome.stayed] == [two[1]]
    assert outcome.stayed[0][1] in page.content.decode()
    two[0].refresh_from_db()
    assert (two[0].channel, two[0].series) == (sports, series)
    undo(writing, page)
    two[0].refresh_from_db()
    assert (two[0].channel, two[0].series) == (None, None)


def test_what_is_thrown_away_together_comes_back_together(writing, two) -> None:
    page = writing.post(AT, {"do": "bin", "id": ids(two), "sure": 1})
    assert Article.objects.filter(trashed_at=None).count() == 0
    undo(writing, page)
    states = dict(Article.objects.filter(trashed_at=None).values_list("pk", "state"))
    assert states == {two[0].pk: State.DRAFT, two[1].pk: State.WITHDRAWN}


def test_articles_are_handed_over_and_back_with_their_series(client, alice, two) -> None:
    series = Series.objects.create(publisher=two[0].publisher, title="看河")
    filing.file(two[0], by=host_actor(), series=series, series_position=1)
    other = Publisher.objects.create(handle="night_boat", name="夜航船", kind="person")
    Member.objects.create(publisher=other, user=alice, role="owner")
    client.force_login(alice)
    page = client.post(AT, {"do": "hand", "id": ids(two), "sure": 1, "to": "night_boat"})
    assert set(Article.objects.filter(publisher=other)) == set(two)
    undo(client, page)
    two[0].refresh_from_db()
    assert (two[0].publisher.handle, two[0].series) == ("river_watch", series)
    assert not Article.objects.filter(publisher=other).exists()


def test_a_writer_hands_nothing_over_and_nobody_to_a_foreign_publisher(writing, alice, two) -> None:
    foreign = Publisher.objects.create(handle="foreign", name="别人的号", kind="person")
    assert writing.post(AT, {"do": "hand", "id": ids(two), "sure": 1, "to": "foreign"}).status_code == 303
    Member.objects.create(publisher=Publisher.objects.create(handle="own", name="自己的", kind="person"), user=alice, role="owner")  # fmt: skip
    writing.force_login(alice)
    assert writing.post(AT, {"do": "hand", "id": ids(two), "sure": 1, "to": "foreign"}).status_code == 422
    assert not Article.objects.filter(publisher=foreign).exists()


def test_articles_of_others_are_not_reached_nor_anothers_undo(writing, two, article_factory, carol) -> None:
    foreign = Publisher.objects.create(handle="foreign", name="别人的号", kind="person")
    theirs = article_factory("别人的", publisher=foreign)
    page = writing.post(AT, {"do": "tag", "id": ids([*two, theirs]), "sure": 1, "add": "水文"})
    assert names(theirs) == set()
    Member.objects.create(publisher=two[0].publisher, user=carol, role="writer")
    writing.force_login(carol)
    assert undo(writing, page).status_code == 303
    assert names(two[0]) == {"水文"}
    assert writing.post(AT, {"do": "undo", "undo": "made up"}).status_code == 303


@pytest.mark.parametrize("who", ["analyst", "nobody"])
def test_who_does_not_write_finds_nothing(client, two, who) -> None:
    user = make_user("ann")
    if who == "analyst":
        Member.objects.create(publisher=two[0].publisher, user=user, role="analyst")
    client.force_login(user)
    assert client.post(AT, {"do": "tag", "id": ids(two), "sure": 1, "add": "x"}).status_code == 404
    assert client.get(AT).status_code == 405
