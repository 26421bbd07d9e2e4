"""Comments under one's own articles: seen, answered, put on top, selected, and kept off by rules."""

import pytest

from haowen.domain.comments import arranging, blocking
from haowen.domain.comments.commenting import comment
from haowen.domain.comments.models import BlockedPerson, BlockedWord, Comment, Does
from haowen.domain.people.acting import actor_of
from haowen.domain.publishers.models import Member, Publisher
from tests.conftest import make_user

AT = "/studio/@river_watch/comments"
RULES = f"{AT}/rules"


@pytest.fixture
def article(published):
    return published("水位为什么会变")


@pytest.fixture
def said(article, carol):
    return comment(article, by=actor_of(carol), text="请问水从哪里来？")


@pytest.fixture
def owner(client, alice):
    client.force_login(alice)
    return client


def shown(client, query=""):
    return [item["comment"] for item in client.get(AT + query).context["items"]]


def test_comments_stand_newest_first_with_their_article(owner, said, article, dana) -> None:
    second = comment(article, by=actor_of(dana), text="我也想问。", answers=said)
    assert shown(owner) == [second, said]
    page = owner.get(AT).content.decode()
    assert page.count("水位为什么会变") == 2
    assert page.count("请问水从哪里来？") == 2  # itself, and above its answer


def test_what_is_answered_is_no_longer_among_the_unanswered(owner, said, publisher) -> None:
    assert shown(owner, "?show=unanswered") == [said]
    answer = owner.post(f"{AT}?show=unanswered", {"do": "answer", "comment": said.public_id, "text": "从山上来。"})
    assert (answer.status_code, answer["Location"]) == (303, f"{AT}?show=unanswered")
    assert shown(owner, "?show=unanswered") == []
    assert Comment.objects.get(answers=said).publisher == publisher


def test_a_refused_answer_keeps_what_was_typed(owner, said, article) -> None:
    from haowen.domain.articles import filing
    from haowen.domain.people.acting import host_actor

    filing.file(article, by=host_actor(), is_open_to_comments=False)
    page = owner.post(AT, {"do": "answer", "comment": said.public_id, "text": "从山上来。"})
    assert page.status_code == 422
    assert "从山上来。" in page.content.decode()


def test_comments_are_put_on_top_selected_and_let_through_by_a_button(owner, said, article, publisher, alice) -> None:
    for do, show in (("pin", "pinned"), ("unpin", "")):
        assert owner.post(AT, {"do": do, "comment": said.public_id}).status_code == 303
        assert shown(owner, f"?show={show}") == [said]
    owner.post(f"{AT}?article={article.public_id}", {"do": "selects", "selects": "selected"})
    assert shown(owner, "?show=unselected") == [said]
    owner.post(AT, {"do": "select", "comment": said.public_id})
    assert shown(owner, "?show=unselected") == []
    blocking.block_word(publisher, "水", Does.WAIT, by=actor_of(alice))
    held = comment(article, by=said.actor, text="水呢？")
    assert shown(owner, "?show=waiting") == [held]
    owner.post(AT, {"do": "let_through", "comment": held.public_id})
    assert shown(owner, "?show=waiting") == []


def test_words_and_people_come_onto_the_list_and_off_it(owner, said, publisher) -> None:
    owner.post(RULES, {"do": "word", "word": "广告", "does": "refuse"})
    owner.post(AT, {"do": "block", "comment": said.public_id, "does": "wait"})
    word, person = BlockedWord.objects.get(), BlockedPerson.objects.get()
    assert (word.does, person.actor) == (Does.REFUSE, said.actor)
    page = owner.get(RULES).content.decode()
    assert "广告" in page
    assert "Carol" in page
    assert owner.post(RULES, {"do": "word", "word": "！！", "does": "wait"}).status_code == 422
    owner.post(RULES, {"do": "back", "rule": f"word:{word.pk}"})
    owner.post(RULES, {"do": "back_and_show", "rule": f"person:{person.pk}"})
    assert not BlockedWord.objects.exists()
    assert not BlockedPerson.objects.exists()
    owner.post(RULES, {"do": "selects", "selects": "selected"})
    publisher.refresh_from_db()
    assert publisher.shows_selected_comments


def test_what_belongs_to_others_is_not_there(owner, published, carol) -> None:
    other = Publisher.objects.create(handle="other", name="别的号", kind="person")
    theirs = comment(published("别人的文章", publisher=other), by=actor_of(carol), text="x")
    rule = BlockedWord.objects.create(publisher=other, word="词", folded="词", does="wait")
    assert owner.post(AT, {"do": "pin", "comment": theirs.public_id}).status_code == 404
    assert owner.get(f"{AT}?article={theirs.article.public_id}").status_code == 404
    assert owner.get("/studio/@other/comments").status_code == 404
    assert owner.post(RULES, {"do": "back", "rule": f"word:{rule.pk}"}).status_code == 404
    assert owner.post(RULES, {"do": "back", "rule": "word:x"}).status_code == 404
    assert owner.post(AT, {"do": "nothing", "comment": theirs.public_id}).status_code == 404
    assert BlockedWord.objects.exists()


@pytest.mark.parametrize(("role", "status"), [("writer", 200), ("analyst", 404), (None, 404)])
def test_writers_answer_and_only_owners_and_editors_set_rules(client, said, publisher, role, status) -> None:
    user = make_user("ann")
    if role:
        Member.objects.create(publisher=publisher, user=user, role=role)
    client.force_login(user)
    assert (client.get(AT).status_code, client.get(RULES).status_code) == (status, 404)
    client.post(AT, {"do": "block", "comment": said.public_id, "does": "wait"})
    assert client.post(RULES, {"do": "word", "word": "词", "does": "wait"}).status_code == 404
    assert not BlockedPerson.objects.exists()
    assert not BlockedWord.objects.exists()


def test_readers_see_what_is_arranged_and_whose_choice_it_is(client, said, article, alice, dana) -> None:
    other = comment(article, by=actor_of(dana), text="我也想问。")
    arranging.answer(other, "从山上来。", by=actor_of(alice))
    arranging.pin(other, by=actor_of(alice))
    english = {"Accept-Language": "en"}
    page = client.get(f"/a/{article.public_id}", headers=english).content.decode()
    assert page.index("我也想问。") < page.index("请问水从哪里来？")
    assert "Put on top by the publisher" in page
    assert "Answer of the publisher" in page
    arranging.show_selected(article, only=True, by=actor_of(alice))
    for address in ("", "/comments", "/comments?order=new", "/comments?order=floor"):
        page = client.get(f"/a/{article.public_id}{address}", headers=english).content.decode()
        assert "请问水从哪里来？" not in page, address
        assert "selected comments only" in page, address
    page = client.get(f"/a/{article.public_id}/comments/1", headers=english).content.decode()
    assert "no decision of the host" in page
    assert "请问水从哪里来？" not in page
    assert "请问水从哪里来？" not in client.get(f"/report?about=/a/{article.public_id}/comments/1").content.decode()
    client.force_login(said.actor.user)
    for address in ("", "/comments", "/comments?order=new", "/comments/1"):
        page = client.get(f"/a/{article.public_id}{address}", headers=english).content.decode()
        assert "请问水从哪里来？" in page, address
        assert "Only you see this" in page, address
