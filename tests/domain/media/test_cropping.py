"""Crops are cut out of the picture that is kept, around the point that was chosen."""

import io

import pytest
from PIL import Image

from haowen.domain.media import cropping, crops
from haowen.domain.media.crops import Focus
from haowen.domain.media.keeping import keep
from haowen.domain.media.models import Media, Rendition
from haowen.domain.media.showing import original_path, path_of
from haowen.domain.people.acting import host_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def halves() -> Media:
    """Red on the left, blue on the right, 1200 × 400."""
    picture = Image.new("RGB", (1200, 400), "red")
    picture.paste("blue", (600, 0, 1200, 400))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return keep(file.getvalue(), by=host_actor())


def seen(media: Media, name: str) -> Image.Image:
    path = path_of(media.sha256, name)
    assert path is not None
    with Image.open(path) as opened:
        return opened.convert("RGB")


@pytest.mark.parametrize(("x", "colour"), [(10, (254, 0, 0)), (90, (0, 0, 254))])
def test_both_shapes_show_what_stands_at_the_focus(halves, x, colour) -> None:
    cropping.make(halves, Focus(x, 50))
    for shape, size in ((crops.WIDE, (640, 360)), (crops.SQUARE, (320, 320))):
        picture = seen(halves, crops.name(shape, Focus(x, 50), size[0]))
        assert picture.size == size
        near = picture.getpixel((size[0] // 2 if shape == crops.SQUARE else size[0] * (1 if x < 50 else 9) // 10, 50))
        assert max(abs(a - b) for a, b in zip(near, colour, strict=True)) < 12
    assert crops.are_made(halves.sha256, halves.width, halves.height, Focus(x, 50))
    assert crops.is_avif_made(halves.sha256, halves.width, halves.height, Focus(x, 50))
    assert seen(halves, crops.name(crops.WIDE, Focus(x, 50), 640, "avif")).size == (640, 360)
    assert not crops.are_made(halves.sha256, halves.width, halves.height, Focus(33, 66))


def test_crops_are_noted_and_made_once(halves) -> None:
    cropping.make(halves, Focus())
    noted = Rendition.objects.filter(media=halves, name__startswith="wide")
    assert sorted(noted.values_list("name", "width", "height")) == [
        ("wide50-50w320.avif", 320, 180), ("wide50-50w320.webp", 320, 180),
        ("wide50-50w640.avif", 640, 360), ("wide50-50w640.webp", 640, 360),
    ]  # fmt: skip
    original_path(halves.sha256).unlink()  # whoever makes them again would read it
    cropping.make(halves, Focus())
