"""Archives that somebody wrote to do harm, or that were broken on the way: each is refused by its name."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from haowen.formats.archive import FORMAT, Broken, Fault, Reader, Writer, layout

PUBLIC_ID = "abcdefghjk"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "a.zip"
    with Writer(found) as writer:
        writer.add(f"articles/{PUBLIC_ID}.json", layout.dumped({"public_id": PUBLIC_ID, "title": "水位"}))
        writer.add("people.json", layout.dumped({}))
        writer.finish({"scope": "publisher"})
    return found


def read(path: Path) -> Reader:
    with Reader(path) as reader:
        list(reader.check())
        return reader


def altered(path: Path, change: Callable[[dict[str, bytes]], Any], packing: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write the archive anew after a change to its members."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_what_was_written_is_read(path: Path) -> None:
    with Reader(path) as reader:
        assert sorted(reader.check()) == [f"articles/{PUBLIC_ID}.json", "people.json"]
        assert reader.articles() == [PUBLIC_ID]
        assert reader.article(PUBLIC_ID)[0]["title"] == "水位"
        assert not reader.is_whole


def test_the_same_content_is_the_same_file(path: Path, tmp_path: Path) -> None:
    again = tmp_path / "b.zip"
    with Writer(again) as writer:
        writer.add(f"articles/{PUBLIC_ID}.json", layout.dumped({"public_id": PUBLIC_ID, "title": "水位"}))
        writer.add("people.json", layout.dumped({}))
        writer.finish({"scope": "publisher"})
    assert path.read_bytes() == again.read_bytes()


def test_what_is_not_finished_leaves_nothing(tmp_path: Path) -> None:
    with Writer(tmp_path / "c.zip") as writer:
        writer.add("people.json", b"{}")
    assert not list(tmp_path.iterdir())


def test_a_full_disk_leaves_nothing_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_all: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("zipfile.ZipFile._write_end_record", full)
    with Writer(tmp_path / "c.zip") as writer, pytest.raises(OSError, match="No space"):
        writer.finish({})
    assert not list(tmp_path.iterdir())


def test_a_text_of_more_values_than_memory_holds_is_refused(path: Path) -> None:
    def stuff(members: dict[str, bytes]) -> None:
        members[layout.MANIFEST] = b"[" + b"[]," * 2_100_000 + b"0]"

    with pytest.raises(Broken) as broken:
        read(altered(path, stuff, zipfile.ZIP_STORED))
    assert broken.value.fault is Fault.TOO_LARGE


def _manifest(packed: dict[str, bytes], **facts: Any) -> None:
    packed[layout.MANIFEST] = json.dumps(json.loads(packed[layout.MANIFEST]) | facts).encode()


def _outside(name: str) -> Callable[[dict[str, bytes]], Any]:
    return lambda members: members.update({name: b"x"})


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda members: members.update({"people.json": b"[1]"}), Fault.ALTERED),
        (lambda members: members.update({"more.json": b"{}"}), Fault.UNLISTED),
        (lambda members: members.pop("people.json"), Fault.MISSING),
        (lambda members: members.pop(layout.MANIFEST), Fault.NO_ARCHIVE),
        (lambda members: members.update({layout.MANIFEST: b"{"}), Fault.NO_JSON),
        (lambda members: members.update({layout.MANIFEST: b"[" * 100_000}), Fault.NO_JSON),
        (lambda members: members.update({layout.MANIFEST: b'{"format": "other"}'}), Fault.NO_ARCHIVE),
        (lambda members: _manifest(members, version=2), Fault.VERSION),
        (lambda members: _manifest(members, members={"people.json": "x"}), Fault.NO_ARCHIVE),
        (_outside("../../etc/passwd"), Fault.OUTSIDE),
        (_outside("/etc/passwd"), Fault.OUTSIDE),
        (_outside("articles/..\\\\..\\\\x"), Fault.OUTSIDE),
        (_outside("a/b/c/d"), Fault.OUTSIDE),
        (lambda members: members.update({"people.json": b"0" * (8 << 20)}), Fault.BOMB),
    ],
)
def test_harm_is_refused_by_its_name(path: Path, change: Callable[[dict[str, bytes]], Any], fault: Fault) -> None:
    with pytest.raises(Broken) as broken:
        read(altered(path, change))
    assert broken.value.fault is fault


def test_a_file_that_is_no_zip_is_refused(tmp_path: Path) -> None:
    for name, data in (("x.zip", b"no zip"), ("empty.zip", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(Broken) as broken:
            read(tmp_path / name)
        assert broken.value.fault is Fault.NO_ZIP


def test_half_an_archive_is_refused(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(Broken):
        read(path)


def test_a_flipped_bit_is_found(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[70] ^= 1
    path.write_bytes(data)
    with pytest.raises(Broken):
        read(path)


def test_a_link_is_refused(path: Path) -> None:
    entry = zipfile.ZipInfo("link.json")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(entry, "/etc/passwd")
    with pytest.raises(Broken) as broken:
        read(path)
    assert broken.value.fault is Fault.OUTSIDE


def test_an_original_that_is_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.zip"
    with Writer(path) as writer:
        writer.add(f"media/{'a' * 64}.jpg", b"not it")
        writer.finish({"scope": "publisher"})
    with pytest.raises(Broken) as broken:
        read(path)
    assert (broken.value.fault, FORMAT) == (Fault.ALTERED, "haowen-archive")
