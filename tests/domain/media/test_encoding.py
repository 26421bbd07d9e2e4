"""The host's own encoder: asked first, believed only as far as it is looked at, done here where it fails."""

import io
import itertools
import stat
import sys

import pytest

from haowen.domain.media import encoding
from haowen.domain.media.boxes import film
from haowen.domain.media.models import Encoding, Media
from haowen.domain.media.showing import original_path, path_of
from tests.domain.media.test_videos import PLACE, keep, made  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
_numbers = itertools.count(1)


def fresh(data: bytes) -> Media:
    """Keep a video that no other test has kept: files outlive a test."""
    return keep(data + b"\0\0\0\x0cfree" + next(_numbers).to_bytes(4, "big"))


@pytest.fixture
def outside(settings, tmp_path):
    """Name a program of ours as the host's encoder; it writes down each call."""

    def name(does: str):
        calls = tmp_path / "calls"
        program = tmp_path / "encoder.py"
        program.write_text(f"import shutil, sys\nopen({str(calls)!r}, 'a').write(sys.argv[3] + ' ')\n{does}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        settings.VIDEO_ENCODER = f"{sys.executable} {program}"
        return calls

    return name


def test_what_the_hosts_encoder_makes_is_served_without_its_place(made, outside, monkeypatch):  # noqa: F811
    monkeypatch.setattr("haowen.domain.media.encoding.encoder", str)
    calls = outside("print(50); print('100 %'); shutil.copy(sys.argv[1], sys.argv[2])")
    media = fresh(made["mov"])
    encoding.encode_video.call(media_id=media.pk)
    said = Encoding.objects.get(media=media)
    assert (said.state, said.progress) == ("done", 100)
    data = path_of(media.sha256, "h360.mp4").read_bytes()
    assert film(io.BytesIO(data), len(data))[:2] == (160, 120)
    assert PLACE.encode() not in data
    assert calls.read_text() == "360 "


FAILS = {
    "no": "sys.exit('no')",
    "no film": "open(sys.argv[2], 'w').write('no film')",
    "nothing": "pass",
    "garbage": "sys.stdout.buffer.write(bytes(range(256)) * 5000 + b'\\n77777\\n999 %\\n')",
    "silent": "import time; time.sleep(60)",
    "silent and closed": "import os, time; os.close(1); os.close(2); time.sleep(60)",
    "large": "import time; open(sys.argv[2], 'wb').write(bytes(600_000)); time.sleep(60)",
    "the original": "import os; os.symlink(sys.argv[1], sys.argv[2])",
    "the original itself": "import os; os.link(sys.argv[1], sys.argv[2])",
}


@pytest.mark.parametrize("does", FAILS)
def test_where_it_fails_twice_the_site_does_it(made, outside, monkeypatch, does):  # noqa: F811
    is_silent = does.startswith("silent")
    bounds = {"_OUTSIDE_SILENT_SECONDS": 0.3 if is_silent else 60, "_LOOK_SECONDS": 0.05, "BYTES_MOST": 500_000}
    for name, value in bounds.items():
        monkeypatch.setattr(encoding, name, value)
    calls = outside(FAILS[does])
    media = fresh(made["mp4"])
    original = original_path(media.sha256).read_bytes()
    encoding.encode_video.call(media_id=media.pk)
    assert Encoding.objects.get(media=media).state == "done"
    assert is_silent or calls.read_text() == "360 360 "  # what is ended so soon may not have begun
    assert path_of(media.sha256, "h360.mp4")
    assert original_path(media.sha256).read_bytes() == original


def test_a_command_that_is_not_there_is_named(made, settings, monkeypatch):  # noqa: F811
    monkeypatch.setattr("haowen.domain.media.encoding.encoder", str)
    settings.VIDEO_ENCODER = "/nowhere/encoder --fast"
    media = fresh(made["mp4"])
    encoding.encode_video.call(media_id=media.pk)
    assert "/nowhere/encoder" in Encoding.objects.get(media=media).reason
    assert path_of(media.sha256, "play.mp4")


def test_where_nobody_can_that_is_said_with_the_reason(made, outside, monkeypatch):  # noqa: F811
    monkeypatch.setattr("haowen.domain.media.encoding.encoder", str)
    outside("sys.exit('the disk is full')")
    media = fresh(made["mp4"])
    encoding.encode_video.call(media_id=media.pk)
    said = Encoding.objects.get(media=media)
    assert (said.state, "the disk is full" in said.reason) == ("failed", True)
    assert not list(original_path(media.sha256).parent.glob(".*"))
    assert Media.objects.count() == 1
