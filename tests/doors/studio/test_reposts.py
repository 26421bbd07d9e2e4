"""Reposting, through the pages."""

import pytest

from haowen.domain.articles.models import Article
from haowen.domain.reposts.models import Request
from tests.domain.reposts.conftest import house, original  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


def test_from_asking_to_two_pages_that_lead_to_each_other(client, original, house, carol, alice):  # noqa: F811
    where = f"/studio/repost/{original.public_id}"
    client.force_login(carol)
    assert where in client.get(f"/a/{original.public_id}").content.decode()
    assert client.post(where, {"publisher": house.handle, "words": "给校刊用"}).status_code == 303
    request = Request.objects.get()
    client.force_login(alice)
    assert "给校刊用" in client.get("/studio/@river_watch/reposts").content.decode()
    assert client.post(f"/studio/reposts/{request.pk}", {"do": "refuse", "reasons": ""}).status_code == 303
    assert client.post(f"/studio/reposts/{request.pk}", {"do": "grant"}).status_code == 303
    client.force_login(carol)
    made = client.post(where, {"publisher": house.handle})
    repost = Article.objects.get(publisher=house)
    assert made["Location"] == f"/studio/a/{repost.public_id}"
    repost.head.refresh_from_db()
    said = {"dialog": "1", "base": repost.head.public_id, "origin": "repost", "repost_source": "河流观察", "repost_permission": "授权",
            "repost_url": repost.source_url, "ai": "ai_none", "when": "now", "channel": ""}  # fmt: skip
    assert client.post(f"/studio/a/{repost.public_id}/publish", said).status_code == 303
    client.logout()
    page = client.get(f"/a/{repost.public_id}").content.decode()
    assert f"/a/{original.public_id}" in page.split('rel="canonical"')[1][:80]
    assert f'<a href="/a/{repost.public_id}">别家</a>' in client.get(f"/a/{original.public_id}").content.decode()


def test_a_writer_sets_the_grant_of_an_article_and_of_all(client, original, alice, bob, house):  # noqa: F811
    client.force_login(alice)
    where = f"/studio/a/{original.public_id}/reposts"
    assert client.post(where, {"who": "named", "named": "@nobody_here"}).status_code == 422
    assert client.post(where, {"who": "named", "named": f"@{house.handle}", "may_change": "on"}).status_code == 303
    page = client.get(where).content.decode()
    assert f"@{house.handle}" in page
    assert client.post("/studio/@river_watch/reposts", {"who": "all"}).status_code == 303
    assert client.post(where, {"who": "default"}).status_code == 303
    assert not hasattr(Article.objects.get(pk=original.pk), "repost_grant")
    client.force_login(bob)
    assert client.get(where).status_code == 200
    assert client.post(where, {"who": "all"}).status_code == 404
