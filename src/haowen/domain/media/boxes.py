"""MP4 and MOV as boxes: what a film says of itself."""

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_WITHIN = frozenset({b"moov", b"trak", b"mdia"})
_DEEPEST = 4
_BOXES_MOST = 4000
_FRAGMENTS = frozenset({b"moof", b"mdat", b"sidx"})
_FRAGMENTS_MOST = 100_000  # a recorder writes one a second, or more


class Box(NamedTuple):
    """A part of the file: where it begins, how long its head and the whole of it are."""

    name: bytes
    at: int
    head: int
    size: int


class Film(NamedTuple):
    """Size of the picture and length."""

    width: int
    height: int
    duration_ms: int


class BrokenError(Exception):
    """The boxes do not fit into each other."""


def boxes(file: BinaryIO, begin: int, end: int, depth: int = 0) -> Iterator[Box]:
    """Yield the boxes between two places, those within others too. Raises BrokenError where one reaches beyond its place."""
    at = begin
    while at + 8 <= end:
        file.seek(at)
        size, name = struct.unpack(">I4s", file.read(8))
        head = 8
        if size == 1:
            size, head = struct.unpack(">Q", file.read(8))[0], 16
        elif size == 0:
            size = end - at
        if size < head or at + size > end:
            raise BrokenError
        yield Box(name, at, head, size)
        if name in _WITHIN and depth < _DEEPEST:
            yield from boxes(file, at + head, at + size, depth + 1)
        at += size


def children(file: BinaryIO, begin: int, end: int) -> Iterator[Box]:
    """Yield the boxes between two places, none of those within others. Raises BrokenError where they do not fit, or are too many."""
    return _bounded(boxes(file, begin, end, _DEEPEST))


def _bounded(found: Iterator[Box]) -> Iterator[Box]:
    fragments = others = 0
    for box in found:
        fragments, others = fragments + (box.name in _FRAGMENTS), others + (box.name not in _FRAGMENTS)
        if fragments > _FRAGMENTS_MOST or others > _BOXES_MOST:
            raise BrokenError
        yield box


def film(file: BinaryIO, length: int) -> Film:
    """Return what the head of a film says. Raises BrokenError where it has no picture or ends too early."""
    width = height = duration = 0
    try:
        for box in _bounded(boxes(file, 0, length)):
            if box.name == b"mvhd":
                duration = _duration(_content(file, box, 40))
            elif box.name == b"tkhd":
                said = struct.unpack(">II", _content(file, box, 104)[-8:])
                width, height = max((width, height), (said[0] >> 16, said[1] >> 16))
    except (struct.error, ZeroDivisionError, OverflowError) as error:
        raise BrokenError from error
    if not width or not height:
        raise BrokenError
    return Film(width, height, min(duration, 2**31 - 1))


def _content(file: BinaryIO, box: Box, most: int) -> bytes:
    file.seek(box.at + box.head)
    return file.read(min(most, box.size - box.head))


def _duration(said: bytes) -> int:
    scale, length = struct.unpack(">IQ", said[20:32]) if said[0] else struct.unpack(">II", said[12:20])
    return int(length * 1000 // scale)
