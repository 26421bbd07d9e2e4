"""Whether a file's own metadata says that AI made it: IPTC's digital source type, a C2PA manifest, the Chinese AIGC label.

Only what stands beside the picture is read, never its pixels. Sources: IPTC Photo Metadata 2023 (DigitalSourceType), C2PA 2.1
annex A (where manifests lie in JPEG, PNG, WebP and ISO media files), GB 45438-2025 annex E and F (the AIGC field).
"""

import re
import zlib
from collections.abc import Iterator
from enum import StrEnum
from itertools import starmap
from mmap import mmap
from typing import Final, TypeAlias

Buffer: TypeAlias = bytes | mmap
"""A file: read, or mapped."""
MOST: Final = 4 * 1024 * 1024  # of one piece of metadata; larger is none
_INFLATED: Final = 256 * 1024
_SEGMENTS: Final = 5000
_C2PA_BOX: Final = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_MADE = re.compile(rb"(?:trainedAlgorithmicMedia|compositeWithTrainedAlgorithmicMedia|compositeSynthetic)\b")
_SOURCE_TYPE = re.compile(
    rb"DigitalSourceType[^<]{0,40}?" + rb"[^<]{0,160}?" + _MADE.pattern, re.IGNORECASE | re.DOTALL
)
_CAPTURED = re.compile(rb"digitalsourcetype/(?:digitalCapture|computationalCapture)\b")
_QUOTE = rb"(?:\"|'|&quot;|&#34;|&#x22;)"
_AIGC = re.compile(
    rb"AIGC.{0,80}?" + _QUOTE + rb"Label" + _QUOTE + rb"\s*:\s*" + _QUOTE + rb"?([123])\b", re.DOTALL
)  # made by AI, perhaps made by it, suspected to be


class Mark(StrEnum):
    """What says that AI made a file, by the names that programs use for it."""

    IPTC = "IPTC DigitalSourceType"
    C2PA = "C2PA"
    AIGC = "AIGC"


def marks(data: Buffer) -> tuple[Mark, ...]:
    """Return what in a file's metadata says that AI made it, in the order of :class:`Mark`; nothing for what is broken.

    A manifest counts by its presence, unless all that it says of its origin is that a camera took the picture.
    """
    found: set[Mark] = set()
    for name, piece in _pieces(data):
        plain = piece.replace(b"\0", b"")
        if name == "c2pa" and (_MADE.search(plain) or not _CAPTURED.search(plain)):
            found.add(Mark.C2PA)
        if name != "c2pa" and _SOURCE_TYPE.search(plain):
            found.add(Mark.IPTC)
        if name != "c2pa" and _AIGC.search(plain):
            found.add(Mark.AIGC)
    return tuple(mark for mark in Mark if mark in found)


def _pieces(data: Buffer) -> Iterator[tuple[str, bytes]]:
    """Yield the pieces of metadata in a file: ``c2pa`` for a manifest, else ``said``."""
    if data[:3] == b"\xff\xd8\xff":
        yield from _of_jpeg(data)
    elif data[:8] == b"\x89PNG\r\n\x1a\n":
        yield from starmap(_of_png, _chunks_of_png(data))
    elif data[:4] == b"RIFF":
        yield from _of_riff(data)
    elif data[4:8] == b"ftyp":
        yield from _of_boxes(data)
    yield from _packets(data)


def _of_jpeg(data: Buffer) -> Iterator[tuple[str, bytes]]:
    at, manifest = 2, b""
    for _ in range(_SEGMENTS):
        if at + 4 > len(data) or data[at] != 0xFF:  # noqa: PLR2004 - every marker begins so
            break
        kind, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if kind == 0xDA or size < 2:  # noqa: PLR2004 - the picture itself begins
            break
        piece = data[at + 4 : at + 2 + size]
        if kind == 0xEB and piece[:2] == b"JP" and (manifest or b"c2pa" in piece):  # noqa: PLR2004 - APP11, JUMBF in parts
            manifest += piece if len(manifest) < MOST else b""
        elif 0xE0 <= kind <= 0xEF or kind == 0xFE:  # noqa: PLR2004 - application data and comments
            yield "said", piece
        at += 2 + size
    if manifest:
        yield "c2pa", manifest


def _chunks_of_png(data: Buffer) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    for _ in range(_SEGMENTS):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if len(kind) < 4 or kind == b"IEND":  # noqa: PLR2004 - the length of a name
            return
        if kind in {b"caBX", b"tEXt", b"iTXt", b"zTXt", b"eXIf"} and size <= MOST:
            yield kind, data[at + 8 : at + 8 + size]
        at += 12 + size


def _of_png(kind: bytes, piece: bytes) -> tuple[str, bytes]:
    if kind == b"caBX":
        return "c2pa", piece
    keyword, _, rest = piece.partition(b"\0")
    if kind == b"zTXt":
        rest = _inflated(rest[1:])
    elif kind == b"iTXt" and rest[:1] == b"\x01":
        rest = _inflated(rest[2:].split(b"\0", 2)[-1])
    return "said", keyword + b" " + rest


def _inflated(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _INFLATED)
    except zlib.error:
        return b""


def _of_riff(data: Buffer) -> Iterator[tuple[str, bytes]]:
    at = 12
    for _ in range(_SEGMENTS):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if len(kind) < 4:  # noqa: PLR2004 - the length of a name
            return
        if kind in {b"C2PA", b"XMP ", b"EXIF"} and size <= MOST:
            yield "c2pa" if kind == b"C2PA" else "said", data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _of_boxes(data: Buffer) -> Iterator[tuple[str, bytes]]:
    at = 0
    for _ in range(_SEGMENTS):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        if len(kind) < 4 or size < 8:  # noqa: PLR2004 - a box has a length and a name
            return
        if kind == b"uuid" and data[at + 8 : at + 24] == _C2PA_BOX:
            yield "c2pa", data[at + 24 : at + min(size, MOST)]
        elif kind in {b"uuid", b"meta", b"moov", b"udta"} and size <= MOST:
            yield "said", data[at + 8 : at + size]
        at += size


def _packets(data: Buffer) -> Iterator[tuple[str, bytes]]:
    """Yield an XMP packet wherever it lies: some formats keep it among the picture's data."""
    begin = data.find(b"<x:xmpmeta")
    end = data.find(b"</x:xmpmeta>", begin, begin + MOST) if begin >= 0 else -1
    if end > begin:
        yield "said", data[begin:end]
