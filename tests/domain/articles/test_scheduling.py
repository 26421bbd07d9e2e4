import datetime as dt
import threading

import pytest
from django.db import connection

from haowen.domain.articles.chaining import StageWanted, set_chain
from haowen.domain.articles.drafts import Draft
from haowen.domain.articles.models import Article, NoteKind, State, WriterNote
from haowen.domain.articles.passing import pass_stage
from haowen.domain.articles.publishing import RefusedError, SomebodyElseDidItError, publish
from haowen.domain.articles.saving import save
from haowen.domain.articles.scheduling import cancel, release_due, schedule
from haowen.domain.articles.trashing import trash
from haowen.domain.people.acting import actor_of
from haowen.kit import working
from haowen.kit.clock import now, telling
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def waiting(article_factory, bob):
    article = article_factory(by=bob)
    return schedule(article, now() + HOUR, by=actor_of(bob))


def test_it_comes_out_at_its_time_and_once(waiting):
    due = waiting.scheduled_at
    with telling(due - SECOND):
        assert release_due() == 0
    with telling(due + SECOND):
        assert release_due() == 1
        assert release_due() == 0
    waiting.refresh_from_db()
    assert (waiting.state, waiting.published_at, waiting.scheduled_at, waiting.planned) == (
        State.PUBLISHED,
        due,
        None,
        None,
    )
    assert waiting.publications.count() == 1
    assert not WriterNote.objects.exists()


def test_what_came_due_while_the_site_was_down_comes_out_with_a_note(waiting):
    due = waiting.scheduled_at
    with telling(due + 5 * HOUR):
        assert release_due() == 1
    waiting.refresh_from_db()
    assert waiting.published_at == due + 5 * HOUR
    note = waiting.notes.get()
    assert (note.kind, note.due_at) == (NoteKind.LATE, due)


def test_the_clock_of_the_worker_brings_it_out(waiting):
    """The sweep of every minute is enqueued by the clock, each minute once, and finds what is due."""
    with telling(waiting.scheduled_at + SECOND):
        assert working.tick() > 0
        assert working.tick() == 0
        worker = working.Worker([working.DEFAULT])
        while worker.step():
            pass
    waiting.refresh_from_db()
    assert waiting.is_published()


def test_a_clock_that_is_put_back_brings_out_nothing_twice_and_nothing_early(waiting):
    due = waiting.scheduled_at
    with telling(due + SECOND):
        release_due()
    with telling(due - HOUR):
        assert release_due() == 0
    waiting.refresh_from_db()
    assert (waiting.is_published(), waiting.publications.count()) == (True, 1)


def test_what_is_saved_meanwhile_does_not_come_along(waiting, bob):
    due, first = waiting.scheduled_at, waiting.head
    save(waiting, Draft("还没写完的标题", "<p>写到一</p>"), base=first, by=actor_of(bob))
    with telling(due):
        release_due()
    waiting.refresh_from_db()
    assert waiting.revision == first
    assert waiting.title == first.title
    assert waiting.has_unpublished_changes()


def test_it_can_be_moved_and_cancelled_and_published_at_once(waiting, bob):
    by = actor_of(bob)
    later = waiting.scheduled_at + HOUR
    assert schedule(waiting, later, by=by).scheduled_at == later
    with telling(later - SECOND):
        assert release_due() == 0
    assert cancel(waiting, by=by).state == State.DRAFT
    with pytest.raises(SomebodyElseDidItError):
        cancel(waiting, by=by)
    with telling(later + HOUR):
        assert release_due() == 0
    schedule(waiting, now() + HOUR, by=by)
    assert publish(waiting, by=by).scheduled_at is None
    with telling(now() + 2 * HOUR):
        assert release_due() == 0


def test_a_moment_that_is_past_or_far_is_refused(article_factory, bob):
    article = article_factory(by=bob)
    for moment in (now() - SECOND, now() + dt.timedelta(days=400)):
        with pytest.raises(Refused):
            schedule(article, moment, by=actor_of(bob))
    with pytest.raises(RefusedError):
        schedule(article_factory("", by=bob), now() + HOUR, by=actor_of(bob))


def test_who_may_no_longer_publish_at_that_time_does_not(waiting, bob, publisher):
    publisher.members.filter(user=bob).delete()
    with telling(waiting.scheduled_at):
        assert release_due() == 0
    waiting.refresh_from_db()
    assert waiting.state == State.DRAFT
    assert waiting.notes.get().kind == NoteKind.HELD_BACK


def test_stages_that_the_host_set_meanwhile_are_gone_through(waiting, dana, olga, publisher):
    set_chain(publisher, [StageWanted("终审")], by=olga)
    with telling(waiting.scheduled_at):
        assert release_due() == 0
    waiting.refresh_from_db()
    assert (waiting.state, waiting.notes.get().kind) == (State.IN_REVIEW, NoteKind.HELD_BACK)
    pass_stage(waiting.reviews.get(), by=dana, revision=waiting.head.public_id)
    waiting.refresh_from_db()
    assert waiting.is_published()


def test_a_time_for_what_says_the_same_tells_readers_of_no_change(published, bob):
    article = published(by=bob)
    schedule(article, now() + dt.timedelta(hours=1), by=actor_of(bob))
    with telling(now() + dt.timedelta(hours=2)):
        assert release_due() == 1
    article.refresh_from_db()
    assert (article.scheduled_at, article.changed_at) == (None, None)


def test_the_trash_takes_the_time_away(waiting, bob):
    due = waiting.scheduled_at
    trash(waiting, by=actor_of(bob))
    with telling(due):
        assert release_due() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_bring_it_out_once(article_factory, bob):
    article = article_factory(by=bob)
    due = now() + HOUR
    schedule(article, due, by=actor_of(bob))
    start, counts = threading.Barrier(2), []

    def run():
        start.wait()
        try:
            with telling(due + SECOND):
                counts.append(release_due())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counts) == [0, 1]
    assert Article.objects.get().publications.count() == 1
