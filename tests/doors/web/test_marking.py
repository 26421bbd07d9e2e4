"""Like, bookmark, follow: one button each, and back again."""

import pytest
from django.test import Client
from lxml.html import fromstring

from haowen.domain.articles.withdrawing import withdraw
from haowen.domain.people.acting import host_actor
from haowen.domain.readers.models import ArticleFollows, Bookmark, DailyFollows, Follow, Like


@pytest.fixture
def acts(published, publisher):
    article = published()
    return {
        "like": (f"/a/{article.public_id}/like", Like),
        "bookmark": (f"/a/{article.public_id}/bookmark", Bookmark),
        "follow": (f"/@{publisher.handle}/follow", Follow),
    }


@pytest.mark.parametrize("name", ["like", "bookmark", "follow"])
def test_an_act_counts_once_and_can_be_undone(client, carol, acts, name) -> None:
    path, rows = acts[name]
    client.force_login(carol)
    for _again in range(2):
        answer = client.post(path)
        assert (answer.status_code, answer["Location"]) == (303, path.rpartition("/")[0])
    assert rows.objects.count() == 1
    assert client.post(path, {"undo": "1", "next": "/accounts/bookmarks"})["Location"] == "/accounts/bookmarks"
    assert rows.objects.count() == 0


@pytest.mark.parametrize("name", ["like", "bookmark", "follow"])
def test_strangers_are_led_to_sign_in_and_nothing_is_kept(client, acts, name) -> None:
    path, rows = acts[name]
    answer = client.post(path)
    assert answer.status_code == 303
    assert answer["Location"] == "/accounts/login/?next=" + path.rpartition("/")[0].replace("@", "%40")
    assert not rows.objects.exists()


@pytest.mark.parametrize("name", ["like", "bookmark", "follow"])
def test_looking_changes_nothing(client, carol, acts, name) -> None:
    path, rows = acts[name]
    client.force_login(carol)
    assert client.get(path).status_code == 405
    assert not rows.objects.exists()


@pytest.mark.parametrize("name", ["like", "bookmark", "follow"])
def test_an_act_asks_for_the_token(carol, acts, name) -> None:
    path, rows = acts[name]
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(carol)
    assert strict.post(path).status_code == 403
    assert not rows.objects.exists()


def test_the_way_back_stays_on_this_site(client, carol, acts) -> None:
    client.force_login(carol)
    assert "evil" not in client.post(acts["like"][0], {"next": "//evil.example/"})["Location"]


def test_bookmarks_are_listed_for_their_owner_and_a_withdrawn_article_only_named_as_gone(
    client, carol, alice, published
) -> None:
    kept, gone = published("还在的文章"), published("收回的文章")
    client.force_login(carol)
    for article in (kept, gone):
        client.post(f"/a/{article.public_id}/bookmark")
    withdraw(gone, by=host_actor())
    page = client.get("/accounts/bookmarks").content.decode()
    assert "还在的文章" in page
    assert "收回的文章" not in page
    assert client.post(f"/a/{gone.public_id}/bookmark", {"undo": "1"}).status_code == 303
    client.force_login(alice)
    assert "还在的文章" not in client.get("/accounts/bookmarks").content.decode()


def test_a_follow_on_an_articles_page_names_it(client, carol, published, publisher) -> None:
    article = published()
    client.force_login(carol)
    form = f"//form[@action='/@{publisher.handle}/follow']//input[@name='on']/@value"
    assert fromstring(client.get(f"/a/{article.public_id}").content).xpath(form) == [article.public_id]
    for said in ({"on": article.public_id}, {"on": article.public_id, "undo": "1"}, {"on": "\0nothing"}):
        assert client.post(f"/@{publisher.handle}/follow", said).status_code == 303
    assert list(DailyFollows.objects.values_list("gained", "lost")) == [(2, 1)]
    assert list(ArticleFollows.objects.values_list("article", "gained", "lost")) == [(article.pk, 1, 1)]


def test_what_is_not_there_cannot_be_marked(client, carol, article_factory) -> None:
    client.force_login(carol)
    assert client.post(f"/a/{article_factory().public_id}/like").status_code == 404
    assert client.post("/@nobody_here/follow").status_code == 404
