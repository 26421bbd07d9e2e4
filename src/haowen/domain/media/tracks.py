"""An MP4 or MOV that says nothing but its pictures and its sound.

Cameras tell the place in many ways: in boxes, in tracks of their own beside picture and sound, in gaps between the two. So
what is known to be needed is left, and everything else is overwritten; nothing moves.
"""

import struct
import sys
from array import array
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import BinaryIO, Final, NamedTuple

from haowen.domain.media.boxes import Box, BrokenError, children

_KEPT: Final = {
    b"": frozenset({b"ftyp", b"styp", b"sidx", b"moov", b"moof", b"mfra", b"mdat"}),
    b"moov": frozenset({b"mvhd", b"trak", b"mvex"}),
    b"trak": frozenset({b"tkhd", b"tapt", b"edts", b"tref", b"mdia"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"elng", b"minf"}),
    b"moof": frozenset({b"mfhd", b"traf"}),
    b"traf": frozenset({b"tfhd", b"tfdt", b"trun", b"sbgp", b"sgpd", b"subs", b"saiz", b"saio", b"senc"}),
}
_ON_THE_WAY: Final = frozenset({b"mdia", b"minf", b"stbl"})
_SHOWN: Final = (b"vide", b"soun")
_KIND_AT, _NAME_AT = 8, 24  # within the box that says what a track is
_ENCODER_AT, _ENCODER_LONG = 58, 32  # within the box that says how it is coded
SAMPLES_MOST, CHUNKS_MOST = 4_000_000, 1_000_000


class Span(NamedTuple):
    """A part of the file."""

    begin: int
    end: int


class Table(NamedTuple):
    """Where a track's chunks begin, and how long each is; None where that is not said as bytes."""

    offsets: "array[int]"
    lengths: "list[int] | None"


def silence(file: BinaryIO, length: int) -> int:
    """Overwrite, in a copy of a film, what is neither picture nor sound; return how many parts that were.

    Raises BrokenError where the parts do not fit, and where a film in fragments has further tracks among them.
    """
    whole = list(children(file, 0, length))
    count = sum(_cleaned(file, box, b"") for box in whole)
    held = [_within(file, box) for one in whole if one.name == b"moov" for box in _tracks(file, one)]
    shown = [one for one in held if _kind(file, one) in _SHOWN]
    others = [one for one in held if one not in shown]
    tables = [table(file, one) for one in shown], [table(file, one) for one in others]  # before they are overwritten
    for one in others:
        _blank(file, one[b"trak"])
    for one in shown:
        handler = one[b"hdlr"]
        _zero(file, handler.at + handler.head + _NAME_AT, handler.at + handler.size)
        coded = one.get(b"stsd")
        if _kind(file, one) == b"vide" and coded and coded.size - coded.head >= _ENCODER_AT + _ENCODER_LONG:
            begin = coded.at + coded.head + _ENCODER_AT
            _zero(file, begin, begin + _ENCODER_LONG)
    if any(box.name == b"moof" for box in whole):
        if others:
            raise BrokenError
        return count
    for room in (box for box in whole if box.name == b"mdat"):
        for span in between(*tables, Span(room.at + room.head, room.at + room.size)):
            _zero(file, *span)
    return count + len(others)


def _cleaned(file: BinaryIO, box: Box, within: bytes) -> int:
    """Overwrite a box that is not needed where it stands, and such within it; return how many."""
    if box.name not in _KEPT[within]:
        _blank(file, box)
        return 1
    if box.name not in _KEPT:
        return 0
    return sum(_cleaned(file, one, box.name) for one in list(children(file, box.at + box.head, box.at + box.size)))


def _tracks(file: BinaryIO, film: Box) -> list[Box]:
    return [box for box in children(file, film.at + film.head, film.at + film.size) if box.name == b"trak"]


