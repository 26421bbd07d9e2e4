import datetime as dt

import pytest

from haowen.domain.publishers import credentials
from haowen.domain.publishers.models import PublisherEffect, PublisherRestriction
from haowen.domain.publishers.restricting import restrict
from haowen.domain.statements.issuing import issue
from haowen.domain.statements.models import Statement
from haowen.kit import clock
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db


def later(monkeypatch, days: int) -> None:
    day = clock.now() + dt.timedelta(days=days)
    monkeypatch.setattr(credentials, "now", lambda: day)


def in_days(days: int) -> dt.date:
    return credentials.today() + dt.timedelta(days=days)


def test_a_credential_that_lapses_takes_the_badge_once(publisher, olga, monkeypatch):
    credentials.put(publisher, by=olga, what="登记证书", valid_until=in_days(5))
    later(monkeypatch, 5)
    assert credentials.lapse_due() == 0  # its last day still counts
    later(monkeypatch, 6)
    assert credentials.lapse_due() == 1
    assert credentials.lapse_due() == 0
    publisher.refresh_from_db()
    assert publisher.verified_at is None
    assert not publisher.restrictions.exists()


def test_another_credential_keeps_the_badge(publisher, olga, monkeypatch):
    credentials.put(publisher, by=olga, what="登记证书", valid_until=in_days(5))
    credentials.put(publisher, by=olga, what="授权书")
    later(monkeypatch, 6)
    credentials.lapse_due()
    publisher.refresh_from_db()
    assert publisher.verified_at is not None
    assert credentials.are_held(publisher)


def test_publishing_stops_under_a_statement_and_comes_back_alone(publisher, olga, monkeypatch):
    row = credentials.put(publisher, by=olga, what="许可证", valid_until=in_days(1), stops_publishing=True)
    other = issue(ground="terms", rule="第三条", facts="冒充他人。", effect="no_publishing", by_public_id="x")
    moderated = restrict(publisher, PublisherEffect.NO_PUBLISHING, under=other)
    later(monkeypatch, 2)
    credentials.lapse_due()
    row.refresh_from_db()
    assert row.restriction is not None
    assert row.restriction.statement.is_automated
    assert "许可证" in row.restriction.statement.facts
    mine = row.restriction_id
    credentials.put(publisher, by=olga, what="许可证", valid_until=in_days(300), stops_publishing=True, renews=row)
    assert PublisherRestriction.objects.get(pk=mine).until is not None
    moderated.refresh_from_db()
    assert moderated.until is None
    publisher.refresh_from_db()
    assert publisher.verified_at is not None


def test_only_operators_note_what_is_in_force(publisher, olga, alice, dana):
    for by in (alice, dana):
        with pytest.raises(Refused):
            credentials.put(publisher, by=by, what="登记证书")
    for said in ({"what": " "}, {"what": "登记证书", "valid_until": in_days(-1)}):
        with pytest.raises(Refused):
            credentials.put(publisher, by=olga, **said)
    assert not publisher.credentials.exists()
    assert not Statement.objects.exists()
