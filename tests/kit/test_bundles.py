"""Folders and archives, also those that mean harm."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from haowen.kit.bundles import Trouble, is_bundle, is_inside, member, members, opened


def every(_name):
    return True


def found(path: Path, **more):
    return {each.name: each.trouble or each.data for each in members(path, every, **more)}


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, entries) -> Path:
    with tarfile.open(path, "w:gz") as tar:
        for entry, data in entries:
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    return path


def test_a_folder_a_zip_and_a_tar_hold_the_same(tmp_path):
    folder = tmp_path / "pages"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "one.html").write_bytes(b"1")
    (folder / "two.html.gz").write_bytes(gzip.compress(b"2"))
    assert found(folder) == {"a/one.html": b"1", "two.html.gz": b"2"}
    assert found(zipped(tmp_path / "p.zip", {"a/one.html": b"1"})) == {"a/one.html": b"1"}
    assert found(tarred(tmp_path / "p.tar.gz", [(tarfile.TarInfo("a/one.html"), b"1")])) == {"a/one.html": b"1"}
    assert found(folder / "two.html.gz") == {"two.html.gz": b"2"}
    assert [is_bundle(path) for path in (folder, tmp_path / "p.zip", tmp_path / "p.tar.gz", folder / "two.html.gz")] == [
        True, True, True, False,
    ]  # fmt: skip


def test_only_what_is_wanted_is_read(tmp_path):
    path = zipped(tmp_path / "p.zip", {"a.html": b"1", "b.png": b"2"})
    assert [each.name for each in members(path, lambda name: name.endswith(".html"))] == ["a.html"]


@pytest.mark.parametrize("name", ["../evil", "/etc/passwd", "a/../../evil", "..\\evil", "C:\\evil", "a\x00b"])
def test_names_that_lead_outside_are_refused(tmp_path, name):
    assert not is_inside(name)
    path = tarred(tmp_path / "p.tar.gz", [(tarfile.TarInfo(name.replace("\x00", "/../../")), b"x")])
    assert set(found(path).values()) == {Trouble.OUTSIDE}
    assert member(zipped(tmp_path / "p.zip", {"a": b"1"}), name) is None


def test_links_are_not_followed_out(tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(b"not for readers")
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "evil.html").symlink_to(secret)
    assert found(folder) == {"evil.html": Trouble.OUTSIDE}
    assert member(folder, "evil.html") is None
    link = tarfile.TarInfo("evil.html")
    link.type, link.linkname = tarfile.SYMTYPE, str(secret)
    assert found(tarred(tmp_path / "p.tar.gz", [(link, b"")])) == {"evil.html": Trouble.OUTSIDE}
    entry = zipfile.ZipInfo("evil.html")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr(entry, str(secret))
    assert found(tmp_path / "p.zip") == {"evil.html": Trouble.OUTSIDE}


def test_bombs_are_named_and_the_rest_is_read(tmp_path):
    path = zipped(tmp_path / "p.zip", {"bomb.html": b"0" * 8_000_000, "good.html": b"1"})
    assert found(path) == {"bomb.html": Trouble.BOMB, "good.html": b"1"}
    packed = tmp_path / "bomb.html.gz"
    packed.write_bytes(gzip.compress(b"0" * 3_000_000))
    assert found(packed, most_bytes=1_000_000) == {"bomb.html.gz": Trouble.TOO_LARGE}


def test_what_is_broken_is_named(tmp_path):
    for name in ("p.zip", "p.tar.gz", "p.html.gz", "nowhere.html"):
        if name != "nowhere.html":
            (tmp_path / name).write_bytes(b"PK\x03\x04 no archive")
        assert found(tmp_path / name) == {name: Trouble.UNREADABLE}


def test_one_file_of_a_bundle_is_found_by_its_name(tmp_path):
    path = zipped(tmp_path / "p.zip", {"content/images/a.png": b"1"})
    assert member(path, "content/images/a.png") == b"1"
    assert member(path, "content/images/b.png") is None


def test_a_packed_file_is_unpacked_as_it_is_read(tmp_path):
    (tmp_path / "e.xml.gz").write_bytes(gzip.compress(b"<a/>"))
    with opened(tmp_path / "e.xml.gz") as file:
        assert file.read() == b"<a/>"
