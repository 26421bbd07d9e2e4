"""A film without an encoder here: all but picture and sound is overwritten, and it plays as before."""

import io
import subprocess

import pytest

from haowen.domain.media import tracks, videos
from haowen.domain.media.boxes import BrokenError
from haowen.domain.media.tracks import Span, Table
from tests.domain.media.hostile import box, film
from tests.domain.media.test_videos import PLACE, made  # noqa: F401 - a fixture


def silenced(data: bytes) -> bytes:
    file = io.BytesIO(data)
    tracks.silence(file, len(data))
    return file.getvalue()


def sums(data: bytes, path) -> str:
    """The sum of every picture of a film."""
    path.write_bytes(data)
    command = [videos.encoder(), "-v", "error", "-i", str(path), "-map", "0:V:0", "-f", "framemd5", "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_film_loses_its_other_tracks_boxes_and_gaps_and_no_picture(made, tmp_path) -> None:  # noqa: F811
    hidden = box(b"free", b"canary GPS") + box(b"uuid", b"canary" * 4) + box(b"gps ", b"canary")
    data = made["mov"] + hidden + box(b"mdat", b"canary in a gap")
    clean = silenced(data)
    assert len(clean) == len(data)
    assert data.count(b"canary") > 5
    assert b"canary" not in clean
    assert PLACE.encode() not in clean
    assert sums(clean, tmp_path / "clean.mov") == sums(data, tmp_path / "data.mov")


def track(kind: bytes, *tables: bytes) -> bytes:
    told = box(b"hdlr", bytes(8) + kind + bytes(12) + b"canary")
    return box(b"trak", box(b"mdia", told + box(b"minf", box(b"stbl", b"".join(tables)))))


@pytest.mark.parametrize(
    "data",
    [
        box(b"moov", box(b"trak", b"")),
        box(b"moov", track(b"vide")),
        box(b"moov", track(b"vide", box(b"stco", b"\0\0\0\0\xff\xff\xff\xff"), box(b"stsz", bytes(12)))),
        box(b"moov", track(b"vide", box(b"stsz", bytes(8) + b"\x7f\0\0\0"), box(b"stsc", bytes(8)))),
        box(b"moov", track(b"vide", box(b"stsz", bytes(12)), box(b"stsc", bytes(7) + b"\x09"))),
        box(b"moov", track(b"meta", box(b"stsz", bytes(12)), box(b"stsc", bytes(8)))) + box(b"moof", b""),
        film(boxes=20_000),
        box(b"free", b"") * 5000,
    ],
)
def test_tables_that_lie_are_no_film(data) -> None:
    with pytest.raises(BrokenError):
        silenced(data)


def test_what_lies_between_the_chunks_is_found() -> None:
    shown = Table(tracks.array("I", [10, 40]), [5, 20])
    sound = Table(tracks.array("I", [20]), None)  # as far as the next chunk of whatever track
    other = Table(tracks.array("I", [30]), [10])
    found = list(tracks.between([shown, sound], [other], Span(8, 100)))
    assert found == [(8, 10), (15, 20), (30, 40), (60, 100)]
