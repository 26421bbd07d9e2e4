"""Two texts side by side."""

import pytest

from haowen.domain.articles import saving
from haowen.domain.articles.drafts import Draft
from haowen.domain.people.acting import actor_of

BASE = "<p>第一段。</p><p>第二段。</p>"


@pytest.fixture
def collided(article_factory, alice, bob, client):
    client.force_login(bob)
    article = article_factory("题", BASE, by=bob)
    base = article.head
    saving.save(article, Draft("题", "<p>她的第一段。</p><p>第二段。</p>"), base=base, by=actor_of(alice))
    with pytest.raises(saving.ConflictError):
        saving.save(article, Draft("题", "<p>我的第一段。</p><p>第二段改。</p>"), base=base, by=actor_of(bob))
    article.refresh_from_db()
    return article


def test_both_are_shown_with_what_they_were_made_from(client, collided):
    page = client.get(f"/studio/a/{collided.public_id}/merge/3").content.decode()
    assert "<ins>我的</ins>" in page
    assert "<ins>她的</ins>" in page
    assert "第一段。" in page


@pytest.mark.parametrize(("choice", "stands"), [
    ("mine", "我的第一段。\n第二段改。"), ("theirs", "她的第一段。\n第二段改。"), ("both", "她的第一段。\n我的第一段。\n第二段改。"),
    ("own", "我们的第一段。\n第二段改。"), ("nonsense", "她的第一段。\n第二段改。"),
])  # fmt: skip
def test_what_was_chosen_becomes_the_next_revision(client, collided, choice, stands):
    said = {"head": collided.head.public_id, "keep_0": choice, "own_0": "我们的第一段。"}
    assert client.post(f"/studio/a/{collided.public_id}/merge/3", said).status_code == 303
    collided.refresh_from_db()
    assert (collided.head.number, collided.head.body.plain) == (4, stands)


def test_whoever_saved_meanwhile_is_not_overruled(client, collided):
    assert client.post(f"/studio/a/{collided.public_id}/merge/3", {"head": "x", "keep_0": "mine"}).status_code == 409
    assert collided.revisions.count() == 3
