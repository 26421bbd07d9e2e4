import datetime as dt

import pytest
from django.core import mail

from haowen.domain.articles import deciding, scheduling
from haowen.domain.articles.models import WriterNote
from haowen.domain.people.acting import actor_of
from haowen.doors.mail.writers import tell_writers
from haowen.kit.clock import now, telling

pytestmark = pytest.mark.django_db


def test_who_left_the_publisher_is_told_nothing_and_two_titles_lead_to_their_page(published, alice, bob, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    article = published("江水为什么绿了", by=bob, second_title="江水为何一夜变绿")
    with telling(now() + dt.timedelta(hours=25)):
        assert deciding.tell_of_ended() == 1
    bob.memberships.all().delete()
    tell_writers.call(note_id=WriterNote.objects.get().pk)
    (letter,) = mail.outbox
    assert (letter.to, f"/studio/a/{article.public_id}/titles" in letter.body) == (["alice@example.org"], True)


def test_who_wrote_it_and_who_owns_the_publisher_read_that_it_came_out_late_once(article_factory, alice, bob, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    article = article_factory("江水为什么绿了", by=bob)
    scheduling.schedule(article, now() + dt.timedelta(hours=1), by=actor_of(bob))
    with telling(now() + dt.timedelta(hours=9)):
        scheduling.release_due()
    note = WriterNote.objects.get()
    tell_writers.call(note_id=note.pk)
    tell_writers.call(note_id=note.pk)
    assert sorted(letter.to[0] for letter in mail.outbox) == ["alice@example.org", "bob@example.org"]
    assert all("江水为什么绿了" in letter.body and "Asia/Shanghai" in letter.body for letter in mail.outbox)