def _within(file: BinaryIO, track: Box) -> dict[bytes, Box]:
    """Return the boxes that say what a track is and where its samples lie, by name, and the track itself."""
    found, waiting = {b"trak": track}, [track]
    while waiting:
        box = waiting.pop()
        for one in children(file, box.at + box.head, box.at + box.size):
            if one.name == b"hdlr" and box.name != b"mdia":
                continue  # QuickTime says twice how a track is handled
            found[one.name] = one
            if one.name in _ON_THE_WAY:
                waiting.append(one)
    return found


def _kind(file: BinaryIO, held: dict[bytes, Box]) -> bytes:
    if b"hdlr" not in held:
        raise BrokenError
    file.seek(held[b"hdlr"].at + held[b"hdlr"].head + _KIND_AT)
    return file.read(4)


def _blank(file: BinaryIO, box: Box) -> None:
    file.seek(box.at + 4)
    file.write(b"free")
    _zero(file, box.at + box.head, box.at + box.size)


def _zero(file: BinaryIO, begin: int, end: int) -> None:
    file.seek(begin)
    while begin < end:
        begin += file.write(bytes(min(end - begin, 1 << 20)))


def table(file: BinaryIO, held: dict[bytes, Box]) -> Table:
    """Read the sample table of a track from its boxes. Raises BrokenError where they do not fit."""
    try:
        offsets = _numbers(file, held.get(b"stco"), "I") or _numbers(file, held.get(b"co64"), "Q")
        return Table(offsets, _lengths(file, held, len(offsets)))
    except (KeyError, struct.error) as error:
        raise BrokenError from error


def _numbers(file: BinaryIO, box: Box | None, kind: str, skipped: int = 4, most: int = CHUNKS_MOST) -> "array[int]":
    """Read a list that says how long it is behind ``skipped`` bytes."""
    found = array(kind)
    if box is None:
        return found
    file.seek(box.at + box.head + skipped)
    count = struct.unpack(">I", file.read(4))[0]
    if count > most or skipped + 4 + count * found.itemsize > box.size - box.head:
        raise BrokenError
    found.frombytes(file.read(count * found.itemsize))
    if sys.byteorder == "little":
        found.byteswap()
    return found


def _lengths(file: BinaryIO, held: dict[bytes, Box], chunks: int) -> list[int] | None:
    """Return how long each chunk is; None where all samples have one size: of sound that is often no size in bytes."""
    sizes_box = held[b"stsz"]
    file.seek(sizes_box.at + sizes_box.head + 4)
    if struct.unpack(">I", file.read(4))[0]:
        return None
    sizes = _numbers(file, sizes_box, "I", 8, SAMPLES_MOST)
    lengths, at = [], 0
    for per in _per_chunk(file, held[b"stsc"], chunks):
        lengths.append(sum(sizes[at : at + per]))
        at += per
    return lengths


def _per_chunk(file: BinaryIO, box: Box, chunks: int) -> Iterator[int]:
    """Yield how many samples each chunk has."""
    file.seek(box.at + box.head + 4)
    count = struct.unpack(">I", file.read(4))[0]
    if count > chunks or 8 + 12 * count > box.size - box.head:
        raise BrokenError
    entries = [struct.unpack(">III", file.read(12))[:2] for _ in range(count)]
    ends = [first for first, _per in entries[1:]] + [chunks + 1]
    for (first, per), after in zip(entries, ends, strict=False):
        if not 0 < first <= after <= chunks + 1:
            raise BrokenError
        for _ in range(after - first):
            yield per


def between(tables: Iterable[Table], others: Iterable[Table], room: Span) -> Iterator[Span]:
    """Yield the parts of a room that hold nothing of these tracks; ``others`` end what has no length of its own."""
    kept = list(tables)
    begins = sorted({offset for one in (*kept, *others) for offset in one.offsets} | {room.end})
    following = dict(pairwise(begins))
    spans = sorted(
        Span(offset, offset + one.lengths[at] if one.lengths is not None else following.get(offset, room.end))
        for one in kept
        for at, offset in enumerate(one.offsets)
        if room.begin <= offset < room.end
    )
    free = room.begin
    for span in spans:
        if span.begin > free:
            yield Span(free, span.begin)
        free = max(free, min(span.end, room.end))
    if free < room.end:
        yield Span(free, room.end)
