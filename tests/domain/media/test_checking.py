import io

import pytest
from PIL import Image

from haowen.domain.media.checking import FRAMES_MOST, frames, look
from haowen.kit.refusals import Refused


def moving(form, count):
    buffer = io.BytesIO()
    pictures = [Image.new("RGB", (8, 8), (n * 7 % 256, n % 256, 9)) for n in range(count)]
    pictures[0].save(buffer, form, save_all=True, append_images=pictures[1:], duration=40)
    return buffer.getvalue()


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_frames_are_counted_without_decoding(form):
    assert frames(moving(form, 5), form) == 5
    assert frames(moving(form, 1), form) == 1


def test_counting_ends_where_a_file_ends_or_goes_on_too_long():
    data = moving("GIF", 3)
    assert frames(data[:40], "GIF") == 1
    assert frames(data[:-20] + data[-150:-20] * 9, "GIF") <= FRAMES_MOST + 1
    assert frames(b"GIF89a", "GIF") == 1


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2", "mp4"),
        (b"\x00\x00\x00\x14ftypqt  \x00\x00\x02\x00qt  ", "mov"),
        (
            b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm",
            "webm",
        ),
    ],
)
def test_videos_are_known_by_how_they_begin(head, form):
    assert look(head + bytes(300)) == (False, form)


def test_a_general_name_gives_way_to_the_special_one():
    assert look(b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avifmiaf" + bytes(99)).format == "AVIF"


def test_a_film_of_another_kind_is_named_as_one():
    with pytest.raises(Refused, match="MP4"):
        look(b"RIFF\x00\x00\x00\x00AVI LIST" + bytes(99))
