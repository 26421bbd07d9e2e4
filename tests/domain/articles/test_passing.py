import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from haowen.domain.articles import reviewing, scheduling
from haowen.domain.articles.chaining import StageWanted, set_chain
from haowen.domain.articles.drafts import Draft
from haowen.domain.articles.models import Article, NoteKind, Pass, Passer, ReviewState, State
from haowen.domain.articles.passing import (
    pass_stage,
    passages,
    recall,
    release_urgently,
    remark,
    seen_by,
    send_back,
    stage_of,
    waiting_for,
)
from haowen.domain.articles.publishing import RefusedError, SentToReviewError, publish
from haowen.domain.articles.reviewing import approve
from haowen.domain.articles.saving import save
from haowen.domain.articles.withdrawing import withdraw
from haowen.domain.people.acting import actor_of, host_actor
from haowen.kit.clock import now, telling
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db
THREE = (
    StageWanted("初审", Passer.WRITERS),
    StageWanted("复审", Passer.EDITORS),
    StageWanted("终审", Passer.HOST),
)


@pytest.fixture
def cast(alice, bob, dana, erin, olga):
    return SimpleNamespace(alice=alice, bob=bob, dana=dana, erin=erin, olga=olga)


@pytest.fixture
def chain(channel, olga):
    return set_chain(channel, THREE, by=olga, returns_to=2, may_be_urgent=True)


@pytest.fixture
def review(article_factory, bob, channel, chain):
    article = article_factory(by=bob, channel=channel)
    with pytest.raises(SentToReviewError):
        publish(article, by=actor_of(bob))
    return article.reviews.get()


def passed(review, user):
    review.refresh_from_db()
    review.article.refresh_from_db()
    return pass_stage(review, by=user, revision=review.article.head.public_id)


def test_three_people_pass_three_stages_and_it_comes_out(review, alice, bob, dana):
    assert review.article.state == State.IN_REVIEW
    passed(review, bob)
    with pytest.raises(Refused):
        passed(review, bob)
    passed(review, alice)
    assert [one.stage.name if hasattr(one, "stage") else one[1].name for one in waiting_for(dana)] == ["终审"]
    passed(review, dana)
    review.refresh_from_db()
    review.article.refresh_from_db()
    assert (review.state, review.article.state) == (ReviewState.DONE, State.PUBLISHED)
    assert [(one.stage_name, one.by_name) for one in review.passes.all()] == [
        ("初审", "Bob"), ("复审", "Alice"), ("终审", "Dana"),
    ]  # fmt: skip


def test_nobody_passes_two_stages_of_one_article(review, alice, dana, bob):
    passed(review, alice)  # she may pass the writers' stage too
    with pytest.raises(Refused):
        passed(review, alice)
    with transaction.atomic(), pytest.raises(IntegrityError):
        Pass.objects.create(
            review=review, revision=review.article.head, position=2, stage_name="x", by=actor_of(alice), by_name="x"
        )


def test_nobody_passes_two_stages_of_two_revisions_not_even_past_our_code(review, alice, bob):
    passed(review, alice)
    save(review.article, Draft("改过的标题还在这", "<p>改过。</p>"), base=review.article.head, by=actor_of(bob))
    review.article.refresh_from_db()
    with transaction.atomic(), pytest.raises(IntegrityError, match="nobody passes two"):
        Pass.objects.create(
            review=review, revision=review.article.head, position=2, stage_name="x", by=actor_of(alice), by_name="x"
        )


def test_paragraphs_are_what_a_remark_can_be_about(review, dana):
    head = review.article.head
    (only,) = passages(head)
    assert remark(review, by=dana, text="多少？", passage=only).passage == only


def test_no_other_way_leads_around_the_stages(review, dana, bob):
    with pytest.raises(Refused):
        approve(review.article, by=dana)
    for by in (host_actor(), actor_of(bob)):
        with pytest.raises(RefusedError):
            publish(review.article, by=by)


