"""An article as a page and as a text of its own: whole, escaped, and with what stands for its files."""

import csv
import io
from typing import Any

import lxml.html
import pytest

from haowen.formats.archive import about, pages, sums, texts
from haowen.formats.archive.views import Shown, View
from haowen.formats.markdown import read
from haowen.text import markup

PICTURE, FILM = "a" * 64, "b" * 64


@pytest.fixture
def view() -> View:
    html = markup.clean(
        f'<p>水 <a href="/a/x">那篇</a><sup data-cite="r1"></sup></p><figure><img data-media="{PICTURE}" alt="江 &quot;一&quot;"></figure>'
        f'<figure><img data-media="{FILM}" alt="片"></figure>'
    )
    revision: dict[str, Any] = {
        "public_id": "r234567890", "title": "水 <b>", "summary": '摘 "要"', "cover": PICTURE, "cover_alt": "", "body": {"html": html},
        "references": [{"key": "r1", "title": "年鉴 <i>", "url": "https://example.org/?a=1&b=2", "accessed_on": None}],
        "declarations": [{"kind": "repost", "source_name": "甲报", "source_url": "https://example.org/"}],
        "credits": [{"role": "photo", "name": "乙"}],
    }  # fmt: skip
    article = {
        "public_id": "abcdefghjk", "title": "水 <b>", "language": "zh-Hans", "state": "published", "is_date_known": True, "original_on": "",
        "published_at": "2026-01-02T03:04:05Z", "changed_at": None, "licence": "CC BY 4.0", "tags": ["river"], "revision": "r234567890",
        "head": None, "revisions": [revision], "kind": "video", "origin": "upload", "series": None, "series_position": None,
        "source_name": "", "source_url": "", "corrections": [{"at": "2026-01-03T00:00:00Z", "note": "改了 <一处>"}],
    }  # fmt: skip
    media = {
        PICTURE: Shown(f"{PICTURE}.shown.webp", 640, 400),
        FILM: Shown(f"{FILM}.shown.webp", 640, 360, f"{FILM}.shown.mp4"),
    }
    return View(article, {"name": "河流观察"}, "https://example.org/a/abcdefghjk", "https://example.org", media=media)


def test_a_page_stands_by_itself(view: View) -> None:
    tree = lxml.html.fromstring(pages.page(view))
    assert tree.findtext(".//h1") == "水 <b>"
    assert [each.get("src") for each in tree.iterfind(".//img")] == [f"../media/{PICTURE}.shown.webp"]
    (film,) = tree.iterfind(".//video")
    assert (film.get("src"), film.get("poster")) == (f"../media/{FILM}.shown.mp4", f"../media/{FILM}.shown.webp")
    assert [each.get("href") for each in tree.iterfind(".//article//p/a")][-1] == "https://example.org/a/x"
    assert tree.find(".//link[@rel='canonical']").get("href") == "https://example.org/a/abcdefghjk"
    named = {each.get("name") or each.get("property"): each.get("content") for each in tree.iterfind(".//meta")}
    assert named["haowen:declaration"] == "repost; 甲报; https://example.org/"
    assert named["article:published_time"] == "2026-01-02T03:04:05Z"
    assert not tree.findall(".//script")
    assert "改了 <一处>" in tree.text_content()


def test_a_live_report_has_its_entries_in_order(view: View) -> None:
    def entry(at: str, words: str, removed: str | None = None) -> dict[str, Any]:
        texts = [{"title": "", "html": "<p>早先。</p>"}, {"title": "题", "html": f"<p>{words}</p>"}]
        return {"at": at, "removed_at": removed, "texts": texts}

    entries = [
        entry("2026-01-02T08:00:00Z", "后来"),
        entry("2026-01-02T07:00:00Z", "先前"),
        entry("2026-01-02T07:30:00Z", "删了", "x"),
    ]
    live = View({**view.article, "live_entries": entries}, view.publisher, view.address, view.base)
    for told in (pages.page(live).decode(), texts.text(live).decode()):
        assert told.index("2026-01-02 07:00") < told.index("先前") < told.index("2026-01-02 08:00") < told.index("后来")
        assert "删了" not in told
        assert "早先" not in told


def test_what_is_withheld_says_why(view: View) -> None:
    view.article["revisions"][0]["references"] = []  # type: ignore[index]
    withheld = View(
        view.article, view.publisher, view.address, view.base, statement={"rule": "第一条", "facts": "<事实>"}
    )
    assert "已限制展示: 第一条<br>&lt;事实&gt;" in pages.page(withheld).decode()
    assert "draft: true" in texts.text(withheld).decode()


def test_a_text_is_read_back(view: View) -> None:
    piece = read(texts.text(view).decode(), path="abcdefghjk.md")
    assert (piece.title, piece.summary, piece.kind, piece.tags) == ("水 <b>", '摘 "要"', "video", ("river",))
    assert [(row.key, row.title, row.url) for row in piece.references] == [
        ("r1", "年鉴 <i>", "https://example.org/?a=1&b=2")
    ]
    assert [(row.kind, row.source_name) for row in piece.declarations] == [("repost", "甲报")]
    assert [(row.role, row.name) for row in piece.credits] == [("photo", "乙")]
    assert piece.former_addresses == ("/a/abcdefghjk",)
    assert not piece.problems
    assert '<sup data-cite="r1"></sup>' in piece.html
    assert "年鉴" not in piece.html


def test_sums_are_a_table_that_no_spreadsheet_takes_for_formulas(view: View) -> None:
    article = view.article | {"title": "=HYPERLINK(1)"}  # type: ignore[operator]
    statistics = {
        "reads": [dict.fromkeys(("opened", "lasting", "quarter", "half", "most", "finished", "shared", "seconds"), 2)]
        * 2
    }
    line = sums.row(article, {"comments": [{"text": "言"}, {"text": ""}]}, statistics)
    (told,) = csv.DictReader(io.StringIO((sums.head() + line).decode("utf-8-sig")))
    assert (told["title"], told["opened"], told["comments"], told["likes"]) == ("'=HYPERLINK(1)", "4", "1", "0")


def test_it_says_in_both_languages_what_is_in_it() -> None:
    told = about.about(name="河流观察", site="好文", address="https://example.org", is_whole=False).decode()
    assert "haowen import archive" in told
    assert "原始文件" in told
    assert "site/" not in told
