"""What a file is by its content, whatever its name says; and why one is not taken."""

import itertools
import re
import struct
from collections.abc import Iterator
from typing import Literal, NamedTuple

import filetype
from django.utils.translation import gettext as _

from haowen.kit.refusals import Refused

HEAD_BYTES = 8192
"""So much of the beginning tells the type."""
TAIL_BYTES = 66_000
"""So much of the end tells what was appended; a ZIP is found within it."""
PDF_WITHIN = 1024
FRAMES_MOST = 600
PARTS_MOST, SCANS_MOST = 5000, 100
"""Pieces beside the picture, and passes over it, that a picture may have; cameras write some dozens, a few programs hundreds."""
_DATA_PARTS_MOST = 200_000  # pieces of the picture itself, of 255 bytes and more
_JUNK_MOST = 1 << 16
PICTURES = {
    "image/jpeg": "JPEG", "image/png": "PNG", "image/apng": "PNG", "image/webp": "WEBP", "image/gif": "GIF", "image/avif": "AVIF",
    "image/heic": "HEIF", "image/heif": "HEIF",
}  # fmt: skip
VIDEOS = {"video/mp4": "mp4", "video/x-m4v": "mp4", "video/quicktime": "mov", "video/webm": "webm"}
_BRANDS = {
    b"avif": "image/avif", b"avis": "image/avif", b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heif",
    b"msf1": "image/heif", b"qt  ": "video/quicktime",
}  # fmt: skip
_GIF_FRAME, _GIF_NOTE, _GIF_CUT_UP = 0x2C, 0x21, 0
_JPEG_MARK, _JPEG_SCAN, _JPEG_END = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]"), 0xDA, 0xD9
_MARKUP = (b"<!doctype", b"<html", b"<script", b"<head", b"<body", b"<?php")


class Looked(NamedTuple):
    """What a file is: ``format`` as Pillow calls a picture's, or a video's usual ending."""

    is_picture: bool
    format: str


def look(head: bytes) -> Looked:
    """Return what a file is that begins like this. Raises Refused, naming what it is instead, for what is not taken."""
    if not head:
        raise Refused(_("The file is empty."), field="file")
    mime = _type(head)
    if mime in PICTURES:
        return Looked(is_picture=True, format=PICTURES[mime])
    if mime in VIDEOS:
        return Looked(is_picture=False, format=VIDEOS[mime])
    raise Refused(_reason(head, mime), field="file")


def is_picture(head: bytes) -> bool:
    """Whether a file that begins like this claims to be a picture of a kind that is taken."""
    return bool(head) and _type(head) in PICTURES


