"""Whatever is sent is refused with its reason or cleaned, and costs no memory beyond what a large photograph costs."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from haowen.domain.media import checking, rendering, videos
from haowen.domain.media.keeping import keep
from haowen.domain.media.models import Media
from haowen.kit.refusals import Refused
from tests.domain.media import hostile

REFUSED_MEGABYTES, LARGE_MEGABYTES = 60, 420
MEASURED = """
import json, pathlib, resource, sys
import django
django.setup()
from haowen.domain.media import checking, rendering
from haowen.kit.refusals import Refused
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
before, said, grown = peak(), {}, {}
for path in map(pathlib.Path, sys.argv[1:]):
    data = path.read_bytes()
    try:
        checking.look(data[:checking.HEAD_BYTES])
        with rendering.opened(data) as picture:
            list(rendering.renditions(picture.image, "webp"))
        said[path.name] = ""
    except Refused as refused:
        said[path.name] = refused.message
    grown[path.name] = peak() - before
print(json.dumps({"grown": grown, "said": said}))
"""


def brought(data: bytes) -> Media:
    """Take a file as the library does."""
    checking.look(data[: checking.HEAD_BYTES])
    return keep(data, by=None)


def measured(files: list[Path]) -> dict:
    """Look at files in a process of its own; return what was said of each, and by how many megabytes it had grown."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *map(str, files)],
        env=os.environ, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize(
    ("name", "data", "reason"), list(hostile.refused()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_is_no_picture_is_refused_with_its_reason(db, name, data, reason) -> None:
    with pytest.raises(Refused) as refused:
        brought(data)
    assert reason in refused.value.message
    assert not Media.objects.exists()


@pytest.mark.parametrize(
    ("name", "data"), list(hostile.cleaned()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_is_odd_is_a_plain_picture_afterwards(name, data) -> None:
    with rendering.opened(data) as picture:
        made = list(rendering.renditions(picture.image, "webp"))
    for _name, content, width, height in made:
        with Image.open(io.BytesIO(content)) as shown:
            assert (shown.format, shown.size) == ("WEBP", (width, height))
            assert not shown.info.get("exif")
            assert shown.mode in ("RGB", "RGBA")


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_stands_upright_however_it_was_held(turn) -> None:
    data = dict(hostile.cleaned())[f"turn{turn}.jpg"]
    with rendering.opened(data) as picture:
        assert picture.image.size == ((120, 90) if turn < 5 else (90, 120))
        assert picture.image.size == (picture.width, picture.height)


def test_a_large_picture_stands_upright_too() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = hostile.saved(Image.new("RGB", (4000, 3000), "teal"), "PNG", exif=exif, compress_level=1)
    with rendering.opened(data) as picture:
        assert (picture.width, picture.height) == (3000, 4000)
        assert picture.image.width < picture.image.height


@pytest.mark.parametrize(
    ("name", "data"), list(hostile.unplayable()), ids=lambda value: value if isinstance(value, str) else ""
)
@pytest.mark.parametrize("has_encoder", [True, False])
def test_what_only_begins_as_a_video_is_refused(db, monkeypatch, name, data, has_encoder) -> None:
    if not has_encoder:
        monkeypatch.setattr(videos, "encoder", lambda: "")
    with pytest.raises(Refused):
        videos.keep_video(io.BytesIO(data), checking.look(data).format, by=None, most=10**9)
    assert not Media.objects.exists()


def test_no_file_costs_more_memory_than_a_large_photograph(tmp_path) -> None:
    files = []
    for number, (name, data, *_reason) in enumerate([*hostile.refused(), *hostile.large()]):
        files.append(tmp_path / f"{number:02}{Path(name).suffix}")
        files[-1].write_bytes(data)
    found = measured(files)
    refused = [name for name, reason in found["said"].items() if reason]
    assert len(refused) == len(list(hostile.refused()))
    assert max(found["grown"][name] for name in refused) < REFUSED_MEGABYTES
    assert max(found["grown"].values()) < LARGE_MEGABYTES


@pytest.mark.corpora
def test_known_bombs_cost_no_memory(corpora) -> None:
    found = measured(sorted((corpora / "security" / "image_bombs").glob("*.*")))
    assert found["said"]
    assert max(found["grown"].values()) < REFUSED_MEGABYTES
