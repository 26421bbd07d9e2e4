"""Files are known by what is in them."""

import gzip
import io
import json
import zipfile

import pytest

from haowen.doors.bringing import recognising
from haowen.doors.bringing.recognising import kind_of, recognised
from tests.formats.page.test_page_mhtml import PAGE, wrapped
from tests.formats.word.writing import docx, p
from tests.formats.wordpress.exporting import export, item

WXR = export(item(1, "水位", "夜里涨了。"))
RSS = b'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title></channel></rss>'
GHOST = json.dumps({"db": [{"data": {"posts": []}}]}).encode()
LINES = b'{"title": "a", "text": "b"}\n{"title": "c", "text": "d"}\n'
STORY = b"<!DOCTYPE html><html><body><article class='h-entry'><h1 class='p-name'>x</h1><section data-field='body'>y</section></article></body></html>"


def packed(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (PAGE.encode(), "x.bin", "page"), (wrapped(), "x", "page"), ("标题\n\n正文，没有记号。".encode(), "a", "page"),
        (PAGE.encode("utf-16"), "x", "page"), ("# 题\n\n文".encode(), "a.txt", "markdown"), (b"---\ntitle: x\n---\ny", "a", "markdown"),
        (b"no marks", "a.md", "markdown"), (LINES, "a", "markdown"), (gzip.compress(LINES, mtime=0), "a", "markdown"),
        (WXR, "a.txt", "wordpress"), (gzip.compress(WXR, mtime=0), "a", "wordpress"), (packed(**{"e/export.xml": WXR}), "a", "wordpress"),
        (RSS, "a", "feed"), (b'{"version": "https://jsonfeed.org/version/1.1"}', "a", "feed"),
        (GHOST, "a", "ghost"), (packed(**{"ghost.json": GHOST, "content/a.md": b"x"}), "a", "ghost"),
        (STORY, "a", "medium"), (packed(**{"posts/2020_x.html": STORY, "README.html": STORY}), "a", "medium"),
        (docx(p("文")), "a.zip", "word"), (packed(**{"a/b.docx": b"x"}), "a", "word"),
        (packed(**{"a/b.md": b"x", "a/p.png": b"x"}), "a.docx", "markdown"), (packed(**{"a.html": b"x"}), "a", "page"),
    ],
)  # fmt: skip
def test_the_kind_is_seen_whatever_the_name(tmp_path, data, name, kind):
    (tmp_path / "1").write_bytes(data)
    found = kind_of(tmp_path / "1", name)
    assert (found.name, found.reason) == (kind, "")


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7", b"\xd0\xcf\x11\xe0old word", b"\x89PNG\0\0", packed(**{"a.png": b"x"}), b"PK\x03\x04broken", b"\x1f\x8bbroken",
     b"<?xml version='1.0'?><other/>"],
)  # fmt: skip
def test_what_cannot_be_brought_in_is_named(tmp_path, data):
    (tmp_path / "1").write_bytes(data)
    with recognised(tmp_path / "1", "我的文件") as found:
        (comer,) = found.comers
    assert (comer.name, comer.arrival) == ("我的文件", None)
    assert comer.refused


@pytest.mark.django_db
def test_names_are_those_of_the_writer_and_nothing_stays_unpacked(tmp_path):
    (tmp_path / "1").write_bytes(packed(**{"文章/一.md": "# 一\n\n文。".encode(), "二.md": "# 二\n\n文。".encode()}))
    with recognised(tmp_path / "1", "全部.zip") as found:
        assert sorted(comer.name for comer in found.comers) == ["二.md", "文章/一.md"]
    assert [path.name for path in tmp_path.iterdir()] == ["1"]


@pytest.mark.django_db
def test_two_texts_of_one_name_are_two(tmp_path):
    keys = set()
    for text in ("# 一\n\n文。", "# 二\n\n文。"):
        (tmp_path / "1").write_text(text)
        with recognised(tmp_path / "1", "article.md") as found:
            keys |= {comer.arrival.key for comer in found.comers}
    assert len(keys) == 2


@pytest.mark.parametrize("hostile", ["out", "bomb", "many", "deep"])
def test_hostile_archives_are_refused(tmp_path, monkeypatch, hostile):
    monkeypatch.setattr(recognising, "UNPACKED_MOST", 4_000_000)
    monkeypatch.setattr(recognising, "UNPACKED_FILES_MOST", 20)
    files = {
        "out": {"../../evil.md": b"x"}, "bomb": {"a.md": b"0" * 50_000_000}, "many": {f"{n}.md": b"x" for n in range(21)},
        "deep": {"a.md": b"x", "a.md/b.md": b"y"},
    }[hostile]  # fmt: skip
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1").write_bytes(packed(**files))
    with recognised(tmp_path / "in" / "1", "x.zip") as found:
        comers = list(found.comers)
    assert all(comer.arrival is None for comer in comers)
    assert comers[0].refused
    assert not list(tmp_path.rglob("evil*"))
