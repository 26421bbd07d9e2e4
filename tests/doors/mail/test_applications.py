"""What applicants are told."""

import pytest
from django.core import mail

from haowen.domain.publishers import applying
from haowen.domain.publishers.models import Application
from haowen.doors.mail.applications import tell_applicant


@pytest.fixture
def application(carol) -> Application:
    carol.language = "en"
    carol.save()
    return applying.submit(
        carol, kind="person", name="Low Water", handle="low_water", motivation="I look at rivers every day."
    )


def test_an_application_that_waits_to_be_read_brings_no_mail(application) -> None:
    tell_applicant.call(application_id=application.pk)
    assert mail.outbox == []


def test_an_applicant_reads_the_questions_in_their_own_language(application, olga, carol) -> None:
    applying.ask(application, by=olga, questions="Which river?")
    tell_applicant.call(application_id=application.pk)
    tell_applicant.call(application_id=application.pk)
    (message,) = mail.outbox
    assert message.to == [carol.email]
    assert message.subject == "Questions about your application “Low Water”"
    assert "Which river?" in message.body
    assert f"/join/{application.public_id}" in message.body


def test_the_same_question_after_another_answer_is_sent_again(application, olga, carol) -> None:
    applying.ask(application, by=olga, questions="Which river?")
    tell_applicant.call(application_id=application.pk)
    applying.answer(application, by=carol, text="The long one.")
    tell_applicant.call(application_id=application.pk)
    applying.ask(application, by=olga, questions="Which river?")
    tell_applicant.call(application_id=application.pk)
    assert len(mail.outbox) == 2


def test_a_new_owner_is_welcomed(application, olga) -> None:
    applying.approve(application, by=olga)
    tell_applicant.call(application_id=application.pk)
    (message,) = mail.outbox
    assert message.subject == "Your publisher “Low Water” is open"
    assert "/@low_water" in message.body
    assert "/studio" in message.body


def test_a_refusal_carries_its_reasons_in_the_sites_language_when_none_was_chosen(application, olga, carol) -> None:
    carol.language = ""
    carol.save()
    applying.refuse(application, by=olga, reasons="名称与已有的号太像。")
    tell_applicant.call(application_id=application.pk)
    (message,) = mail.outbox
    assert "名称与已有的号太像。" in message.body
    assert message.subject == "你的入驻申请“Low Water”未获通过"


def test_nobody_writes_to_a_closed_account(application, olga, carol) -> None:
    applying.refuse(application, by=olga, reasons="No.")
    carol.is_active = False
    carol.save()
    tell_applicant.call(application_id=application.pk)
    assert mail.outbox == []
