"""WebM as elements: what a film says of itself, and a copy of it that says nothing of its making."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from haowen.domain.media.boxes import BrokenError, Film

_SEGMENT, _CLUSTER, _INFO, _TRACKS, _ENTRY, _VIDEO = 0x18538067, 0x1F43B675, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0
_SCALE, _DURATION, _WIDTH, _HEIGHT = 0x2AD7B1, 0x4489, 0xB0, 0xBA
_TELLING = frozenset({0x1254C367, 0x1941A469, 0x1043A770, 0x7BA9, 0x4461, 0x7384, 0x536E})
"""Tags, attachments, chapters; title, date and name of the file; names of tracks."""
_WITHIN = frozenset({_SEGMENT, _INFO, _TRACKS, _ENTRY, _VIDEO})
_VOID = 0xEC
_ELEMENTS_MOST = 200_000
_SIZED_IN_ONE = 127


class Element(NamedTuple):
    """A part of the file: its id, where it begins, how long its head and the whole of it are."""

    id: int
    at: int
    head: int
    size: int


def elements(file: BinaryIO, begin: int, end: int) -> Iterator[Element]:
    """Yield the elements between two places, those within others too. Raises BrokenError where one reaches too far."""
    at = begin
    while at < end:
        name, length = _number(file, at, keeps_mark=True)
        size, more = _number(file, at + length, keeps_mark=False)
        head = length + more
        is_open = size == (1 << (7 * more)) - 1  # as long as what it stands in; recorders write such
        whole = end - at if is_open else head + size
        if at + whole > end or (is_open and name not in (_SEGMENT, _CLUSTER)):
            raise BrokenError
        yield Element(name, at, head, whole)
        at += head if is_open or name in _WITHIN else whole


def _number(file: BinaryIO, at: int, *, keeps_mark: bool) -> tuple[int, int]:
    """Return a number of variable length, and how many bytes it has."""
    file.seek(at)
    first = file.read(1)
    if not first or not first[0]:
        raise BrokenError
    length = 9 - first[0].bit_length()
    rest = file.read(length - 1)
    if len(rest) != length - 1:
        raise BrokenError
    begin = first[0] if keeps_mark else first[0] & ((1 << (8 - length)) - 1)
    return int.from_bytes(bytes([begin]) + rest, "big"), length


def _counted(file: BinaryIO, length: int) -> Iterator[Element]:
    for count, element in enumerate(elements(file, 0, length)):
        if count > _ELEMENTS_MOST:
            raise BrokenError
        yield element


def film(file: BinaryIO, length: int) -> Film:
    """Return what the head of a film says. Raises BrokenError where it has no picture or its parts do not fit."""
    import struct

    width = height = 0
    scale, duration = 1_000_000, 0.0
    for element in _counted(file, length):
        if element.id not in (_SCALE, _DURATION, _WIDTH, _HEIGHT):
            continue
        file.seek(element.at + element.head)
        data = file.read(min(8, element.size - element.head))
        if element.id == _SCALE:
            scale = int.from_bytes(data, "big")
        elif element.id == _WIDTH:
            width = max(width, int.from_bytes(data, "big"))
        elif element.id == _HEIGHT:
            height = max(height, int.from_bytes(data, "big"))
        elif len(data) in (4, 8):
            duration = struct.unpack(">f" if len(data) == 4 else ">d", data)[0]  # noqa: PLR2004 - single precision
    if not 0 < width < 1 << 16 or not 0 < height < 1 << 16:
        raise BrokenError
    milliseconds = duration * scale / 1_000_000
    return Film(width, height, int(milliseconds) if 0 < milliseconds < 2**31 else 0)


def silence(file: BinaryIO, length: int) -> int:
    """Overwrite, in a copy of a film, what tells of its making; nothing moves. Return how many parts that were."""
    telling = [element for element in _counted(file, length) if element.id in _TELLING]
    for element in telling:
        file.seek(element.at)
        if element.size > _SIZED_IN_ONE:
            head = bytes([_VOID]) + (element.size - 9 | 1 << 56).to_bytes(8, "big")
        else:
            head = bytes([_VOID, element.size - 2 | 0x80])
        file.write(head)
        left = element.size - len(head)
        while left:
            part = min(left, 1 << 20)
            file.write(bytes(part))
            left -= part
    return len(telling)
