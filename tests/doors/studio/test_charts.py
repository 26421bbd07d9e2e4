"""Where lines, bars and words of a chart stand."""

import pytest

from haowen.doors.studio import charts


@pytest.mark.parametrize("numbers", [[0], [1], [0, 0, 5], [3, 7, 9], list(range(90)), [10**7] * 8])
def test_bars_and_words_stay_inside_the_drawing(numbers):
    names = [f"11-{number:02}" for number in range(len(numbers))]
    for chart in (charts.by_day(numbers, names), charts.coming_and_going(numbers, numbers[::-1], names)):
        for bar in chart.bars:
            assert -0.01 <= float(bar.x) <= float(bar.x) + float(bar.width) <= charts.WIDTH + 0.2
            assert 0 <= float(bar.y) <= float(bar.y) + float(bar.height) <= chart.height
        assert all(0 <= float(word.x) <= charts.WIDTH and 0 < float(word.y) <= chart.height for word in chart.words)


def test_the_highest_day_is_painted_and_the_last_is_hollow():
    chart = charts.by_day([2, 9, 4, 1], ["a", "b", "c", "d"])
    assert [bar.paint for bar in chart.bars] == ["fill", "hot", "fill", "open"]
    assert [word.text for word in chart.words[:2]] == ["5", "10"]


def test_a_name_that_is_too_long_is_cut_and_a_small_number_can_be_seen():
    chart = charts.ranked([("很长的名字" * 10, 10_000, "10,000 · 99%"), ("short", 1, "1")])
    assert chart.words[0].text.endswith("…")
    assert len(chart.words[0].text) < 20
    assert float(chart.bars[3].width) >= 1
    assert len(charts.ranked([(str(number), number, "") for number in range(20)]).bars) <= 16