def test_an_edit_returns_it_to_the_stage_that_the_host_set(review, alice, bob, dana):
    passed(review, bob)
    passed(review, alice)
    article = review.article
    save(article, Draft("改过的标题还在这", "<p>改过。</p>"), base=article.head, by=actor_of(bob))
    review.article.refresh_from_db()
    assert stage_of(review).name == "复审"
    seen = review.passes.first().revision.public_id
    with pytest.raises(Refused):
        pass_stage(review, by=alice, revision=seen)
    passed(review, alice)
    passed(review, dana)
    article.refresh_from_db()
    assert article.revision == article.head


def test_it_is_sent_back_with_a_reason_and_comes_again(review, alice, bob, dana):
    passed(review, bob)
    with pytest.raises(Refused):
        send_back(review, by=alice, reason=" ")
    remark(review, by=alice, text="数字从哪里来？", passage="涨了三厘米")
    with pytest.raises(Refused):
        remark(review, by=alice, text="？", passage="不在文中")
    send_back(review, by=alice, reason="请写明出处。")
    article = review.article
    article.refresh_from_db()
    assert (article.state, article.notes.get().kind) == (State.DRAFT, NoteKind.SENT_BACK)
    save(article, Draft(article.title, "<p>据水文站，涨了三厘米。</p>"), base=article.head, by=actor_of(bob))
    with pytest.raises(SentToReviewError):
        publish(article, by=actor_of(bob))
    assert article.reviews.get() == review
    passed(review, alice)
    passed(review, dana)
    article.refresh_from_db()
    assert article.is_published()


def test_what_cannot_wait_goes_out_and_is_signed_later(review, alice, bob, dana):
    head = review.article.head.public_id
    with pytest.raises(Refused):
        release_urgently(review, by=bob, reason="洪水", revision=head)
    release_urgently(review, by=dana, reason="洪水警报", revision=head)
    review.refresh_from_db()
    review.article.refresh_from_db()
    assert (review.article.is_published(), review.state) == (True, ReviewState.OPEN)
    passed(review, bob)
    passed(review, alice)
    review.refresh_from_db()
    assert review.state == ReviewState.DONE
    assert [one.is_later for one in review.passes.order_by("position")] == [True, True, False]


def test_stages_that_the_host_takes_away_are_waited_for_no_longer(client, review, cast, channel):
    passed(review, cast.alice)
    set_chain(channel, THREE[:1], by=cast.olga)
    client.force_login(cast.bob)
    assert 'value="pass"' in client.get(f"/studio/reviews/{review.article.public_id}").content.decode()
    set_chain(channel, [], by=cast.olga)
    with (
        translation.override("en"),
        pytest.raises(Refused, match="taken the stages away"),
    ):  # else it would come out past a look of the host
        passed(review, cast.bob)
    set_chain(channel, THREE[:1], by=cast.olga)
    passed(review, cast.bob)
    review.article.refresh_from_db()
    assert review.article.is_published()


def test_what_the_desk_gave_back_or_its_publisher_withdrew_is_passed_by_nobody(review, published, cast, channel):
    reviewing.send_back(review.article, by=cast.dana)
    with pytest.raises(Refused):
        passed(review, cast.bob)
    article = published(by=cast.bob)
    set_chain(article.publisher, THREE[2:], by=cast.olga)
    save(article, Draft("改过的标题还在这", "<p>改过。</p>"), base=article.head, by=actor_of(cast.bob))
    with pytest.raises(SentToReviewError):
        publish(article, by=actor_of(cast.bob))
    withdraw(article, by=actor_of(cast.bob))
    with pytest.raises(Refused):
        passed(article.reviews.get(), cast.dana)
    with pytest.raises(SentToReviewError):  # to bring it back it goes through the stage as well
        publish(article, by=actor_of(cast.bob))
    passed(article.reviews.get(), cast.dana)
    article.refresh_from_db()
    assert article.is_published()


def test_an_edit_after_an_urgent_release_goes_through_all_stages_and_comes_out(review, alice, bob, dana):
    release_urgently(review, by=dana, reason="洪水", revision=review.article.head.public_id)
    with pytest.raises(Refused):  # it has been passed there already
        release_urgently(review, by=dana, reason="洪水", revision=review.article.head.public_id)
    article = Article.objects.get(pk=review.article_id)
    save(article, Draft("改过的标题还在这", "<p>改过。</p>"), base=article.head, by=actor_of(bob))
    with pytest.raises(SentToReviewError):
        publish(article, by=actor_of(bob))
    for user in (bob, alice, dana):
        passed(review, user)
    article.refresh_from_db()
    assert (article.title, article.revision) == ("改过的标题还在这", article.head)
    assert not review.passes.get(position=3, revision=article.head).is_later


