import datetime as dt
import threading

import pytest
from django.core.cache import cache
from django.db import connections

from haowen.kit import limits


@pytest.mark.django_db(databases=["default", "cache"])
class TestLimits:
    def test_so_many_pass_and_no_more(self) -> None:
        cache.clear()
        assert [limits.take("reports", "mallory", 2, 3600) for _ in range(4)] == [True, True, False, False]

    def test_one_person_does_not_use_up_anothers(self) -> None:
        cache.clear()
        assert not limits.take("reports", "mallory", 0, 3600)
        assert limits.take("reports", "carol", 1, 3600)
        assert limits.take("comments", "carol", 1, 3600)

    def test_the_next_span_begins_anew(self, monkeypatch: pytest.MonkeyPatch) -> None:
        cache.clear()
        at = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
        monkeypatch.setattr(limits, "now", lambda: at)
        assert limits.take("reports", "mallory", 1, 60)
        assert not limits.take("reports", "mallory", 1, 60)
        monkeypatch.setattr(limits, "now", lambda: at + dt.timedelta(seconds=60))
        assert limits.take("reports", "mallory", 1, 60)


@pytest.mark.django_db(transaction=True, databases=["default", "cache"])
def test_who_comes_many_times_at_once_passes_no_more_often() -> None:
    passed: list[bool] = []
    together = threading.Barrier(4)

    def come() -> None:
        together.wait()
        passed.extend(limits.take("together", "mallory", 8, 3600) for _ in range(6))
        connections.close_all()

    threads = [threading.Thread(target=come) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (passed.count(True), len(passed)) == (8, 24)
    cache.clear()  # nothing is rolled back here
