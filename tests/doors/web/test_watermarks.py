"""The mark is drawn in the type of the cards, once for a name."""

import io

import pytest
from PIL import Image

from haowen.domain.library import watermarks
from haowen.domain.media.models import Mark
from haowen.domain.publishers.models import Watermark
from haowen.doors.web import drawing
from haowen.doors.web.watermarks import renew_watermark


@pytest.mark.parametrize("name", ["河流观察", "River Watch", "A" * 60, "🌊"])
def test_a_name_is_drawn_light_with_dark_edges(name) -> None:
    with Image.open(io.BytesIO(drawing.watermark(name))) as sign:
        assert sign.mode == "RGBA"
        assert sign.width <= 1300
        seen = {colour for _count, colour in sign.getcolors(1 << 20) if colour[3] > 200}
    assert name == "🌊" or (255, 255, 255, 255) in seen


def test_it_is_drawn_once_for_a_name(publisher) -> None:
    watermarks.want(publisher, Watermark.NAME)
    for _ in range(2):
        renew_watermark.call(publisher_id=publisher.pk)
    assert Mark.objects.get().text == publisher.name
