"""Rows by the hour, counted by the database."""

import datetime as dt

import pytest

from haowen.domain.people.acting import actor_of
from haowen.domain.readers.models import Like
from haowen.kit.hours import by_hour

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 3, 4, 5, 36, 7, 891, tzinfo=dt.UTC)


def test_rows_are_counted_by_the_hour_in_which_they_were_made(published, carol, dana, erin):
    article = published()
    for person, at in (
        (carol, AT),
        (dana, AT.replace(minute=0, second=0, microsecond=0)),
        (erin, AT + dt.timedelta(hours=1)),
    ):
        Like.objects.create(actor=actor_of(person), article=article, at=at)
    hour = AT.replace(minute=0, second=0, microsecond=0)
    assert by_hour(Like.objects.all()) == {hour: 2, hour + dt.timedelta(hours=1): 1}
    assert by_hour(Like.objects.none()) == {}
