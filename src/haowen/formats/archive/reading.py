"""Reading an archive that anybody may have written: nothing outside of it, nothing larger than it says, nothing altered."""

import hashlib
import json
import re
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, Final, Self

from haowen.formats.archive.layout import ARTICLES, COMMENTS, FORMAT, MANIFEST, MEDIA, STATISTICS, VERSION, digest
from haowen.kit.bundles import BROKEN, MOST_FILES, is_inside

TEXT_MOST: Final = 128 << 20
MEDIA_MOST: Final = 2 << 30
MANIFEST_MOST: Final = 256 << 20
_GROWTH_MOST: Final = 400  # times: texts of which many revisions are kept pack well, bombs do a thousandfold
_JOINTS: Final = (b"[", b"{", b",", b":")
_JOINTS_MOST: Final = 4_000_000  # each can be a value of a hundred bytes in memory, whatever little it takes here
_SMALL: Final = 1 << 20
_PART: Final = 1 << 20
_NAME: Final = re.compile(r"[A-Za-z0-9_@.-]+(?:/[A-Za-z0-9_@.-]+){0,2}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class Fault(StrEnum):
    """What is wrong with an archive: the door says it in words."""

    NO_ZIP = "no zip"
    NO_ARCHIVE = "no archive"
    VERSION = "version"
    TOO_MANY = "too many"
    OUTSIDE = "outside"
    TWICE = "twice"
    LOCKED = "locked"
    BOMB = "bomb"
    TOO_LARGE = "too large"
    MISSING = "missing"
    UNLISTED = "unlisted"
    ALTERED = "altered"
    NO_JSON = "no json"


class Broken(Exception):  # noqa: N818 - reads as what it is: raise Broken(Fault.BOMB, name)
    """An archive cannot be read. ``name`` is the member it is about, or what was found."""

    def __init__(self, fault: Fault, name: str = "") -> None:
        """Keep both."""
        super().__init__(f"{fault}: {name}")
        self.fault = fault
        self.name = name


class Reader:
    """An archive opened for reading. Each member is held against the manifest whenever it is read."""

    def __init__(self, path: Path) -> None:
        """Open it and look at its list of members. Raises Broken."""
        try:
            self._zip = zipfile.ZipFile(path)
        except FileNotFoundError:
            raise
        except BROKEN as error:
            raise Broken(Fault.NO_ZIP, path.name) from error
        try:
            self._entries = self._looked_over()
            self.manifest = self._manifest()
        except Broken:
            self._zip.close()
            raise
        self.members: dict[str, dict[str, Any]] = self.manifest["members"]
        self.digest = digest(self.members)

    def __enter__(self) -> Self:
        """Read within a ``with``."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the file."""
        self._zip.close()

    def _looked_over(self) -> dict[str, zipfile.ZipInfo]:
        entries = self._zip.infolist()
        if len(entries) > MOST_FILES:
            raise Broken(Fault.TOO_MANY, str(len(entries)))
        found: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            name = entry.filename
            if not is_inside(name) or not _NAME.fullmatch(name) or stat.S_ISLNK(entry.external_attr >> 16):
                raise Broken(Fault.OUTSIDE, name[:200])
            if name in found:
                raise Broken(Fault.TWICE, name)
            if entry.flag_bits & 1:
                raise Broken(Fault.LOCKED, name)
            if entry.file_size > max(_SMALL, _GROWTH_MOST * entry.compress_size):
                raise Broken(Fault.BOMB, name)
            most = MANIFEST_MOST if name == MANIFEST else MEDIA_MOST if name.startswith(MEDIA) else TEXT_MOST
            if entry.file_size > most:
                raise Broken(Fault.TOO_LARGE, name)
            found[name] = entry
        return found

    def _manifest(self) -> dict[str, Any]:
        if MANIFEST not in self._entries:
            raise Broken(Fault.NO_ARCHIVE)
        found = _parsed(MANIFEST, b"".join(self._pieces(MANIFEST)))
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise Broken(Fault.NO_ARCHIVE)
        if found.get("version") != VERSION:
            raise Broken(Fault.VERSION, str(found.get("version"))[:20])
        members = found.get("members")
        if not isinstance(members, dict) or not all(map(_is_listed, members.values())):
            raise Broken(Fault.NO_ARCHIVE)
        if missing := members.keys() - self._entries.keys():
            raise Broken(Fault.MISSING, min(missing))
        if unlisted := self._entries.keys() - members.keys() - {MANIFEST}:
            raise Broken(Fault.UNLISTED, min(unlisted))
        return found

    @property
    def is_whole(self) -> bool:
        """Whether it is the archive of a whole site."""
        return bool(self.manifest.get("scope") == "site")

    def names(self, folder: str, ending: str = "") -> list[str]:
        """Return the members of a folder, in the order in which they were written."""
        return [name for name in self._entries if name.startswith(folder) and name.endswith(ending)]

    def articles(self) -> list[str]:
        """Return the names of the articles, in the order in which they were written."""
        return [name.removeprefix(ARTICLES).removesuffix(".json") for name in self.names(ARTICLES, ".json")]

    def check(self) -> Iterator[str]:
        """Read every member once and hold it against its hash, yielding each name. Raises Broken."""
        for name in self.members:
            for _piece in self._verified(name):
                pass
            if name.startswith(MEDIA) and not name.endswith((".shown.webp", ".shown.mp4", ".shown.webm", ".vtt")):
                said = name.removeprefix(MEDIA).partition(".")[0]
                if said != self.members[name]["sha256"]:
                    raise Broken(Fault.ALTERED, name)
            yield name

    def json(self, name: str) -> Any:
        """Return what a member says. Raises Broken."""
        return _parsed(name, b"".join(self._verified(name)))

    def listed(self, name: str) -> list[Any]:
        """Return the rows of a member; none where it is not there. Raises Broken."""
        found = self.json(name) if name in self.members else []
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise Broken(Fault.NO_JSON, name)
        return found

    def table(self, name: str) -> dict[str, Any]:
        """Return the values of a member by name; none where it is not there. Raises Broken."""
        found = self.json(name) if name in self.members else {}
        if not isinstance(found, dict):
            raise Broken(Fault.NO_JSON, name)
        return found

    def article(self, public_id: str) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        """Return an article, its comments and its statistics. Raises Broken."""
        found = (self.table(f"{folder}{public_id}.json") for folder in (ARTICLES, COMMENTS, STATISTICS))
        article, comments, statistics = found
        if article.get("public_id") != public_id:
            raise Broken(Fault.NO_JSON, f"{ARTICLES}{public_id}.json")
        return article, comments, statistics

    def media(self, sha256: str) -> str:
        """Return the member that holds the original of a file, nothing where it did not come along."""
        if not _SHA256.fullmatch(sha256):
            return ""
        start = f"{MEDIA}{sha256}."
        return next((name for name in self._media().get(sha256, ()) if name.startswith(start)), "")

    def _media(self) -> dict[str, list[str]]:
        if not hasattr(self, "_by_hash"):
            self._by_hash: dict[str, list[str]] = {}
            for name in self.names(MEDIA):
                if ".shown." not in name and not name.endswith(".vtt"):
                    self._by_hash.setdefault(name.removeprefix(MEDIA).partition(".")[0], []).append(name)
        return self._by_hash

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        """Open a member to be read piece by piece. Its hash was looked at by ``check``. Raises Broken."""
        try:
            with self._zip.open(self._entries[name]) as file:
                yield file
        except zipfile.BadZipFile as error:
            raise Broken(Fault.ALTERED, name) from error

    def _verified(self, name: str) -> Iterator[bytes]:
        hashed, count = hashlib.sha256(), 0
        for piece in self._pieces(name):
            hashed.update(piece)
            count += len(piece)
            yield piece
        if {"bytes": count, "sha256": hashed.hexdigest()} != self.members[name]:
            raise Broken(Fault.ALTERED, name)

    def _pieces(self, name: str) -> Iterator[bytes]:
        entry = self._entries[name]
        left = entry.file_size
        try:
            with self._zip.open(entry) as file:
                while piece := file.read(_PART):
                    left -= len(piece)
                    if left < 0:
                        raise Broken(Fault.BOMB, name)
                    yield piece
        except BROKEN as error:
            raise Broken(Fault.ALTERED, name) from error


def _is_listed(told: Any) -> bool:
    return (
        isinstance(told, dict)
        and told.keys() == {"bytes", "sha256"}
        and isinstance(told["bytes"], int)
        and isinstance(told["sha256"], str)
        and bool(_SHA256.fullmatch(told["sha256"]))
    )


def _parsed(name: str, data: bytes) -> Any:
    if sum(map(data.count, _JOINTS)) > _JOINTS_MOST:
        raise Broken(Fault.TOO_LARGE, name)
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Broken(Fault.NO_JSON, name) from error
