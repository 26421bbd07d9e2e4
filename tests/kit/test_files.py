"""Files over WSGI: only what is there to be served, for as long as it may be kept."""

import gzip
import hashlib
from pathlib import Path

import pytest

from haowen.kit.files import FOR_A_READER, FOR_GOOD, Renditions, Statics

SHA = "ab" * 32


def _ask(application, path: str, method: str = "GET", **headers: str) -> tuple[str, dict[str, str], bytes]:
    said: list[tuple[str, list[tuple[str, str]]]] = []
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, **{f"HTTP_{n.upper()}": v for n, v in headers.items()}}
    body = b"".join(application(environ, lambda status, headers: said.append((status, headers))))
    return said[0][0], dict(said[0][1]), body


@pytest.fixture
def statics(tmp_path: Path) -> Statics:
    folder = tmp_path / "static" / "web"
    folder.mkdir(parents=True)
    (folder / "reader.css").write_text("p { color: red }\n" * 50)
    (folder / "notes.py").write_text("secret = 1")
    (tmp_path / "outside.css").write_text("secret")
    return Statics([tmp_path / "static"])


def test_an_address_with_the_right_hash_is_kept_for_good(statics):
    digest = hashlib.sha256(b"p { color: red }\n" * 50).hexdigest()[:8]
    status, headers, body = _ask(statics, f"/static/web/reader.{digest}.css", accept_encoding="gzip")
    assert status == "200 OK"
    assert headers["Cache-Control"] == FOR_GOOD
    assert headers["Vary"] == "Accept-Encoding"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert gzip.decompress(body).startswith(b"p { color")


def test_an_address_with_another_hash_or_none_is_asked_for_again(statics):
    for name in ("reader.css", "reader.00000000.css"):
        status, headers, _ = _ask(statics, f"/static/web/{name}")
        assert (status, headers["Cache-Control"]) == ("200 OK", "no-cache")
        assert _ask(statics, f"/static/web/{name}", if_none_match=headers["ETag"])[0].startswith("304")


@pytest.mark.parametrize("name", ["web/notes.py", "../outside.css", "web/../../outside.css", "", "web", "web/none.css"])
def test_nothing_else_is_served(statics, name: str):
    assert _ask(statics, f"/static/{name}")[0].startswith("404")


def test_only_get_and_head_are_answered(statics):
    assert _ask(statics, "/static/web/reader.css", "POST")[0].startswith("405")
    assert _ask(statics, "/static/web/reader.css", "HEAD")[2] == b""


@pytest.fixture
def withheld() -> set[str]:
    return set()


@pytest.fixture
def renditions(tmp_path: Path, withheld: set[str]) -> Renditions:
    (tmp_path / "w640.webp").write_bytes(bytes(range(100)))
    (tmp_path / "w640.exe").write_bytes(b"x")

    def path_of(_sha256: str, name: str) -> Path | None:
        return path if (path := tmp_path / name).is_file() else None

    return Renditions(path_of, withheld.__contains__)


def test_a_picture_is_served_with_its_type_and_kept_by_the_reader_alone(renditions):
    status, headers, body = _ask(renditions, f"/media/{SHA}/w640.webp")
    assert (status, len(body)) == ("200 OK", 100)
    assert headers["Content-Type"] == "image/webp"
    assert headers["Cache-Control"] == FOR_A_READER
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert _ask(renditions, f"/media/{SHA}/w640.webp", if_none_match=headers["ETag"])[0].startswith("304")


def test_a_withheld_picture_is_gone_at_once(renditions, withheld):
    withheld.add(SHA)
    status, headers, body = _ask(renditions, f"/media/{SHA}/w640.webp")
    assert status.startswith("404")
    assert headers["Cache-Control"] == "no-store"
    assert len(body) < 100


@pytest.mark.parametrize(
    "path", [f"/media/{SHA}/w320.webp", "/media/abc/w640.webp", f"/media/{SHA}/../w640.webp", f"/media/{SHA}/w640.exe"]
)
def test_no_other_address_gives_a_file(renditions, path: str):
    assert _ask(renditions, path)[0].startswith("404")


@pytest.mark.parametrize(
    ("asked", "status", "first", "length"),
    [
        ("bytes=10-19", "206", 10, 10),
        ("bytes=90-", "206", 90, 10),
        ("bytes=-5", "206", 95, 5),
        ("bytes=90-900", "206", 90, 10),
        ("bytes=200-", "416", 0, 0),
        ("bytes=-", "200", 0, 100),
        ("lines=1-2", "200", 0, 100),
        ("bytes=1-2,5-6", "200", 0, 100),
        ("bytes=9-5", "200", 0, 100),
        ("bytes=-0", "416", 0, 0),
        ("bytes=" + "9" * 5000 + "-", "200", 0, 100),
    ],
)
def test_a_part_of_a_picture_may_be_asked_for(renditions, asked: str, status: str, first: int, length: int):
    got, headers, body = _ask(renditions, f"/media/{SHA}/w640.webp", range=asked)
    assert got.startswith(status)
    assert body == bytes(range(100))[first : first + length]
    assert headers["Content-Length"] == str(length)


def test_a_part_of_another_version_is_not_given(renditions):
    assert _ask(renditions, f"/media/{SHA}/w640.webp", range="bytes=1-2", if_range='"other"')[0].startswith("200")
