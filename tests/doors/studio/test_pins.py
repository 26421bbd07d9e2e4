"""Putting an article on top of its publisher's page."""

import pytest
from lxml import html

from haowen.domain.publishers.models import Member
from haowen.kit import pagestore

pytestmark = pytest.mark.django_db


def top(client) -> list[str]:
    pagestore.forget()
    tree = html.fromstring(client.get("/@river_watch", headers={"accept-language": "en"}).content.decode())
    assert len(tree.xpath("//main//li//a[starts-with(@href, '/a/')]")) == 2, "each article stands once"
    return tree.xpath("//*[contains(@class, 'pin')]//a/@href")


def test_an_owner_puts_an_article_on_top_and_takes_it_down(client, django_user_model, published, alice) -> None:
    older, _newer = published(title="较早的一篇"), published(title="较新的一篇")
    assert top(client) == []
    client.force_login(alice)
    assert (
        "Put it on top"
        in client.get(f"/studio/a/{older.public_id}", headers={"accept-language": "en"}).content.decode()
    )
    assert client.post(f"/studio/a/{older.public_id}/pin").status_code == 303
    assert top(client) == [f"/a/{older.public_id}"]
    assert client.post(f"/studio/a/{older.public_id}/pin", {"undo": "1"}).status_code == 303
    assert top(client) == []


def test_a_writer_arranges_nothing_and_an_editor_does(client, published, bob) -> None:
    article = published()
    client.force_login(bob)
    assert client.post(f"/studio/a/{article.public_id}/pin").status_code == 404
    assert "/pin" not in client.get(f"/studio/a/{article.public_id}").content.decode()
    Member.objects.filter(user=bob).update(role="editor")
    assert client.post(f"/studio/a/{article.public_id}/pin").status_code == 303


def test_a_draft_is_refused_with_the_reason(client, article_factory, alice) -> None:
    client.force_login(alice)
    answer = client.post(f"/studio/a/{article_factory().public_id}/pin", follow=True, headers={"accept-language": "en"})
    assert "Only a published article" in answer.content.decode()
