import io
from pathlib import Path

import pytest
from PIL import Image

from haowen.domain.media.keeping import keep
from haowen.domain.media.models import Media
from haowen.domain.media.restricting import lift, restrict
from haowen.domain.media.showing import is_withheld, original_path, path_of, picture, rendition_path
from haowen.domain.media.tasks import make_avif
from haowen.domain.statements.issuing import issue
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db


GPS = 0x8825


def encoded(size=(1500, 900), kind="JPEG", **options):
    buffer = io.BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(buffer, kind, **options)
    return buffer.getvalue()


def with_gps(kind="JPEG", orientation=1):
    exif = Image.Exif()
    exif[0x010E] = "canary-description"
    exif[0x0112] = orientation
    exif[GPS] = {1: "N", 2: (30.0, 35.0, 17.0), 3: "E", 4: (114.0, 17.0, 6.0)}
    data = encoded(kind=kind, exif=exif, **({"xmp": b"<x>canary-xmp</x>"} if kind in ("JPEG", "WEBP") else {}))
    with Image.open(io.BytesIO(data)) as image:
        assert image.getexif().get_ifd(GPS)
    return data


def files(media):
    return sorted(rendition_path(media.sha256, "w320.webp").parent.iterdir())


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_no_rendition_says_where_it_was_taken(db, kind):
    media = keep(with_gps(kind), by=None)
    make_avif.call(media_id=media.pk)
    assert {path.suffix for path in files(media)} == {".webp", ".avif"}
    for path in files(media):
        assert b"canary" not in path.read_bytes()
        with Image.open(path) as image:
            assert not image.getexif()
            assert not image.getexif().get_ifd(GPS)
            assert not {"exif", "xmp", "XML:com.adobe.xmp"} & set(image.info)


def test_a_picture_taken_sideways_is_shown_upright(db):
    media = keep(with_gps(orientation=6), by=None)
    assert (media.width, media.height) == (900, 1500)
    with Image.open(path_of(media.sha256, "w320.webp")) as image:
        assert image.width < image.height


@pytest.mark.parametrize(
    ("width", "names"),
    [
        (80, ["w320.webp"]),
        (700, ["w320.webp", "w640.webp"]),
        (1500, ["w1280.webp", "w320.webp", "w640.webp", "w960.webp"]),
    ],
)
def test_renditions_are_never_larger_than_the_original(db, width, names):
    media = keep(encoded((width, 60), "PNG"), by=None)
    assert [path.name for path in files(media)] == names
    assert max(media.renditions.values_list("width", flat=True)) <= width


def test_addresses_are_worked_out_without_a_query_and_lead_to_files(db, django_assert_num_queries):
    media = keep(encoded(), by=None)
    with django_assert_num_queries(0):
        shown = picture(media.sha256, media.width, media.height, media.colour, media.has_avif)
    assert shown.src == f"/media/{media.sha256}/w1280.webp"
    assert shown.avif_srcset == ""
    for address in shown.srcset.split(", "):
        _, _, sha256, name = address.split(" ")[0].split("/")
        assert path_of(sha256, name) is not None
    assert picture(media.sha256, media.width, media.height, "", False, most=640).src.endswith("/w640.webp")


@pytest.mark.parametrize(
    "name", ["../w320.webp", "w320.webp/..", "original", "w320.png", "W320.webp", "w320.webp\n", ""]
)
def test_no_other_file_has_an_address(db, name):
    media = keep(encoded((80, 60)), by=None)
    assert path_of(media.sha256, name) is None
    assert path_of("../originals", "w320.webp") is None


def test_the_same_bytes_are_kept_once(db):
    data = encoded((80, 60))
    assert keep(data, by=None) == keep(data, by=None)
    assert Media.objects.count() == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
        b"%PDF-1.7 not a picture",
        encoded((300, 200))[:900],
        encoded((300, 200), "PNG")[:2000],
        b"\xff\xd8\xff\xe0" + bytes(400),
        b"GIF89a" + bytes(40),
    ],
)
def test_what_is_broken_or_no_picture_is_refused_with_a_message(db, data):
    with pytest.raises(Refused) as caught:
        keep(data, by=None)
    assert caught.value.field == "picture"
    assert caught.value.message
    assert not Media.objects.exists()


def test_the_message_is_in_the_readers_language_or_plain_english(db):
    with pytest.raises(Refused, match=r"\S+"):
        keep(b"no picture", by=None)


def bomb(width, height):
    buffer = io.BytesIO()
    Image.new("1", (width, height)).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize("size", [(8000, 8000), (40000, 10)])
def test_a_bomb_is_refused_before_it_is_decoded(db, size):
    data = bomb(*size)
    assert len(data) < 100_000
    with pytest.raises(Refused, match="pixels"):
        keep(data, by=None)


def test_a_large_photograph_is_kept_in_its_own_size(db):
    buffer = io.BytesIO()
    Image.new("RGB", (6200, 5200), "teal").save(buffer, "JPEG")
    media = keep(buffer.getvalue(), by=None)
    assert (media.width, media.height) == (6200, 5200)
    assert sorted(media.renditions.values_list("width", flat=True)) == [320, 640, 960, 1280]


def test_a_broken_exif_does_not_keep_a_picture_out(db):
    data = encoded((80, 60), exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff broken")
    assert keep(data, by=None).width == 80


def test_too_many_bytes_are_refused(db):
    with pytest.raises(Refused, match="20 MB"):
        keep(bytes(20 * 1024 * 1024 + 1), by=None)


@pytest.mark.corpora
def test_known_bombs_do_no_harm(db, corpora):
    folder = next(corpora.rglob("image_bombs"))
    bombs = [path for path in Path(folder).iterdir() if path.suffix in (".gif", ".ico", ".png")]
    assert bombs
    for path in bombs:
        try:
            media = keep(path.read_bytes(), by=None)
        except Refused:
            continue
        # The one whose later frames claim to be huge: its first is small, and no other is ever decoded.
        assert media.width * media.height <= 100 * 100


def test_a_withheld_file_is_not_served_until_it_is_given_back(db):
    media = keep(encoded((80, 60)), by=None)
    assert not is_withheld(media.sha256)
    statement = issue(ground="law", rule="著作权法", facts="未经许可。", effect="withheld", by_public_id="x")
    assert restrict([media], under=statement) == 1
    assert is_withheld(media.sha256)
    assert lift(statements=[statement.pk]) == 1
    assert not is_withheld(media.sha256)
    assert original_path(media.sha256).is_file()


def test_making_avif_twice_has_one_effect(db):
    media = keep(encoded((400, 300)), by=None)
    make_avif.call(media_id=media.pk)
    make_avif.call(media_id=media.pk)
    media.refresh_from_db()
    assert media.has_avif
    assert sorted(media.renditions.values_list("name", flat=True)) == ["w320.avif", "w320.webp"]
