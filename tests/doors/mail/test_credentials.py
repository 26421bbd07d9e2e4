import datetime as dt

import pytest
from django.core import mail

from haowen.domain.publishers import credentials
from haowen.doors.mail.credentials import remind_of_credentials, tell_lapsed
from haowen.kit.clock import now, telling

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("days", "letters"), [(31, 0), (30, 1), (8, 1), (7, 1)])
def test_owners_are_reminded_once_a_step(publisher, alice, olga, days, letters):
    with telling(now()):  # midnight does not come in between
        credentials.put(publisher, by=olga, what="登记证书", valid_until=credentials.today() + dt.timedelta(days=days))
        for _day in range(2):
            remind_of_credentials.call()
    assert [message.to for message in mail.outbox] == [[alice.email]] * letters


def test_owners_are_told_of_a_lapse_unless_it_was_renewed(publisher, alice, olga):
    row = credentials.put(publisher, by=olga, what="登记证书", stops_publishing=True)
    tell_lapsed.call(credential_id=row.pk)
    assert mail.outbox == []
    row.lapsed_at, row.valid_until = row.verified_at, credentials.today() - dt.timedelta(days=1)
    row.save()
    tell_lapsed.call(credential_id=row.pk)
    assert "登记证书" in mail.outbox[0].subject
