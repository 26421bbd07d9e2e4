"""Watermarks: beside the plain renditions, in a corner, legible on light and dark, never in the original."""

import io

import pytest
from PIL import Image, ImageChops

from haowen.domain.media import cropping, marking
from haowen.domain.media.crops import Focus
from haowen.domain.media.keeping import keep
from haowen.domain.media.showing import original_path, path_of, picture, step_of
from haowen.domain.media.tasks import make_avif
from haowen.doors.web import drawing

pytestmark = pytest.mark.django_db


def drawn(colour: str, size=(700, 500)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def mark():
    return marking.keep("河流观察", drawing.watermark("河流观察"))


def seen(path) -> Image.Image:
    with Image.open(path) as opened:
        return opened.convert("L")


@pytest.mark.parametrize("colour", ["#ffffff", "#000000", "#808080"])
def test_the_name_stands_in_a_corner_on_every_ground(mark, colour) -> None:
    data = drawn(colour, (701, 500))
    media = keep(data, by=None)
    assert marking.put_on(media, mark) == 2
    plain, signed = (seen(path_of(media.sha256, name)) for name in ("w640.webp", f"m{mark.key}-w640.webp"))
    differ = ImageChops.difference(plain, signed)
    left, top, right, bottom = differ.point(lambda value: 255 * (value > 40)).getbbox()
    assert left > plain.width * 0.6
    assert top > plain.height * 0.85
    assert right <= plain.width
    assert bottom <= plain.height
    assert differ.getextrema()[1] > 90
    assert original_path(media.sha256).read_bytes() == data


def test_what_is_made_later_is_marked_too(mark) -> None:
    media = keep(drawn("#123456", (702, 500)), by=None)
    marking.put_on(media, mark)
    make_avif.call(media_id=media.pk)
    cropping.make(media, Focus(10, 20))
    for name in ("w640.avif", "wide10-20w640.webp", "square10-20w320.webp"):
        path = path_of(media.sha256, f"m{mark.key}-{name}")
        assert path.name.startswith("m")
    marking.take_off(media, mark.key)
    assert path_of(media.sha256, f"m{mark.key}-w640.avif").name == "w640.avif"  # shown plain, not missing


def test_an_address_names_the_mark() -> None:
    shown = picture("a" * 64, 700, 500, "", has_avif=True, mark="0123abcd")
    assert shown.src == f"/media/{'a' * 64}/m0123abcd-w640.webp"
    assert step_of(shown.src) == 640
    assert path_of("a" * 64, "mXYZ-w640.webp") is None
