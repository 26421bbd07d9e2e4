import datetime as dt

import pytest

from haowen.domain.audience.counting import count
from haowen.domain.audience.models import HourlyReads

pytestmark = pytest.mark.django_db


AT = dt.datetime(2026, 3, 4, 5, 36, 7, tzinfo=dt.UTC)


def test_sums_grow_by_the_hour_and_the_source(published):
    key = published().pk
    count(key, lasting=1, opened=1, at=AT)
    count(key, opened=1, finished=1, seconds=90, at=AT + dt.timedelta(minutes=20))
    count(key, opened=5, at=AT, source="search")
    count(key, opened=7, at=AT + dt.timedelta(hours=1))
    rows = HourlyReads.objects.order_by("hour_at", "source").values_list(
        "hour_at", "source", "lasting", "opened", "finished", "seconds"
    )
    hour = AT.replace(minute=0, second=0)
    assert list(rows) == [
        (hour, "", 1, 2, 1, 90),
        (hour, "search", 0, 5, 0, 0),
        (hour + dt.timedelta(hours=1), "", 0, 7, 0, 0),
    ]


def test_another_zone_is_the_same_hour(published):
    key = published().pk
    count(key, opened=1, at=AT)
    count(key, opened=1, at=AT.astimezone(dt.timezone(dt.timedelta(hours=8))))
    assert HourlyReads.objects.get().opened == 2


def test_what_does_not_exist_is_not_counted(db):
    count(987654, opened=1, at=AT)
    assert not HourlyReads.objects.exists()


def test_sums_only_grow(published):
    with pytest.raises(ValueError, match="grow"):
        count(published().pk, opened=-1, at=AT)
    with pytest.raises(TypeError, match="lasting"):
        count(published().pk, clicks=1, at=AT)
