import pytest
from django.core import mail

from haowen.domain.publishers import inviting
from haowen.doors.mail.members import tell_invited, tell_member

pytestmark = pytest.mark.django_db


def test_an_invitation_is_sent_once_with_a_link_that_works(publisher, alice, carol):
    carol.language = "en"
    carol.save()
    invitation, key = inviting.invite(publisher, by=alice, role="writer", email=carol.email)
    for _time in range(2):
        tell_invited.call(invitation_id=invitation.pk)
    (message,) = mail.outbox
    assert message.to == [carol.email]
    assert f"/studio/invitations/{key}" in message.body


def test_a_withdrawn_invitation_is_not_sent(publisher, alice):
    invitation, _key = inviting.invite(publisher, by=alice, role="writer", email="new@example.org")
    inviting.withdraw(invitation, by=alice)
    tell_invited.call(invitation_id=invitation.pk)
    assert mail.outbox == []


def test_a_member_is_told_of_their_place(publisher, bob):
    tell_member.call(publisher_id=publisher.pk, user_id=bob.pk, role="editor", at="1")
    tell_member.call(publisher_id=publisher.pk, user_id=bob.pk, role="", at="2")
    assert len(mail.outbox) == 2
    assert publisher.name in mail.outbox[1].subject
