"""Folders and archives of files, read one by one: nothing outside of them, nothing that unpacks to more than it should."""

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_FILES: Final = 500_000
MOST_GROWTH: Final = 200  # times: text hardly ever packs better, bombs do a thousandfold
SMALL: Final = 1024 * 1024
_TARS: Final = (".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2")
_PACKED: Final[dict[str, Callable[..., Any]]] = {".gz": gzip.open, ".xz": lzma.open, ".bz2": bz2.open}
BROKEN: Final = (
    zipfile.BadZipFile,
    tarfile.TarError,
    lzma.LZMAError,
    zlib.error,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    OSError,
)


class Trouble:
    """Why a file of a bundle is not read: the door says it in words."""

    UNREADABLE = "unreadable"
    OUTSIDE = "outside"
    TOO_LARGE = "too large"
    BOMB = "bomb"
    TOO_MANY = "too many"


@dataclass(frozen=True, slots=True)
class Member:
    """One file: its name within the bundle, and its bytes or the trouble with it."""

    name: str
    data: bytes = b""
    trouble: str = ""


def is_bundle(path: Path) -> bool:
    """Whether a path is a folder or an archive of several files."""
    return path.is_dir() or path.name.lower().endswith((".zip", *_TARS))


def members(path: Path, wanted: Callable[[str], bool], *, most_bytes: int = MOST_BYTES) -> Iterator[Member]:
    """Yield the files whose names are wanted, in a stable order: of a folder, a zip, a tar, or the one file itself."""
    name = path.name.lower()
    try:
        if path.is_dir():
            yield from _of_folder(path, wanted, most_bytes)
        elif name.endswith(".zip"):
            with zipfile.ZipFile(path) as archive:
                yield from _of_zip(archive, wanted, most_bytes)
        elif name.endswith(_TARS):
            with tarfile.open(path, "r|*") as tar:
                yield from _of_tar(tar, wanted, most_bytes)
        else:
            with opened(path) as file:
                yield _read(path.name, file, most_bytes)
    except BROKEN:
        yield Member(path.name, trouble=Trouble.UNREADABLE)


def opened(path: Path) -> IO[bytes]:
    """Open a file, unpacked as it is read where its name says that it is packed."""
    suffix = path.suffix.lower()
    found: IO[bytes] = _PACKED[suffix](path, "rb") if suffix in _PACKED else path.open("rb")
    return found


def member(path: Path, name: str, *, most_bytes: int = MOST_BYTES) -> bytes | None:
    """Return the bytes of one file of a folder or zip, or None where there is no such file that may be read."""
    if not is_inside(name):
        return None
    with suppress(*BROKEN, KeyError, ValueError):
        if path.is_dir():
            found = (path / name).resolve()
            if not found.is_relative_to(path.resolve()) or not found.is_file():
                return None
            with found.open("rb") as file:
                return _read(name, file, most_bytes).data or None
        with zipfile.ZipFile(path) as archive:
            read = _of_entry(archive, archive.getinfo(name), most_bytes)
            return read.data or None
    return None


def unpacked(data: bytes, most_bytes: int = MOST_BYTES) -> bytes:
    """Return bytes that are packed by themselves (gzip) unpacked, as far as the limit; others, and broken ones, as they are."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.open(io.BytesIO(data)) as file:
            return file.read(most_bytes + 1)
    except BROKEN:
        return data


def is_inside(name: str) -> bool:
    """Whether a name stays within its bundle."""
    parts = PurePosixPath(name.replace("\\", "/"))
    return not parts.is_absolute() and ".." not in parts.parts and ":" not in name[:2] and "\x00" not in name


def _of_folder(path: Path, wanted: Callable[[str], bool], most_bytes: int) -> Iterator[Member]:
    inside = path.resolve()
    for found in sorted(each for each in path.rglob("*") if each.is_file() or each.is_symlink()):
        name = found.relative_to(path).as_posix()
        if not wanted(name):
            continue
        if not found.resolve().is_relative_to(inside):
            yield Member(name, trouble=Trouble.OUTSIDE)
            continue
        try:
            with opened(found) as file:
                yield _read(name, file, most_bytes)
        except BROKEN:
            yield Member(name, trouble=Trouble.UNREADABLE)


def _of_zip(archive: zipfile.ZipFile, wanted: Callable[[str], bool], most_bytes: int) -> Iterator[Member]:
    entries = archive.infolist()
    if len(entries) > MOST_FILES:
        yield Member(archive.filename or "", trouble=Trouble.TOO_MANY)
        return
    for entry in sorted(entries, key=lambda each: each.filename):
        if not entry.is_dir() and wanted(entry.filename):
            yield _of_entry(archive, entry, most_bytes)


def _of_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most_bytes: int) -> Member:
    name = entry.filename
    if not is_inside(name) or stat.S_ISLNK(entry.external_attr >> 16):
        return Member(name, trouble=Trouble.OUTSIDE)
    if entry.file_size > max(SMALL, MOST_GROWTH * entry.compress_size):
        return Member(name, trouble=Trouble.BOMB)
    try:
        with archive.open(entry) as file:
            return _read(name, file, most_bytes)
    except BROKEN:
        return Member(name, trouble=Trouble.UNREADABLE)


def _of_tar(tar: tarfile.TarFile, wanted: Callable[[str], bool], most_bytes: int) -> Iterator[Member]:
    for count, entry in enumerate(tar):
        if count >= MOST_FILES:
            yield Member(entry.name, trouble=Trouble.TOO_MANY)
            return
        if entry.isdir() or not wanted(entry.name):
            continue
        file = tar.extractfile(entry) if entry.isfile() and is_inside(entry.name) else None
        if file is None:
            yield Member(entry.name, trouble=Trouble.OUTSIDE)
        else:
            yield _read(entry.name, file, most_bytes)


def _read(name: str, file: IO[bytes], most_bytes: int) -> Member:
    data = file.read(most_bytes + 1)
    return Member(name, trouble=Trouble.TOO_LARGE) if len(data) > most_bytes else Member(name, data)
