import pytest

from haowen.derived.pages import spoiling
from haowen.domain.comments import access, arranging, blocking
from haowen.domain.comments.commenting import comment, remove
from haowen.domain.comments.liking import like
from haowen.domain.comments.models import Does
from haowen.domain.people.acting import actor_of
from haowen.kit.refusals import Refused


@pytest.fixture
def article(published):
    return published()


@pytest.fixture
def said(article, carol):
    return comment(article, by=actor_of(carol), text="说一句")


def test_an_answer_is_given_in_the_name_of_the_publisher(said, publisher, bob) -> None:
    answer = arranging.answer(said, "谢谢你。", by=actor_of(bob))
    assert (answer.answers, answer.publisher, answer.actor) == (said, publisher, actor_of(bob))


def test_five_stand_on_top_and_no_sixth_until_one_is_taken_down(article, carol, bob) -> None:
    rows = [comment(article, by=actor_of(carol), text=f"第{number}句") for number in range(6)]
    for row in rows[:5]:
        arranging.pin(row, by=actor_of(bob))
    arranging.pin(rows[0], by=actor_of(bob))
    with pytest.raises(Refused, match="Five"):
        arranging.pin(rows[5], by=actor_of(bob))
    remove(rows[1], by=actor_of(carol))
    arranging.pin(rows[5], by=actor_of(bob))
    arranging.unpin(rows[0], by=actor_of(bob))
    assert rows[0].pinned_at is None


def test_where_selected_only_are_shown_others_are_for_their_writer_alone(article, said, dana, bob, alice) -> None:
    carol = said.actor.user
    other = comment(article, by=actor_of(dana), text="再说一句")
    answer = arranging.answer(other, "谢谢。", by=actor_of(bob))
    arranging.show_selected(article.publisher, only=True, by=actor_of(alice))
    assert set(access.said()) == {answer}
    assert set(access.said_to(carol.pk)) == {answer, said}
    arranging.select(said, by=actor_of(bob))
    assert set(access.said()) == {answer, said}
    arranging.unselect(said, by=actor_of(bob))
    arranging.show_selected(article, only=False, by=actor_of(bob))
    assert set(access.said()) == {answer, said, other}
    arranging.show_selected(article, only=None, by=actor_of(bob))
    assert set(access.said()) == {answer}
    with pytest.raises(Refused):
        like(said, by=actor_of(dana))
    with pytest.raises(Refused):
        arranging.pin(said, by=actor_of(bob))


def test_what_is_answered_is_shown(article, publisher, alice, carol) -> None:
    blocking.block_person(publisher, actor_of(carol), Does.WAIT, by=actor_of(alice))
    arranging.show_selected(article, only=True, by=actor_of(alice))
    held = comment(article, by=actor_of(carol), text="说一句")
    assert not access.said().filter(pk=held.pk).exists()
    held.refresh_from_db()
    arranging.answer(held, "答一句", by=actor_of(alice))
    assert access.said().filter(pk=held.pk).exists()


def test_an_answer_that_is_refused_shows_nothing(article, publisher, alice, carol) -> None:
    blocking.block_person(publisher, actor_of(carol), Does.WAIT, by=actor_of(alice))
    held = comment(article, by=actor_of(carol), text="说一句")
    with pytest.raises(Refused):
        arranging.answer(held, "  ", by=actor_of(alice))
    held.refresh_from_db()
    assert held.waits_since is not None


def test_every_act_spoils_the_page_of_its_article(said, article, publisher, alice, monkeypatch) -> None:
    spoiled: list[str] = []
    monkeypatch.setattr(spoiling.pagestore, "announce", spoiled.extend)
    acts = (arranging.pin, arranging.unpin, arranging.select, arranging.unselect, arranging.let_through)
    for act in acts:
        act(said, by=actor_of(alice))
    assert spoiled == [f"comments:{article.pk}"] * len(acts)
    arranging.show_selected(publisher, only=True, by=actor_of(alice))
    assert f"publisher:{publisher.pk}" in spoiled


def test_nobody_else_arranges_comments(said, article, publisher, bob, mallory) -> None:
    for who in (mallory, said.actor.user):
        for act in (arranging.pin, arranging.unpin, arranging.select, arranging.unselect, arranging.let_through):
            with pytest.raises(Refused):
                act(said, by=actor_of(who))
        with pytest.raises(Refused):
            arranging.answer(said, "x", by=actor_of(who))
        with pytest.raises(Refused):
            arranging.show_selected(article, only=True, by=actor_of(who))
    with pytest.raises(Refused):
        arranging.show_selected(publisher, only=True, by=actor_of(bob))