def _type(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        length = min(struct.unpack(">I", head[:4])[0], 256)
        brands = [head[8:12], *(head[at : at + 4] for at in range(16, length, 4))]
        # A general name gives way to one that says which it is.
        brands.sort(key=lambda brand: brand in (b"mif1", b"msf1"))
        return next((_BRANDS[brand] for brand in brands if brand in _BRANDS), "video/mp4")
    kind = filetype.guess(head)
    return kind.mime if kind else ""


def _reason(head: bytes, mime: str) -> str:
    start = head.lstrip(b"\xef\xbb\xbf\t\r\n ").lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg")) and b"<svg" in start:
        return _("This is an SVG drawing, whatever its name says. It can carry programs; please save it as PNG.")
    if mime.startswith("video/"):
        return _("This kind of video cannot be shown in browsers. Please save it as MP4, MOV or WebM.")
    if mime.startswith("image/"):
        return _("This kind of picture cannot be shown here. JPEG, PNG, WebP, AVIF, GIF and HEIC can.")
    known = _("a web page") if start.startswith(_MARKUP) else "PDF" if b"%pdf-" in start[:1024] else mime
    if known:
        text = _("This is %(type)s, whatever its name says; pictures and videos are taken here.")
        return text % {"type": known}
    return _(
        "This is no picture and no video that can be shown here. JPEG, PNG, WebP, AVIF, GIF, HEIC, MP4, MOV and WebM can."
    )


def disguised(data: bytes) -> str:
    """Return what else a picture is at the same time, for a program that looks for it; empty where it is a picture alone.

    What phones append of themselves (the short film of a moving photo, further views) is no disguise.
    """
    if (data[:4] == b"GIF8" and data[6:8] in (b"/*", b"//")) or (data[:2] == b"\xff\xd8" and data[4:6] == b"/*"):
        return _("a program")
    if data.find(b"%PDF-", 0, PDF_WITHIN) >= 0:
        return "PDF"
    if _is_archive(data):
        return _("an archive")
    edges = (data[:HEAD_BYTES] + b" " + data[-TAIL_BYTES:]).lower()
    if b"__halt_compiler();" in edges:
        return _("an archive")
    if any(mark in edges for mark in (b"<?php", b"<script", b"<!doctype html", b"<html")):
        return _("a web page")
    return ""


def _is_archive(data: bytes) -> bool:
    """Whether programs that unpack would find an archive: ZIP is read from its end."""
    at = data.rfind(b"PK\x05\x06", -TAIL_BYTES)
    if at >= 0 and len(data) >= at + 22:
        entries, size, begin = struct.unpack("<HII", data[at + 10 : at + 20])
        if entries and size <= at and begin <= at and data[at - size : at - size + 4] == b"PK\x01\x02":
            return True
    return any(mark in data[-TAIL_BYTES:] for mark in (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c"))


def frames(data: bytes, form: str) -> int:
    """Return how many pictures a moving one claims to have, without decoding any; it stops counting beyond the most."""
    if form == "GIF":
        marks = (mark for mark in _gif_marks(data) if mark == _GIF_FRAME)
        return max(1, sum(1 for _ in itertools.islice(marks, FRAMES_MOST + 1)))
    if form == "WEBP":
        return max(1, data.count(b"ANMF")) if data[12:16] == b"VP8X" else 1
    if form == "PNG" and (at := data.find(b"acTL", 0, 65536)) > 0 and len(data) >= at + 8:
        return int(struct.unpack(">I", data[at + 4 : at + 8])[0])
    return 1


def is_cut_up(data: bytes) -> bool:
    """Whether a picture has more pieces than any program writes: each costs time and memory however little it holds."""
    if data[:2] == b"\xff\xd8":
        return _is_jpeg_cut_up(data)
    if data[:4] == b"GIF8":
        marks = list(itertools.islice(_gif_marks(data), 2 * PARTS_MOST))
        return marks.count(_GIF_NOTE) > PARTS_MOST or _GIF_CUT_UP in marks
    if data[:4] == b"\x89PNG":
        return _has_many(_chunks(data, 8, "big", 4), {b"IDAT", b"fdAT"})
    if data[8:12] == b"WEBP":
        inside = data[: 8 + int.from_bytes(data[4:8], "little")]
        return _has_many(_chunks(inside, 12, "little", 0), {b"ANMF"})
    return False


def _is_jpeg_cut_up(data: bytes) -> bool:
    at, parts, scans = 2, 0, 0
    while (found := _JPEG_MARK.search(data, at)) and found[0][-1] != _JPEG_END:
        junk = 0 if scans else found.end() - at  # between the passes lies the picture itself
        parts, scans = parts + 1, scans + (found[0][-1] == _JPEG_SCAN)
        if junk > _JUNK_MOST or parts > PARTS_MOST or scans > SCANS_MOST:
            return True
        at = found.end() + int.from_bytes(data[found.end() : found.end() + 2], "big")
    return False


def _chunks(data: bytes, at: int, order: Literal["big", "little"], check: int) -> Iterator[bytes]:
    """Yield the names of a file's chunks; a PNG's have their length in front and a check behind."""
    while at + 8 <= len(data):
        first, second = data[at : at + 4], data[at + 4 : at + 8]
        name, size = (second, first) if order == "big" else (first, second)
        if name == b"IEND":  # what comes behind it nobody reads
            return
        yield name
        length = int.from_bytes(size, order)
        at += 8 + length + (check or length % 2)


def _has_many(names: Iterator[bytes], of_the_picture: set[bytes]) -> bool:
    parts = beside = 0
    for name in names:
        parts, beside = parts + 1, beside + (name not in of_the_picture)
        if beside > PARTS_MOST or parts > _DATA_PARTS_MOST:
            return True
    return False


def _gif_marks(data: bytes) -> Iterator[int]:
    """Walk over the blocks of a GIF, yielding what each begins with; what ends too early ends the walk."""
    at = 13
    if len(data) > at and data[10] & 0x80:
        at += 3 << ((data[10] & 7) + 1)
    pieces = 0
    while at < len(data):
        mark = data[at]
        if mark == _GIF_FRAME and at + 10 < len(data):
            flags = data[at + 9]
            at += 11 + ((3 << ((flags & 7) + 1)) if flags & 0x80 else 0)
        elif mark == _GIF_NOTE:
            at += 2
        else:
            return
        yield mark
        while at < len(data) and data[at]:
            at += data[at] + 1
            pieces += 1
            if pieces > _DATA_PARTS_MOST:
                yield _GIF_CUT_UP
                return
        at += 1
