"""Writing an archive: member by member, nothing held but the one at hand; the same content gives the same bytes."""

import hashlib
import os
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

from haowen.formats.archive.layout import FORMAT, MANIFEST, VERSION, dumped

_PART: Final = 1 << 20
_ZIP64: Final = (1 << 31) - (1 << 20)
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)  # of all members, so that the same content is the same file


class Writer:
    """An archive that is being written beside its place, and moved there whole by ``finish``."""

    def __init__(self, path: Path) -> None:
        """Begin; what a run that was killed left there is overwritten."""
        self.path = path
        self._half = path.with_name(f".{path.name}.part")
        self._zip = zipfile.ZipFile(self._half, "w", allowZip64=True, strict_timestamps=True)
        self.members: dict[str, dict[str, Any]] = {}

    def __enter__(self) -> Self:
        """Write within a ``with``: what is not finished is taken away."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take away what was not finished."""
        with suppress(OSError, ValueError):  # a full disk refuses the end of the file too
            self._zip.close()
        self._half.unlink(missing_ok=True)

    def add(self, name: str, data: bytes) -> None:
        """Add a member of text, packed."""
        self._take(name, (data,), len(data), zipfile.ZIP_DEFLATED)

    def add_file(self, name: str, file: IO[bytes], size: int, *, is_text: bool = False) -> str:
        """Add a file as it is, read piece by piece. Return its SHA-256."""
        pieces = iter(lambda: file.read(_PART), b"")
        return self._take(name, pieces, size, zipfile.ZIP_DEFLATED if is_text else zipfile.ZIP_STORED)

    def _take(self, name: str, pieces: Iterable[bytes], size: int, packing: int) -> str:
        entry = zipfile.ZipInfo(name, _MOMENT)
        entry.compress_type = packing
        entry.create_system = 3
        entry.external_attr = 0o644 << 16
        hashed, count = hashlib.sha256(), 0
        with self._zip.open(entry, "w", force_zip64=size > _ZIP64) as member:
            for piece in pieces:
                hashed.update(piece)
                count += len(piece)
                member.write(piece)
        self.members[name] = {"bytes": count, "sha256": hashed.hexdigest()}
        return hashed.hexdigest()

    def finish(self, facts: Mapping[str, Any]) -> tuple[int, str]:
        """Write the manifest and put the file in its place. Return its size and its SHA-256."""
        manifest = {"format": FORMAT, "version": VERSION, **facts, "members": dict(sorted(self.members.items()))}
        entry = zipfile.ZipInfo(MANIFEST, _MOMENT)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.create_system = 3
        entry.external_attr = 0o644 << 16
        self._zip.writestr(entry, dumped(manifest))
        self._zip.close()
        with self._half.open("rb") as file:
            hashed = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        size = self._half.stat().st_size
        self._half.replace(self.path)
        return size, hashed
