import pytest

from haowen.text import colours


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("#B3261E", "#b3261e"),
        (" #abc ", "#aabbcc"),
        ("red", ""),
        ("#12345", ""),
        ("#1234567", ""),
        ("url(x)", ""),
        ("", ""),
    ],
)
def test_a_colour_is_written_in_one_way(said, kept):
    assert colours.normal(said) == kept


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#ffffff", "#777777", 4.48),
        ("#b3261e", "#b3261e", 1.0),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert colours.contrast(one, other) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("colour", ["#ffcc00", "#1e90ff", "#888888", "#00ff00"])
def test_the_nearest_shade_that_contrasts_is_only_just_as_far_as_needed(colour):
    dark = colours.darker(colour, ("#ffffff", "#f5f0e5"), 4.5)
    assert 4.5 <= colours.weakest(dark, ("#ffffff", "#f5f0e5")) < 4.6
    assert colours.lighter(dark, ("#000000",), 3.0) == dark or colours.contrast(dark, "#000000") < 3


def test_a_shade_keeps_the_hue():
    blue = colours.lighter("#1f4e78", ("#161412",), 7)
    red, green, strength = (int(blue[place : place + 2], 16) for place in (1, 3, 5))
    assert strength > green > red


def test_what_nothing_is_light_enough_for_ends_in_white():
    assert colours.lighter("#777777", ("#ffffff",), 4.5) == "#ffffff"
