"""The history: differences, and the way back."""

import pytest

from haowen.domain.articles import saving
from haowen.domain.articles.drafts import Draft
from haowen.domain.people.acting import actor_of


@pytest.fixture
def draft(article_factory, bob, client):
    client.force_login(bob)
    article = article_factory("旧标题", "<p>摊位减为 165 个。</p><p>一样的。</p><p>也一样。</p>", by=bob)
    saving.save(
        article,
        Draft("新标题", "<p>摊位减为 156 个。</p><p>一样的。</p><p>也一样。</p>"),
        base=article.head,
        by=actor_of(bob),
    )
    return article


def test_the_last_two_are_compared_by_blocks_and_words(client, draft):
    page = client.get(f"/studio/a/{draft.public_id}/revisions").content.decode()
    assert "<del>165</del>" in page
    assert "<ins>156</ins>" in page
    assert "<del>旧</del>" in page
    assert "一样的" not in page
    assert "一样的" in client.get(f"/studio/a/{draft.public_id}/revisions?all=1").content.decode()


@pytest.mark.parametrize("query", ["from=1&to=1", "from=x&to=999999999999", "from=2&to=1", "from=%00"])
def test_any_two_can_be_asked_for(client, draft, query):
    assert client.get(f"/studio/a/{draft.public_id}/revisions?{query}").status_code == 200


def test_one_is_brought_back_as_a_new_one(client, draft):
    answer = client.post(f"/studio/a/{draft.public_id}/revisions/1/restore")
    assert answer.status_code == 303
    draft.refresh_from_db()
    assert (draft.head.number, draft.head.title) == (3, "旧标题")
    assert client.post(f"/studio/a/{draft.public_id}/revisions/9/restore").status_code == 404


def test_what_clashed_with_the_text_leads_to_both_side_by_side(client, draft, bob):
    said = Draft("新标题", "<p>摊位减为 99 个。</p><p>一样的。</p><p>也一样。</p>")
    with pytest.raises(saving.ConflictError):
        saving.save(draft, said, base=draft.revisions.get(number=1), by=actor_of(bob))
    here = f"/studio/a/{draft.public_id}"
    assert f'href="{here}/merge/3"' in client.get(f"{here}/revisions").content.decode()
    client.post(f"{here}/revisions/1/restore")
    assert "/merge/" not in client.get(f"{here}/revisions").content.decode()
