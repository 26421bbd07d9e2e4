"""Commenting by POST, and the page to write on."""

import pytest
from django.test import Client

from haowen.domain.comments.models import Comment, CommentLike
from haowen.domain.people.acting import actor_of


@pytest.fixture
def article(published):
    return published()


@pytest.fixture
def spoken(article, carol):
    from haowen.domain.comments.commenting import comment

    return comment(article, by=actor_of(carol), text="河边的人早就知道。")


def test_a_comment_gets_its_floor_and_its_own_address(client, carol, article) -> None:
    client.force_login(carol)
    answer = client.post(f"/a/{article.public_id}/comments", {"text": "写得好。"})
    assert (answer.status_code, answer["Location"]) == (303, f"/a/{article.public_id}/comments/1")
    assert Comment.objects.get().text == "写得好。"


def test_an_answer_names_the_floor_it_answers(client, alice, article, spoken) -> None:
    client.force_login(alice)
    assert spoken.text in client.get(f"/a/{article.public_id}/comments/new?answers=1").content.decode()
    client.post(f"/a/{article.public_id}/comments", {"text": "谢谢。", "answers": "1"})
    assert Comment.objects.get(floor=2).answers == spoken


@pytest.mark.parametrize("text", ["", "   ", "长" * 2001])
def test_a_refused_comment_keeps_the_text_and_says_why(client, carol, article, text) -> None:
    client.force_login(carol)
    answer = client.post(f"/a/{article.public_id}/comments", {"text": text})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert text.strip() in page
    assert 'aria-invalid="true"' in page
    assert not Comment.objects.exists()


def test_closed_comments_are_told_beside_the_kept_text(client, carol, published) -> None:
    article = published(is_open_to_comments=False)
    client.force_login(carol)
    answer = client.post(f"/a/{article.public_id}/comments", {"text": "我仍想说一句。"})
    assert answer.status_code == 422
    assert "我仍想说一句。" in answer.content.decode()


def test_strangers_are_led_to_sign_in(client, article, spoken) -> None:
    here = f"/a/{article.public_id}/comments"
    for path in (here, f"{here}/1/like", f"{here}/1/remove"):
        assert client.post(path)["Location"].startswith("/accounts/login/?next=/a/")
    assert client.get(f"{here}/new?answers=1")["Location"].endswith("comments/new%3Fanswers%3D1")


def test_a_like_of_a_comment_can_be_taken_back(client, alice, article, spoken) -> None:
    client.force_login(alice)
    path = f"/a/{article.public_id}/comments/1/like"
    assert client.post(path).status_code == 303
    assert CommentLike.objects.count() == 1
    client.post(path, {"undo": "1"})
    assert CommentLike.objects.count() == 0


def test_only_its_writer_removes_a_comment(client, carol, mallory, article, spoken) -> None:
    path = f"/a/{article.public_id}/comments/1/remove"
    client.force_login(mallory)
    assert client.post(path).status_code == 404
    client.force_login(carol)
    assert client.post(path).status_code == 303
    spoken.refresh_from_db()
    assert spoken.removed_at is not None


def test_a_draft_cannot_be_commented_on(client, carol, article_factory) -> None:
    draft = article_factory()
    client.force_login(carol)
    assert client.post(f"/a/{draft.public_id}/comments", {"text": "?"}).status_code == 404


def test_commenting_asks_for_the_token(carol, article) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(carol)
    assert strict.post(f"/a/{article.public_id}/comments", {"text": "x"}).status_code == 403
    assert not Comment.objects.exists()
