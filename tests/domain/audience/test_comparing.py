"""Two titles: what was counted of each, and whether the difference can be chance."""

import datetime as dt

import pytest

from haowen.domain.articles.models import TitleTrial
from haowen.domain.audience.comparing import Counted, by_chance, counted
from haowen.domain.audience.models import HourlyTitles
from haowen.kit.clock import now


@pytest.mark.parametrize(
    ("one", "other", "chance"),
    [
        # Fisher's tea: 3 of 4 and 1 of 4.
        (Counted(4, 3), Counted(4, 1), 0.485714),
        (Counted(20, 1), Counted(20, 11), 0.001248),
        (Counted(1000, 30), Counted(1000, 50), 0.029562),
        (Counted(10, 5), Counted(10, 5), 1.0),
        (Counted(0, 0), Counted(10, 5), 1.0),
    ],
)
def test_fishers_exact_test_has_two_sides(one: Counted, other: Counted, chance: float) -> None:
    assert by_chance(one, other) == pytest.approx(chance, abs=5e-6)
    assert by_chance(other, one) == pytest.approx(chance, abs=5e-6)


def test_many_readers_cost_little() -> None:
    assert 0 < by_chance(Counted(400_000, 20_100), Counted(400_000, 20_900)) < 0.001


@pytest.mark.django_db
def test_the_hours_of_the_trial_are_summed(published) -> None:  # type: ignore[no-untyped-def]
    article, hour = published(), now().replace(minute=0, second=0, microsecond=0)
    trial = TitleTrial.objects.create(
        article=article, first="甲", second="乙", started_at=hour + dt.timedelta(minutes=20), ends_at=hour + dt.timedelta(hours=24)
    )  # fmt: skip
    for at, title, shown, followed in (
        (0, "first", 5, 1),
        (3, "first", 7, 2),
        (3, "second", 9, 4),
        (24, "second", 9, 9),
    ):
        HourlyTitles.objects.create(
            article=article, hour_at=hour + dt.timedelta(hours=at), title=title, shown=shown, followed=followed
        )
    assert counted(trial) == (Counted(12, 3), Counted(9, 4))
