"""What the command line reads of folders of Markdown and of JSON lines, before anything is kept."""

import gzip
import json
import os
from pathlib import Path

import pytest

from haowen.domain.articles.models import DeclarationKind, Kind
from haowen.domain.site.models import Origin
from haowen.doors.bringing import markdown
from haowen.doors.bringing.comers import Comer
from haowen.doors.bringing.markdown import comers, count


def by_name(path: Path) -> dict[str, Comer]:
    return {comer.name: comer for comer in comers(path)}


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.key"
    secret.write_text("not for readers", encoding="utf-8")
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "evil.md").symlink_to(secret)
    (folder / "good.md").write_text("# A title\n\nWords.\n", encoding="utf-8")
    (folder / "same.md").symlink_to(folder / "good.md")
    evil, good, same = comers(folder)
    assert evil.refused
    assert evil.arrival is None
    assert good.arrival is not None
    assert same.arrival is not None


BAD = {
    "binary.md": b"\x89PNG\r\n\x1a\n\xff\xfe\x81",
    "broken.md": b"---\na: [1\n---\ntext\n",
    "empty.md": b" \n\n",
    "gbk.md": "标题与正文".encode("gbk"),
    "nul.md": b"words\x00words",
    "utf16.md": "words".encode("utf-16"),
}


def test_every_bad_file_is_named_with_its_reason_and_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markdown, "BYTES_MOST", 100_000)
    for name, data in BAD.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "large.md").write_bytes(b"word " * 30_000)
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "folder.md" / "inside.md").write_text("里面的文字。", encoding="utf-8")
    (tmp_path / "loop.md").symlink_to("loop.md")
    (tmp_path / "gone.md").symlink_to("nowhere.md")
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "good.MD").write_text("好的文字。", encoding="utf-8")
    (tmp_path / "none.txt").write_text("not asked for", encoding="utf-8")
    found = by_name(tmp_path)
    good = {name for name, comer in found.items() if comer.arrival}
    assert good == {"good.MD", "folder.md/inside.md"}
    bad = {name: comer.refused for name, comer in found.items() if not comer.arrival}
    assert set(bad) == {*BAD, "large.md", "folder.md", "loop.md", "gone.md", "pipe.md"}
    assert all(bad.values())
    assert len(set(bad.values())) >= 8
    assert count(tmp_path) == len(found)


@pytest.mark.parametrize(
    "text",
    ["字" * 200_000, "> " * 20_000 + "深", "- " * 5_000 + "深", "[" * 50_000, "*" * 50_000, "<div>" * 20_000 + "深", "|a" * 20_000 + "|\n" + "|-" * 20_000 + "|\n"],
    ids=["long", "quotes", "lists", "brackets", "stars", "divs", "table"],
)  # fmt: skip
def test_what_is_meant_to_hurt_is_read_or_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(f"# 题\n\n{text}\n", encoding="utf-8")
    (comer,) = comers(tmp_path)
    assert comer.refused or (comer.arrival is not None and comer.differences is not None)


def test_bad_lines_are_named_by_their_number_and_stop_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "BYTES_MOST", 50_000)
    good = json.dumps({"path": "a.md", "title": "题", "markdown": "正文。"}).encode()
    lines = [
        good, b"{broken", b"[1]", b'"text"', b'{"title": "no text"}', b'{"markdown": "a\\u0000b"}', b"\xff\xfe", b"",
        b'{"markdown": "' + b"x" * 60_000 + b'"}', b"[" * 40_000, good.replace(b"a.md", b"b.md"),
    ]  # fmt: skip
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n".join(lines)))
    found = by_name(path)
    assert [name for name, comer in found.items() if comer.arrival] == ["rows.jsonl.gz:1", "rows.jsonl.gz:11"]
    assert all(comer.refused for comer in found.values() if not comer.arrival)
    assert len(found) == len(lines) - 1
    cut = tmp_path / "cut.jsonl.gz"
    cut.write_bytes(path.read_bytes()[:-30])
    assert list(comers(cut))[-1].refused


def test_long_paths_stay_apart(tmp_path: Path) -> None:
    rows = [{"path": f"{'很长的路径/' * 60}{number}.md", "markdown": "正文。"} for number in range(2)]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    keys = {comer.arrival.key for comer in comers(path) if comer.arrival}
    assert len(keys) == 2
    assert all(len(key) <= 200 for key in keys)


def test_a_row_that_names_its_original_is_a_repost_of_it(tmp_path: Path) -> None:
    row = {
        "path": "published/201309/Tea.md", "month": "201309", "title": "茶", "author": "Ann Lee https://e.org/ann", "translator": "王五",
        "reviewer": "李四", "via": "(https://www.example.org/tea", "subject": "(Tea", "url": "(https://old.cn/article-1.html", "mood": "warm",
        "markdown": "茶\n======\n\n正文。\n\n-----\n\nvia: https://www.example.org/tea\n\n作者：[Ann Lee][a]\n\n本文由 [某组](https://x.cn/) 原创编译\n",
    }  # fmt: skip
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    (comer,) = comers(path)
    arrival = comer.arrival
    assert arrival is not None
    assert (arrival.html, arrival.kind, arrival.published) == ("<p>正文。</p>", Kind.ARTICLE, "201309")
    assert (arrival.origin, arrival.source_name, arrival.source_url) == (
        Origin.REPOST, "example.org", "https://www.example.org/tea",
    )  # fmt: skip
    (reference,) = arrival.references
    assert (reference.title, reference.outlet, reference.authors) == ("Tea", "example.org", "Ann Lee")
    (declared,) = arrival.declarations
    assert (declared.kind, declared.note, declared.source_name) == (
        DeclarationKind.REPOST, "本文由 某组 原创编译", "example.org",
    )  # fmt: skip
    assert [(row.role, row.name) for row in arrival.credits] == [
        ("author", "Ann Lee"), ("translator", "王五"), ("proof", "李四"),
    ]  # fmt: skip
    assert arrival.publisher_name == "Ann Lee"
    assert arrival.former_addresses == ("https://old.cn/article-1.html",)
    assert arrival.facts["mood"] == "warm"
    assert comer.differences is not None
    assert comer.differences(arrival.html) == []


def test_what_its_source_holds_back_stays_a_draft_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ndraft: true\n---\nNot for readers yet.\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("---\ndraft: false\n---\nFor readers.\n", encoding="utf-8")
    held, open_ = (comer.arrival for comer in comers(tmp_path))
    assert held is not None
    assert "draft: true" in held.stays_draft
    assert open_ is not None
    assert open_.stays_draft == ""


def test_a_cover_elsewhere_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ncover: https://e.org/c.png\n---\nWords.\n", encoding="utf-8")
    (comer,) = comers(tmp_path)
    assert comer.arrival is not None
    assert comer.arrival.cover_address == "https://e.org/c.png"
