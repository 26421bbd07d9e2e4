"""The shapes of lists: where a crop lies in a picture, and how it is addressed."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from haowen.domain.media import crops
from haowen.domain.media.crops import Box, Chosen, Focus
from haowen.domain.media.showing import path_of

SHA = "a" * 64
sides = some.integers(1, 30_000)
percents = some.integers(0, 100)


@given(sides, sides, some.sampled_from(list(crops.SHAPES)), percents, percents)
def test_a_crop_lies_within_its_picture_and_keeps_the_focus(width, height, shape, x, y) -> None:
    box = crops.box(width, height, shape, Focus(x, y))
    assert box.width >= 1
    assert box.height >= 1
    assert 0 <= box.left <= box.left + box.width <= width
    assert 0 <= box.top <= box.top + box.height <= height
    assert box.left <= width * x / 100 <= box.left + box.width + 1
    assert box.top <= height * y / 100 <= box.top + box.height + 1


@pytest.mark.parametrize(
    ("size", "shape", "focus", "box"),
    [
        ((1600, 1600), crops.WIDE, Focus(50, 50), Box(0, 350, 1600, 900)),
        ((1600, 1600), crops.WIDE, Focus(50, 0), Box(0, 0, 1600, 900)),
        ((1600, 1600), crops.WIDE, Focus(50, 100), Box(0, 700, 1600, 900)),
        ((1600, 900), crops.SQUARE, Focus(75, 10), Box(700, 0, 900, 900)),
        ((1600, 900), crops.WIDE, Focus(0, 0), Box(0, 0, 1600, 900)),
    ],
)
def test_a_crop_is_as_large_as_its_shape_allows_around_the_focus(size, shape, focus, box) -> None:
    assert crops.box(*size, shape, focus) == box


def test_no_crop_is_larger_than_what_it_is_cut_from(tmp_path) -> None:
    shown = crops.crop(SHA, 1000, 700, "#123456", shape=crops.WIDE, focus=Focus(30, 70))
    assert shown.src == f"/media/{SHA}/wide30-70w960.webp"
    assert (shown.width, shown.height) == (960, 540)
    assert shown.srcset.count("w320.webp 320w") == 1
    assert shown.avif_srcset == ""
    both = crops.crop(SHA, 3000, 2000, "", shape=crops.WIDE, focus=Focus(), has_avif=True)
    assert [one.rpartition("w")[0].rpartition("/")[2] for one in both.avif_srcset.split(", ")] == [
        f"wide50-50w{step}.avif {step}" for step in (320, 640, 960)
    ]
    small = crops.crop(SHA, 100, 80, "", shape=crops.SQUARE, focus=Focus())
    assert (small.src, small.width, small.height) == (f"/media/{SHA}/square50-50w320.webp", 80, 80)


def test_what_lists_show_is_told_in_one_line_and_read_again() -> None:
    chosen = [
        Chosen(SHA, Focus(0, 100)),
        Chosen("b" * 64, Focus(50, 50), has_avif=True),
        Chosen("c" * 64, Focus(100, 100), has_avif=True),
    ]
    assert crops.read(crops.told(chosen)) == chosen
    assert len(crops.told(chosen)) <= 240
    assert crops.read(None) == crops.read("") == []


@pytest.mark.parametrize(
    "name", ["wide50-50w320.jpeg", "tall50-50w320.webp", "wide50w320.webp", "wide5-5w320.webp/../x"]
)
def test_other_names_are_no_addresses(name: str) -> None:
    assert path_of(SHA, name) is None
