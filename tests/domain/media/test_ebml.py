"""WebM: what it says of itself is read, what tells of its making is overwritten, nothing moves."""

import io
import struct

import pytest

from haowen.domain.media import ebml
from haowen.domain.media.boxes import BrokenError


def element(name: str, data: bytes, size: int | None = None) -> bytes:
    length = len(data) if size is None else size
    return bytes.fromhex(name) + (length | 1 << 56).to_bytes(8, "big") + data


def webm(tags: bytes = b"canary" * 40, *, is_open: bool = False) -> bytes:
    info = element(
        "1549A966",
        element("2AD7B1", (1_000_000).to_bytes(3, "big"))
        + element("4489", struct.pack(">d", 1500.0))
        + element("7BA9", b"canary title")
        + bytes.fromhex("4461")
        + b"\x88"
        + b"canary!!",
    )
    video = element("E0", element("B0", (160).to_bytes(2, "big")) + element("BA", (120).to_bytes(2, "big")))
    tracks = element("1654AE6B", element("AE", element("536E", b"canary") + video))
    block = element("A3", b"picture")
    cluster = bytes.fromhex("1F43B675") + b"\x01" + b"\xff" * 7 + block if is_open else element("1F43B675", block)
    inside = info + tracks + element("1254C367", tags) + cluster
    segment = bytes.fromhex("18538067") + b"\x01" + b"\xff" * 7 + inside if is_open else element("18538067", inside)
    return element("1A45DFA3", b"\x42\x82\x84webm") + segment


@pytest.mark.parametrize("is_open", [False, True])
def test_size_and_length_are_read_and_what_tells_is_gone(is_open) -> None:
    data = webm(is_open=is_open)
    assert ebml.film(io.BytesIO(data), len(data)) == (160, 120, 1500)
    copy = io.BytesIO(data)
    assert ebml.silence(copy, len(data)) == 4
    assert b"canary" in data
    assert b"canary" not in copy.getvalue()
    assert b"picture" in copy.getvalue()
    assert len(copy.getvalue()) == len(data)
    assert ebml.film(copy, len(data)) == (160, 120, 1500)


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 128, 300])
def test_parts_of_every_size_are_overwritten_whole(size: int) -> None:
    data = webm(b"\xee" * size)
    copy = io.BytesIO(data)
    ebml.silence(copy, len(data))
    assert ebml.film(copy, len(data)) == (160, 120, 1500)
    assert b"\xee" * 3 not in copy.getvalue()


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 20, webm()[:60], b"\x1a\x45\xdf\xa3" + b"\xff" * 9, element("1A45DFA3", b"")]
)
def test_what_is_no_film_is_named_broken(data: bytes) -> None:
    with pytest.raises(BrokenError):
        ebml.film(io.BytesIO(data), len(data))
