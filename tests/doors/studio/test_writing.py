"""The editor's way of saving without leaving its page."""

import json

import pytest

from haowen.domain.articles import autosaving, saving
from haowen.domain.articles.drafts import Draft
from haowen.domain.articles.models import Autosave, Cause
from haowen.domain.people.acting import actor_of

HTML = "<p>第一段。</p><p>第二段。</p><p>第三段。</p>"


@pytest.fixture
def draft(article_factory, bob):
    return article_factory("旧标题", HTML, by=bob)


@pytest.fixture
def save(client, bob, draft):
    client.force_login(bob)

    def post(html, **said):
        form = {
            "title": "旧标题",
            "body": html,
            "written": "html",
            "kind": "article",
            "language": "zh-Hans",
            "base": draft.head.public_id,
        }
        return client.post(f"/studio/a/{draft.public_id}/save", form | {"tab": "window-1", "sequence": "3"} | said)

    return post


def test_it_becomes_a_revision_and_what_was_autosaved_is_in_it(save, client, draft, bob):
    said = {
        "base": draft.head.public_id,
        "title": "旧标题",
        "summary": "",
        "html": HTML,
        "references": [],
        "tab": "window-1",
        "sequence": 3,
    }
    client.post(f"/studio/a/{draft.public_id}/autosaves", json.dumps(said), content_type="application/json")
    told = save(HTML.replace("第一段", "第一段改")).json()
    assert (told["number"], told["merged"]) == (2, False)
    assert Autosave.objects.get().taken_into.number == 2
    assert autosaving.standing(draft, actor_of(bob)) is None


def test_changes_of_two_people_are_put_together_and_told(save, draft, alice):
    base = draft.head
    saving.save(draft, Draft("旧标题", HTML.replace("第三段", "第三段改")), base=base, by=actor_of(alice))
    told = save(HTML.replace("第一段", "第一段改"), base=base.public_id).json()
    assert (told["merged"], told["who"]) == (True, "Alice")
    assert "第一段改" in told["html"]
    assert "第三段改" in told["html"]
    assert told["fields"]["language"] == ["zh-Hans"]
    draft.refresh_from_db()
    assert draft.head.cause == Cause.MERGE
    assert told["kept"] == draft.head.made_from.public_id


def test_where_both_changed_the_same_the_way_to_both_is_told(save, client, draft, alice):
    base = draft.head
    saving.save(draft, Draft("旧标题", HTML.replace("第一段", "她的")), base=base, by=actor_of(alice))
    answer = save(HTML.replace("第一段", "我的"), base=base.public_id)
    assert answer.status_code == 409
    assert answer.json()["conflict"] == f"/studio/a/{draft.public_id}/merge/3"


def test_after_a_conflict_tags_and_series_are_filed_all_the_same(save, draft, alice):
    base = draft.head
    saving.save(draft, Draft("旧标题", HTML.replace("第一段", "她的")), base=base, by=actor_of(alice))
    save(HTML.replace("第一段", "我的"), base=base.public_id, tags="江，水", series="长河")
    draft.refresh_from_db()
    assert draft.series.title == "长河"
    assert sorted(tag.name for tag in draft.tags.all()) == ["水", "江"]


def test_emptying_asks_and_a_yes_is_enough(save, draft):
    assert save("<p></p>").json()["asks"] == "may_empty"
    assert draft.revisions.count() == 1
    assert save("<p></p>", may_empty="1").status_code == 200


def test_what_is_wrong_is_said_by_field(save, draft):
    answer = save(HTML, event_on="gestern", reference_title=[""], reference_outlet=["报社"], reference_key=["r1"])
    assert answer.status_code == 422
    assert {"event_on", "reference_title"} <= set(answer.json()["errors"])
    assert draft.revisions.count() == 1
