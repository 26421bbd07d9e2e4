import io

import pytest
from PIL import Image

from haowen.domain.media.emblems import keep_icon, keep_logo
from haowen.domain.media.showing import path_of
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db


def drawn(width, height, kind="PNG", mode="RGBA", **how):
    data = io.BytesIO()
    image = Image.new(mode, (width, height), (20, 80, 120, 160)[: len(mode)])
    image.save(data, kind, **how)
    return data.getvalue()


def located():
    exif = Image.Exif()
    exif[0x010E] = "the host's kitchen"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (30.0, 15.0, 12.0)
    return exif.tobytes()


def test_an_icon_is_made_in_the_sizes_that_are_asked_for():
    media = keep_icon(drawn(600, 600), by=None)
    for side in (32, 180, 192, 512):
        with Image.open(path_of(media.sha256, f"icon{side}.png")) as icon:
            assert icon.size == (side, side)
            assert icon.mode == ("RGB" if side == 180 else "RGBA")
    with Image.open(path_of(media.sha256, "icon.ico")) as old:
        assert old.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    assert media.renditions.filter(name="icon192.png", format="png", width=192).exists()


def test_a_logo_is_shown_without_loss_and_without_what_was_said_beside_it():
    media = keep_logo(drawn(900, 300, "JPEG", "RGB", exif=located()), by=None)
    path = path_of(media.sha256, "logo.webp")
    with Image.open(path) as logo:
        assert logo.size == (480, 160)
        assert not logo.getexif()
    assert b"kitchen" not in path.read_bytes()
    assert keep_logo(drawn(900, 300, "JPEG", "RGB", exif=located()), by=None) == media


def test_a_picture_that_was_kept_before_gets_the_renditions_of_a_logo():
    from haowen.domain.media.keeping import keep

    assert path_of(keep(drawn(90, 50), by=None).sha256, "logo.webp") is None
    assert path_of(keep_logo(drawn(90, 50), by=None).sha256, "logo.webp") is not None


@pytest.mark.parametrize(
    ("act", "data", "said"),
    [
        (keep_icon, drawn(600, 599), "600 × 599"),
        (keep_icon, drawn(256, 256), "256 × 256"),
        (keep_logo, drawn(200, 39), "39"),
        (keep_logo, drawn(900, 80), "900 × 80"),
        (keep_logo, drawn(60, 130), "60 × 130"),
        (keep_logo, drawn(200, 80, "GIF", "P"), "WebP"),
        (keep_logo, b'<?xml version="1.0"?><SVG xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (keep_logo, b"no picture", "picture"),
        (keep_logo, drawn(200, 80) + b"\0" * (2 * 1024 * 1024), "2 MB"),
        (keep_icon, b"", "picture"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_the_reason(act, data, said):
    from haowen.domain.media.models import Media

    with pytest.raises(Refused, match=said):
        act(data, by=None)
    assert not Media.objects.exists()
