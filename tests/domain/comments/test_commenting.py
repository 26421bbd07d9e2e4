import threading

import pytest
from django.db import DatabaseError, connection

from haowen.domain.articles.models import ArticleEffect
from haowen.domain.articles.restricting import restrict
from haowen.domain.articles.withdrawing import withdraw
from haowen.domain.comments import access
from haowen.domain.comments.commenting import comment, remove
from haowen.domain.comments.liking import like, unlike
from haowen.domain.comments.models import Comment
from haowen.domain.comments.restricting import lift
from haowen.domain.comments.restricting import restrict as withhold
from haowen.domain.people.acting import actor_of, host_actor
from haowen.domain.people.models import AccountEffect
from haowen.domain.people.restricting import restrict as restrict_account
from haowen.domain.statements.issuing import issue
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def reasons(db):
    return issue(ground="terms", rule="第三条", facts="辱骂。", effect="withheld", by_public_id="x")


@pytest.fixture
def article(published):
    return published()


def test_floors_count_from_one_under_each_article(article, published, carol, alice):
    other = published("另一篇文章的标题")
    assert [comment(article, by=actor_of(who), text="说一句").floor for who in (carol, alice, carol)] == [1, 2, 3]
    assert comment(other, by=actor_of(carol), text="这里也说").floor == 1


def test_a_floor_is_never_used_again(article, carol):
    first = comment(article, by=actor_of(carol), text="一楼")
    remove(first, by=actor_of(carol))
    remove(first, by=actor_of(carol))
    assert comment(article, by=actor_of(carol), text="二楼").floor == 2
    assert access.visible().count() == 2
    assert access.said().count() == 1


@pytest.mark.django_db(transaction=True)
def test_comments_at_once_get_different_floors(article, carol):
    actor = actor_of(carol)
    failures = []

    def run():
        try:
            comment(article, by=actor, text="同时说")
        except (Refused, DatabaseError) as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert list(Comment.objects.order_by("floor").values_list("floor", flat=True)) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("text", ["", "  \n\t ", "\x00", "字" * 2001])
def test_nothing_and_too_much_are_refused(article, carol, text):
    with pytest.raises(Refused) as caught:
        comment(article, by=actor_of(carol), text=text)
    assert caught.value.field == "text"
    assert not Comment.objects.exists()


def test_two_thousand_characters_are_kept_word_for_word(article, carol):
    said = "字" * 1999 + "。"
    assert comment(article, by=actor_of(carol), text=said).text == said


def test_an_answer_names_its_floor_and_stays_under_its_article(article, published, carol, alice):
    first = comment(article, by=actor_of(carol), text="问")
    assert comment(article, by=actor_of(alice), text="答", answers=first).answers == first
    with pytest.raises(Refused):
        comment(published("另一篇文章的标题"), by=actor_of(alice), text="答错地方", answers=first)
    remove(first, by=actor_of(carol))
    with pytest.raises(Refused):
        comment(article, by=actor_of(alice), text="答空楼", answers=first)


@pytest.mark.parametrize("effect", [ArticleEffect.NO_COMMENTS, ArticleEffect.WITHHELD])
def test_closed_and_withheld_articles_take_no_comments(article, carol, reasons, effect):
    restrict(article, effect, under=reasons)
    with pytest.raises(Refused):
        comment(article, by=actor_of(carol), text="还能说吗")


def test_drafts_and_withdrawn_articles_take_no_comments(article, article_factory, carol):
    withdraw(article, by=host_actor())
    for one in (article, article_factory()):
        with pytest.raises(Refused):
            comment(one, by=actor_of(carol), text="还能说吗")


@pytest.mark.parametrize("effect", [AccountEffect.NO_COMMENTS, AccountEffect.CLOSED])
def test_a_restricted_account_does_not_comment(article, mallory, reasons, effect):
    restrict_account(mallory, effect, under=reasons)
    with pytest.raises(Refused):
        comment(article, by=actor_of(mallory), text="我偏要说")


def test_only_its_writer_takes_a_comment_back(article, carol, mallory):
    row = comment(article, by=actor_of(carol), text="我的话")
    with pytest.raises(Refused):
        remove(row, by=actor_of(mallory))
    row.refresh_from_db()
    assert row.removed_at is None


def test_a_like_counts_once(article, carol, alice):
    row = comment(article, by=actor_of(carol), text="说得好吗")
    for _ in range(2):
        like(row, by=actor_of(alice))
    row.refresh_from_db()
    assert row.score == 1
    for _ in range(2):
        unlike(row, by=actor_of(alice))
    row.refresh_from_db()
    assert row.score == 0


def test_a_withheld_comment_is_seen_and_liked_by_nobody(article, carol, alice, reasons):
    row = comment(article, by=actor_of(carol), text="骂人的话")
    withhold(row, under=reasons)
    assert not access.visible().exists()
    with pytest.raises(Refused):
        like(row, by=actor_of(alice))
    lift(row)
    assert list(access.visible()) == [row]