def test_what_cannot_come_out_is_told_to_nobody_as_urgent(review, dana, channel):
    type(channel).objects.update(is_open=False)
    with pytest.raises(Refused, match="closed"):
        release_urgently(review, by=dana, reason="洪水", revision=review.article.head.public_id)
    assert (review.passes.count(), review.article.notes.count()) == (0, 0)


def test_nobody_passes_the_next_stage_because_somebody_else_was_faster(review, alice, bob):
    head = review.article.head.public_id
    pass_stage(review, by=bob, revision=head, position=1)
    with pytest.raises(Refused, match="meanwhile"):
        pass_stage(review, by=alice, revision=head, position=1)


def test_the_wanted_time_is_kept_through_the_stages(article_factory, cast, channel, chain):
    article = article_factory(by=cast.bob, channel=channel)
    due = now() + dt.timedelta(hours=5)
    with pytest.raises(SentToReviewError):
        scheduling.schedule(article, due, by=actor_of(cast.bob))
    review = article.reviews.get()
    for user in (cast.bob, cast.alice, cast.dana):
        passed(review, user)
    article.refresh_from_db()
    assert (article.state, article.scheduled_at) == (State.SCHEDULED, due)
    with telling(due):
        assert scheduling.release_due() == 1


def test_deputies_pass_once_the_term_has_run_out(article_factory, channel, cast):
    set_chain(channel, [StageWanted("终审", hours=2, people=(cast.dana,), deputies=(cast.erin,))], by=cast.olga)
    article = article_factory(by=cast.bob, channel=channel)
    with pytest.raises(SentToReviewError):
        publish(article, by=actor_of(cast.bob))
    review = article.reviews.get()
    with pytest.raises(Refused):
        passed(review, cast.erin)
    with telling(now() + dt.timedelta(hours=3)):
        passed(review, cast.erin)
    assert review.passes.get().is_deputy


def test_its_writers_take_it_back_and_strangers_do_not_see_it(review, bob, mallory):
    assert not seen_by(mallory).exists()
    assert seen_by(bob).exists()
    recall(review.article, by=bob)
    assert review.article.state == State.DRAFT
    with pytest.raises(Refused):
        passed(review, bob)


def test_a_publisher_has_a_chain_of_its_own_and_it_can_be_taken_away(article_factory, publisher, bob, olga, dana):
    set_chain(publisher, THREE[2:], by=olga)
    with pytest.raises(SentToReviewError):
        publish(article_factory(by=bob), by=actor_of(bob))
    set_chain(publisher, [], by=olga)
    assert publish(article_factory(by=bob), by=actor_of(bob)).is_published()
    with pytest.raises(Refused):
        set_chain(publisher, THREE, by=dana)
    with pytest.raises(Refused):
        set_chain(publisher, THREE * 2, by=olga)


def test_changes_of_what_is_out_go_through_the_stages_while_readers_see_the_old(published, cast, channel):
    article = published(by=cast.bob, channel=channel)
    set_chain(channel, THREE[2:], by=cast.olga)
    save(article, Draft("改过的标题还在这", "<p>改过。</p>"), base=article.head, by=actor_of(cast.bob))
    with pytest.raises(SentToReviewError):
        publish(article, by=actor_of(cast.bob))
    article.refresh_from_db()
    assert article.is_published()
    assert article.has_unpublished_changes()
    recall(article, by=cast.bob)  # the change is taken back, the article stays out
    with pytest.raises(Refused):
        recall(article, by=cast.bob)
    assert article.is_published()
    with pytest.raises(SentToReviewError):
        publish(article, by=actor_of(cast.bob))
    passed(article.reviews.get(), cast.dana)
    article.refresh_from_db()
    assert article.title == "改过的标题还在这"
