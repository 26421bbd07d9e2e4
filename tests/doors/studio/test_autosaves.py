"""What the editor hands in at every pause."""

import json
import re

import pytest

from haowen.domain.articles.models import Article, Autosave, Cause

SAID = {
    "title": "题", "summary": "摘要", "html": "<p>河水在夜里涨了三厘米。</p><p>又写了一段。</p>", "tab": "window-1", "sequence": 1,
    "references": [{"key": "r1", "title": "年鉴", "outlet": "", "authors": "", "dated_on": "", "url": ""}],
}  # fmt: skip


@pytest.fixture
def draft(article_factory, bob):
    return article_factory(by=bob)


@pytest.fixture
def hand_in(client, bob, draft):
    client.force_login(bob)

    def post(address="", **said):
        payload = {"base": draft.head.public_id} | SAID | said
        where = address or f"/studio/a/{draft.public_id}/autosaves"
        return client.post(where, json.dumps(payload), content_type="application/json")

    return post


def test_it_is_acknowledged_with_its_time(hand_in, draft):
    answer = hand_in()
    assert answer.status_code == 201
    assert (answer.json()["sequence"], answer.json()["newer"]) == (1, None)
    kept = Autosave.objects.get()
    assert (kept.base, kept.title, kept.references[0]["title"]) == (draft.head, "题", "年鉴")


def test_the_first_words_make_an_article(hand_in, publisher):
    answer = hand_in("/studio/autosaves", base="", publisher=publisher.handle)
    again = hand_in("/studio/autosaves", base="", publisher=publisher.handle, sequence=2)
    assert answer.status_code == 201
    assert answer.json()["article"] == again.json()["article"]
    assert Article.objects.filter(head=None).count() == 1


def test_it_says_when_somebody_else_saved_meanwhile(hand_in, draft, alice):
    from haowen.domain.articles import saving
    from haowen.domain.articles.drafts import Draft
    from haowen.domain.people.acting import actor_of

    saving.save(draft, Draft("别的", "<p>别的。</p>"), base=draft.head, by=actor_of(alice))
    base = draft.revisions.get(number=1).public_id
    assert hand_in(base=base).json()["newer"]["who"] == "Alice"


def test_emptying_asks(hand_in):
    answer = hand_in(html="")
    assert (answer.status_code, answer.json()["asks"]) == (409, "may_empty")
    assert Autosave.objects.count() == 0
    assert hand_in(html="", may_empty=True).status_code == 201


def test_leaving_makes_a_revision(hand_in, client, draft):
    hand_in()
    said = json.dumps({"tab": "window-1", "sequence": 1})
    assert client.post(f"/studio/a/{draft.public_id}/leave", said, content_type="application/json").status_code == 204
    draft.refresh_from_db()
    assert (draft.head.cause, draft.head.title) == (Cause.LEAVE, "题")
    assert hand_in(sequence=2, is_leaving=True, html=SAID["html"] + "<p>三</p>").status_code == 201
    draft.refresh_from_db()
    assert "三" in draft.head.body.plain


@pytest.mark.parametrize("name", ["title", "summary", "html", "base", "references", "tab", "sequence"])
@pytest.mark.parametrize("value", [None, 7.5, {"a": 1}, [1], True, "…missing…"])
def test_a_malformed_payload_changes_nothing(hand_in, client, draft, name, value):
    payload = {"base": draft.head.public_id} | SAID
    payload.pop(name)
    payload |= {} if value == "…missing…" else {name: value}
    answer = client.post(f"/studio/a/{draft.public_id}/autosaves", json.dumps(payload), content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["reason"]
    assert Autosave.objects.count() == 0


@pytest.mark.parametrize(
    "raw", ["", "null", "[]", '"x"', '{"title": "题", "html"', "{" * 2000, '{"html": "\\ud800"}', b"\xff\xfe"]
)
def test_broken_json_changes_nothing(hand_in, client, draft, raw):
    answer = client.post(f"/studio/a/{draft.public_id}/autosaves", raw, content_type="application/json")
    assert answer.status_code == 400
    assert Autosave.objects.count() == 0


def test_who_may_not_write_finds_nothing(hand_in, client, mallory, draft):
    client.force_login(mallory)
    assert hand_in().status_code == 404
    client.logout()
    assert hand_in().status_code == 303


def test_a_window_that_goes_on_from_another_takes_its_place(hand_in, draft, bob):
    from haowen.domain.articles import autosaving

    hand_in(tab="window-old", sequence=5)
    hand_in(
        tab="window-new", sequence=1, html=SAID["html"] + "<p>更多</p>", continues={"tab": "window-old", "sequence": 5}
    )
    assert {row.tab for row in Autosave.objects.all()} == {"window-new"}
    kept = Autosave.objects.order_by("-sequence").first()
    autosaving.settle(kept, cause=Cause.IDLE)
    assert not Autosave.objects.filter(taken_into=None).exists()


FIELDS = {
    "credit_role": ["photo", "editor"], "credit_name": ["阿青", "老周"], "declares": ["repost"], "repost_source": [""],
    "tags": ["桥，河"], "channel": ["tech"], "kind": ["article"], "language": ["zh-Hans"], "series": [""],
}  # fmt: skip


def test_the_other_fields_are_kept_and_offered_back_as_they_were_typed(hand_in, client, draft):
    assert hand_in(fields=FIELDS).status_code == 201
    page = client.get(f"/studio/a/{draft.public_id}").content.decode()
    assert 'value="阿青"' in page
    assert 'value="桥，河"' in page
    assert re.search(r'value="repost"[^>]*checked', page)


def test_a_window_that_is_left_makes_a_revision_of_what_can_be_read(hand_in, client, draft):
    hand_in(fields=FIELDS, is_leaving=True)
    draft.refresh_from_db()
    assert [(row.role, row.name) for row in draft.head.credits.all()] == [("photo", "阿青"), ("editor", "老周")]
    assert not draft.head.declarations.filter(kind="repost").exists()  # it names no source yet
    page = client.get(f"/studio/a/{draft.public_id}").content.decode()
    assert re.search(r'value="repost"[^>]*checked', page)  # but the writer finds it as it stood
    assert 'value="桥，河"' in page


@pytest.mark.parametrize("fields", [[], {"A": []}, {"tags": "桥"}, {"tags": [1]}, {"tags": ["\0"]}])
def test_fields_that_no_form_has_change_nothing(hand_in, fields):
    assert hand_in(fields=fields).status_code == 400
    assert not Autosave.objects.exists()
