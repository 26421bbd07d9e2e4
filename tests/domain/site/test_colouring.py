import random

import pytest

from haowen.domain.site import colouring
from haowen.kit.refusals import Refused
from haowen.text import colours


@pytest.mark.parametrize(
    ("said", "kept"), [("", ""), (" ", ""), ("#B3261E", ""), ("#1F4E78", "#1f4e78"), ("#036", "#003366")]
)
def test_a_colour_that_can_be_read_is_kept(said, kept):
    assert colouring.checked(said) == kept


@pytest.mark.parametrize("said", ["red", "1f4e78", "#12", "#1f4e78;}", "javascript:"])
def test_what_is_no_colour_is_refused(said):
    with pytest.raises(Refused) as caught:
        colouring.checked(said)
    assert caught.value.field == "accent"


def test_a_refusal_has_the_numbers_and_the_nearest_colour_that_passes():
    with pytest.raises(Refused) as caught:
        colouring.checked("#ffcc00")
    near = colouring.nearest("#ffcc00")
    assert near in caught.value.message
    assert f"{colours.contrast('#ffcc00', '#fdfbf6'):.2f}" in caught.value.message
    assert colouring.checked(near) == near


def test_whatever_is_kept_can_be_read_in_both_schemes():
    draw = random.Random(7)
    for _try in range(120):
        accent = colouring.nearest(f"#{draw.randrange(1 << 24):06x}")
        made = colouring.palette(accent)
        assert made.light.text == accent
        for scheme in (made.light, made.dark):
            assert min(scheme.on_paper, scheme.on_tint, scheme.on_fill) >= 4.5
        assert colours.contrast(made.dark.fill, colouring.DARK[0]) >= 3
