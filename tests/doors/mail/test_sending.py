"""One letter to one person, once."""

import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from haowen.domain.people.models import SentMail
from haowen.doors.mail.sending import Letter, Recipient, send_all, send_once


def letter() -> Letter:
    return Letter("Two\nlines", ("One.", "Two."))


def test_a_letter_is_sent_once_however_often_it_is_asked_for(carol) -> None:
    assert send_once("fact:1", Recipient.of(carol), letter)
    assert not send_once("fact:1", Recipient.of(carol), letter)
    assert send_once("fact:2", Recipient.of(carol), letter)
    assert [message.to for message in mail.outbox] == [[carol.email], [carol.email]]
    assert mail.outbox[0].extra_headers["Message-ID"] != mail.outbox[1].extra_headers["Message-ID"]


def test_what_a_dead_worker_sent_already_comes_again_under_the_same_name(carol) -> None:
    send_once("fact:1", Recipient.of(carol), letter)
    SentMail.objects.all().delete()  # the worker died before it could note it
    send_once("fact:1", Recipient.of(carol), letter)
    first, second = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert first == second


def test_a_subject_is_one_line_and_the_letter_says_that_a_machine_sent_it(carol) -> None:
    send_once("fact:1", Recipient.of(carol), letter)
    message = mail.outbox[0]
    assert message.subject == "Two lines"
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.body.startswith("One.\n\nTwo.\n\n")


def test_nothing_on_record_names_a_person(carol) -> None:
    send_once("fact:1", Recipient.of(carol), letter)
    assert carol.email not in SentMail.objects.get().key


class Picky(EmailBackend):
    """Takes no mail for carol."""

    def send_messages(self, messages):
        if any("carol@example.org" in message.to for message in messages):
            raise smtplib.SMTPRecipientsRefused({})
        return super().send_messages(messages)


def test_a_letter_that_fails_holds_up_no_other_and_is_tried_again(carol, dana, settings) -> None:
    letters = [("fact:1", Recipient.of(carol), letter), ("fact:1", Recipient.of(dana), letter)]
    settings.EMAIL_BACKEND = f"{__name__}.Picky"
    with pytest.raises(smtplib.SMTPException):
        send_all(letters)
    assert [message.to for message in mail.outbox] == [[dana.email]]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_all(letters) == 1
    assert [message.to for message in mail.outbox] == [[dana.email], [carol.email]]
