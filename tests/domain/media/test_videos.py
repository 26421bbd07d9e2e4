"""Videos: checked, silenced, playable at once, made smaller later."""

import io
import subprocess

import pytest
from PIL import Image

from haowen.domain.media import videos
from haowen.domain.media.boxes import BrokenError, film
from haowen.domain.media.encoding import encode_video
from haowen.domain.media.models import Encoding, Media
from haowen.domain.media.showing import original_path, path_of
from haowen.domain.media.sweeping import staging_folder
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db
PLACE = "+30.5800+114.2900/"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A second of film with a place in it, as MP4, MOV and WebM: in its boxes, in a track of its own, and between its pictures."""
    imageio_ffmpeg = pytest.importorskip("imageio_ffmpeg")
    folder = tmp_path_factory.mktemp("films")
    way = folder / "way.srt"
    way.write_text(f"1\n00:00:00,000 --> 00:00:01,000\ncanary {PLACE}\n")
    beside = ["-i", str(way), "-map", "0", "-map", "1", "-c:s", "mov_text", "-metadata:s:v", "handler_name=canary"]
    between = [
        "-c:v",
        "libx264",
        "-bsf:v",
        f"h264_metadata=sei_user_data=17ee8c60f84d11d98cd60800200c9a66+canary{PLACE}",
    ]

    def make(ending, *how):
        path = folder / f"film.{ending}"
        command = [
            imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", "testsrc=s=160x120:r=8:d=1", *how, "-pix_fmt", "yuv420p",
            "-metadata", f"location={PLACE}", "-metadata", "artist=canary", "-y", str(path),
        ]  # fmt: skip
        subprocess.run(command, check=True)
        return path.read_bytes()

    return {
        "mp4": make("mp4", *beside, *between, "-movflags", "use_metadata_tags"),
        "mov": make("mov", *beside),
        "webm": make("webm", "-c:v", "libvpx", "-deadline", "realtime"),
    }


def keep(data, form="mp4", most=10**8, poster=b""):
    return videos.keep_video(io.BytesIO(data), form, by=None, most=most, poster=poster)


@pytest.mark.parametrize("form", ["mp4", "mov", "webm"])
def test_what_is_played_tells_no_place_and_the_original_stays(made, form):
    data = made[form]
    assert b"canary" in data
    media = keep(data, form)
    play = path_of(media.sha256, "play.webm" if form == "webm" else "play.mp4")
    assert play is not None
    assert b"canary" not in play.read_bytes()
    assert PLACE.encode() not in play.read_bytes()
    assert original_path(media.sha256).read_bytes() == data
    assert (media.kind, media.width, media.height) == ("video", 160, 120)
    assert 900 <= media.duration_ms <= 1200
    assert path_of(media.sha256, "w320.webp") is not None
    assert not list(staging_folder().iterdir())


def test_smaller_versions_tell_no_place_and_progress_is_kept(made):
    media = keep(made["mp4"])
    encode_video.call(media_id=media.pk)
    said = Encoding.objects.get(media=media)
    assert (said.state, said.progress, said.reason) == ("done", 100, "")
    data = path_of(media.sha256, "h360.mp4").read_bytes()
    assert b"canary" not in data
    assert PLACE.encode() not in data
    assert film(io.BytesIO(data), len(data))[:2] == (160, 120)


def test_without_an_encoder_it_is_kept_and_that_is_said(made, monkeypatch):
    """And a picture that comes along stands before it; none could be taken out of it here."""
    for module in ("videos", "encoding"):
        monkeypatch.setattr(f"haowen.domain.media.{module}.encoder", str)
    drawn = io.BytesIO()
    Image.new("RGB", (160, 120), "#b3261e").save(drawn, "PNG")
    media = keep(made["mov"], "mov", poster=drawn.getvalue())
    assert (media.width, media.height, media.colour) == (160, 120, "#b3261e")
    assert b"canary" not in path_of(media.sha256, "play.mp4").read_bytes()
    encode_video.call(media_id=media.pk)
    assert Encoding.objects.get(media=media).state == "absent"


@pytest.mark.parametrize("cut", [60, 900, -700])
def test_a_broken_video_is_refused_and_leaves_nothing(made, monkeypatch, cut):
    with pytest.raises(Refused, match=r"\S"):
        keep(b"\x00\x00\x00\x18ftypisom" + made["mp4"][24:cut] + bytes(50))
    assert not Media.objects.exists()
    assert not list(staging_folder().iterdir())


def test_too_many_bytes_are_refused_while_they_come(made):
    with pytest.raises(Refused, match="MB"):
        keep(made["mp4"], most=100)


def test_the_same_bytes_are_kept_once(made):
    assert keep(made["mp4"]) == keep(made["mp4"])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x00\x00\x08moov",
        b"\x00\x00\x00\x04moov",
        b"\x00\x00\x00\x01moov\xff" + bytes(7),
        b"\x00\x00\x00\x08free" * 5000,
    ],
)
def test_boxes_that_hold_no_film_are_no_film(data):
    with pytest.raises(BrokenError):
        film(io.BytesIO(data), len(data))
