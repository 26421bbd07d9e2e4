"""Markdown in: what a file says, and every word of its body."""

import json
import lzma
import random
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import haowen.doors.cli
from haowen.formats.markdown import Credited, Declared, PictureAsked, ReferenceGiven, place_pictures, read
from haowen.text import markup

DEMO = sorted((Path(haowen.doors.cli.__file__).parent / "demo" / "content" / "articles").glob("*.md"))
WORDS = re.compile(r"[A-Za-z0-9]+|[\u3400-\u9fff]")
WHOLE = """---
title: "一杯茶: 凉下来要多久"
slug: tea
lang: zh
publisher: kitchenlab
channel: tech
kind: article
published: 2d 16:20
updated: 2026-05
summary: 三只杯子。
cover: tea
cover_alt: 一只杯子
credits: [{role: author, name: 孟冬生}, 尤可]
translator: 王一
tags: [实验, "#茶", 实验]
origin: upload
declarations:
  - {kind: original}
  - {kind: repost, source_name: 晚报, source_url: "https://e.org/"}
references:
  - {id: r1, title: Scala, authors: Newton, outlet: "Phil. Trans.", date: 1701}
  - {title: 第二, url: "https://e.org/2"}
  - {outlet: nobody}
series: {title: 厨房实验, position: 3}
translation_of: tea-en
licence: CC BY 4.0
comments:
  - {by: a, text: "第一楼"}
likes: 57
reads: lots
mood: warm
---
# 一杯茶：凉下来要多久

正文[^r1]。
"""


def test_everything_in_the_front_matter_is_told() -> None:
    piece = read(WHOLE)
    assert (piece.title, piece.slug, piece.language) == ("一杯茶: 凉下来要多久", "tea", "zh-Hans")
    assert (piece.publisher, piece.channel, piece.kind, piece.origin) == ("kitchenlab", "tech", "article", "upload")
    assert (piece.published, piece.changed) == ("2d 16:20", "2026-05")
    assert (piece.summary, piece.cover, piece.cover_alt) == ("三只杯子。", "tea", "一只杯子")
    assert piece.credits == (Credited("author", "孟冬生"), Credited("author", "尤可"), Credited("translator", "王一"))
    assert piece.tags == ("实验", "茶")
    assert piece.declarations == (
        Declared("original"),
        Declared("repost", source_name="晚报", source_url="https://e.org/"),
    )
    assert piece.references == (
        ReferenceGiven("r1", "Scala", "Phil. Trans.", "Newton", "1701"),
        ReferenceGiven("r2", "第二", url="https://e.org/2"),
    )
    assert (piece.series, piece.series_position) == ("厨房实验", 3)
    assert (piece.translation_of, piece.licence, piece.likes) == ("tea-en", "CC BY 4.0", 57)
    assert piece.comments == ({"by": "a", "text": "第一楼"},)
    assert piece.extra == {"reads": "lots", "mood": "warm"}
    assert piece.problems == ("reference 3 has no title and was left out",)
    assert piece.html == '<p>正文<sup data-cite="r1"></sup>。</p>'


def test_a_front_matter_that_is_no_yaml_is_kept_as_text() -> None:
    piece = read("---\ntitle: [unclosed\nmore: `x`\n---\nThe text.\n")
    assert "not YAML" in piece.problems[0]
    assert "title: [unclosed\nmore: `x`" in markup.to_text(piece.html)
    assert "The text." in piece.html


def test_two_rules_are_no_front_matter() -> None:
    piece = read("---\nwords between rules\n---\nmore\n")
    assert piece.problems == ()
    assert "words between rules" in piece.title + piece.html


def test_without_a_title_the_first_heading_is_it_and_is_said_once() -> None:
    piece = read("A *title* here\n=====\n\nwords\n\n### sub\n\nmore\n\n##### deep\n")
    assert piece.title == "A title here"
    assert piece.html == "<p>words</p>\n<h2>sub</h2>\n<p>more</p>\n<h3>deep</h3>"


def test_a_heading_within_the_text_stays_there() -> None:
    piece = read("words first\n\n## A heading\n\nmore\n")
    assert piece.title == "A heading"
    assert "<h2>A heading</h2>" in piece.html


def test_a_text_without_heading_is_named_by_its_file_else_by_its_beginning() -> None:
    assert read("only words. and more\n", path="notes/on-tea.md").title == "on-tea"
    assert read("only words\n\nand more\n").title == "only words"


def test_a_title_that_is_no_repetition_leaves_the_heading() -> None:
    assert read("---\ntitle: One\n---\n# Two\n\nwords").html == "<h2>Two</h2>\n<p>words</p>"


def test_a_picture_alone_is_a_figure_with_its_caption() -> None:
    piece = read('words\n\n![a cup](tea "The <first> cup")\n\n![](https://e.org/a.png)\n')
    assert piece.pictures == (
        PictureAsked("tea", "a cup", "The <first> cup"),
        PictureAsked("https://e.org/a.png", "", ""),
    )
    assert [picture.is_remote() for picture in piece.pictures] == [False, True]
    assert (
        '<figure data-file="tea"><img alt="a cup"><figcaption>The &lt;first&gt; cup</figcaption></figure>' in piece.html
    )


def test_kept_pictures_are_put_in_their_places_and_missing_ones_leave_gaps() -> None:
    piece = read('![a "cup"](pic/图%201.png "cap")\n\n![gone](gone.png)\n\n![x](https://e.org/a.png)\n')
    assert [picture.address for picture in piece.pictures] == ["pic/图 1.png", "gone.png", "https://e.org/a.png"]
    sha = "a" * 64
    body = place_pictures(piece.html, {"pic/图 1.png": sha})
    assert isinstance(body, markup.Clean)
    assert body == markup.clean(body)
    assert f'<figure><img data-media="{sha}" alt="a &quot;cup&quot;"><figcaption>cap</figcaption></figure>' in body
    assert '<figure data-gap="picture"><figcaption>gone</figcaption></figure>' in body
    assert markup.remote_addresses(body) == ["https://e.org/a.png"]
    assert markup.media_keys(place_pictures(piece.html, {"https://e.org/a.png": sha})) == [sha]


def test_a_line_under_a_table_is_its_caption() -> None:
    table = "| a | b |\n|--:|---|\n| 1 | 2 |\n"
    for line in ("\nTable: the *caption*\n", "Table: the *caption*\n", "\n表：the *caption*\n"):
        assert read(table + line).html == (
            "<table><caption>the <em>caption</em></caption><thead><tr><th>a</th><th>b</th></tr></thead>"
            "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
        )


def test_cells_beyond_the_last_column_are_kept() -> None:
    text = markup.to_text(read("a | b\n---|---\n`x | y` | 2\np | q | r | s\n").html)
    assert text == "a\tb\nx | y\t2\np\tq | r | s"


def test_code_is_kept_word_for_word() -> None:
    code = "def f():\n    return [^1] < 2  # 中文\n\n\n| a | b | c |\n<CR>"
    piece = read(f"words[^1]\n\n```python\n{code}\n```\n\n    indented\n      more\n\n[^1]: A note.\n")
    assert f"<pre><code>{code.replace('<', '&lt;').replace('>', '&gt;')}</code></pre>" in piece.html
    assert "<pre><code>indented\n  more</code></pre>" in piece.html


def test_footnotes_are_references_word_for_word_in_the_order_of_citing() -> None:
    piece = read(
        "a[^late] b[^1] c[^late] `[^1]` [^none]\n\n[^1]: 张三，《书》，2018。\n[^late]: See <https://e.org/x>, p. 3\n[^un]: Not cited.\n"
    )
    assert piece.references == (
        ReferenceGiven("late", "See https://e.org/x, p. 3", url="https://e.org/x"),
        ReferenceGiven("1", "张三，《书》，2018。"),
        ReferenceGiven("un", "Not cited."),
    )
    assert piece.html == (
        '<p>a<sup data-cite="late"></sup> b<sup data-cite="1"></sup> c<sup data-cite="late"></sup> <code>[^1]</code> [^none]</p>'
    )


def test_a_note_too_rich_for_a_reference_stays_in_the_body() -> None:
    piece = read("a[^n]\n\n[^n]: One paragraph.\n\n    Another.\n")
    assert piece.references == ()
    assert piece.html == "<p>a<sup>*1</sup></p>\n<p><sup>*1</sup> One paragraph.</p>\n<p>Another.</p>"


def test_a_note_beside_a_reference_of_the_same_name_loses_no_word() -> None:
    piece = read("---\nreferences: [{id: r1, title: Known}]\n---\na[^r1]\n\n[^r1]: Some remark.\n")
    assert [reference.title for reference in piece.references] == ["Known"]
    assert "Some remark." in piece.html
    assert '<sup data-cite="r1">' in piece.html


def test_emphasis_and_addresses_next_to_chinese_are_understood() -> None:
    assert "<strong>强调。</strong>后面" in read("**强调。**后面").html
    assert '<a href="https://e.org/x">https://e.org/x</a>。后面' in read("见 https://e.org/x。后面").html


def test_words_between_angle_brackets_are_words() -> None:
    assert read("press <CR> or <your name>, <b>now</b>").html == (
        "<p>press &lt;CR&gt; or &lt;your name&gt;, <strong>now</strong></p>"
    )


def test_raw_html_is_made_harmless() -> None:
    piece = read('<div onclick="x()">words <script>alert(1)</script></div>\n\n<a href="javascript:x()">link</a>\n')
    assert piece.html == "<p>words</p>\n<p>link</p>"


def test_line_ends_and_marks_of_other_systems_are_understood() -> None:
    assert read("\ufeff---\r\ntitle: T\r\n---\r\nwords\r\n").html == "<p>words</p>"


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_every_article_of_the_demo_reads_without_a_problem(path: Path) -> None:
    piece = read(path.read_text("utf-8"), path=path.name)
    assert piece.problems == ()
    assert set(piece.extra) <= {"covers", "dead", "ended", "entries", "second_title", "trial", "votes"}
    assert piece.title
    assert piece.slug == path.stem
    assert "[^" not in piece.html
    cited = set(re.findall(r'data-cite="([^"]*)"', piece.html))
    assert cited <= {reference.key for reference in piece.references}
    assert place_pictures(piece.html, {}) == markup.clean(place_pictures(piece.html, {}))


SYNTAX = st.sampled_from(
    ["# ", "## ", "- ", "1. ", "> ", "    ", "```\n", "\n", "\n\n", "**", "*", "`", "| ", "|", "\n---|---\n", "[^1]", "[^1]: ",
     "[a](b)", "![", "](", "---\n", "title: x\n", "<b>", "<", "~~", "Table: ", "&", "\\"]
)  # fmt: skip
SOURCES = st.lists(st.one_of(SYNTAX, st.text("ab 中文。\n", max_size=6)), max_size=25).map("".join)


@given(SOURCES)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_its_body_is_canonical(source: str) -> None:
    piece = read(source)
    body = place_pictures(piece.html, {})
    assert markup.clean(body) == body


@given(st.lists(st.text("abc 中文，", min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=8))
@settings(max_examples=100, deadline=None)
def test_plain_words_in_are_words_out(paragraphs: list[str]) -> None:
    piece = read("---\ntitle: T\n---\n" + "\n\n".join(part.strip() for part in paragraphs))
    assert "".join(markup.to_text(piece.html).split()) == "".join("".join(paragraphs).split())


def _without_syntax(source: str) -> str:
    for pattern in (
        r"(?m)^ {0,3}\[[^\]]+\]\s*[:：].*$", r"(?s)<!--.*?-->", r"(?m)^\s*(?:```|~~~)[^\n`]*$", r"(?m)^[ >]*\d{1,3}[.)] ",
        r"(?<=\])\s?\[[^\]\n]*\]", r"</?[a-zA-Z][^>]*>", r"&#?\w+;", r"(?<=\])\([^)\s]*(?:\s+\"[^\"]*\")?\)", r"\[\^\d+\]",
    ):  # fmt: skip
        source = re.sub(pattern, "", source)
    return source


@pytest.mark.corpora
def test_translated_articles_lose_no_words(corpora: Path) -> None:
    with lzma.open(next(corpora.rglob("lctt_2013_2020.jsonl.xz")), "rt") as lines:
        rows = random.Random(9).sample([json.loads(line) for line in lines], 500)
    losing = {}
    for row in rows:
        piece = read(row["markdown"], path=row["path"])
        beside = [
            *(f"{one.title} {one.url}" for one in piece.references),
            *(f"{one.alt} {one.caption}" for one in piece.pictures),
        ]
        have = Counter(WORDS.findall("\n".join([piece.title, markup.to_text(piece.html), str(piece.extra), *beside])))
        lost = Counter(WORDS.findall(_without_syntax(row["markdown"]))) - have
        if lost.total() > 15:
            losing[row["path"]] = lost.most_common(5)
    assert len(losing) <= 5, losing  # what is left is syntax that the rough patterns above do not know


def test_the_source_of_a_quotation_is_its_footer():
    assert read("> 屋以面南为正向。\n> —— 李渔\n", path="a.md").html.endswith(
        "<blockquote><p>屋以面南为正向。</p><footer>—— 李渔</footer></blockquote>"
    )
    assert "<footer>" not in read("> one — two\n> three\n", path="a.md").html


def test_a_definition_with_brackets_in_its_title_is_one() -> None:
    html = read('见[此][1]与[彼][2]。\n\n[1]: https://e.org/a (甲 (乙) "丙")\n[2]: https://e.org/b\n').html
    assert html == '<p>见<a href="https://e.org/a">此</a>与<a href="https://e.org/b">彼</a>。</p>'


def test_a_single_tilde_is_a_sign_and_two_strike_through() -> None:
    assert read("3~5 天，7~8 天，~~划掉~~，`a~b`，[家](https://e.org/~me)。").html == (
        '<p>3~5 天，7~8 天，<del>划掉</del>，<code>a~b</code>，<a href="https://e.org/~me">家</a>。</p>'
    )


def test_what_is_centred_is_marked_like_any_other_line() -> None:
    assert read("<center>**说明**</center>\n\n后文。").html == "<p><strong>说明</strong></p>\n<p>后文。</p>"


def test_the_link_of_a_picture_is_its_caption_unless_it_only_shows_it_larger() -> None:
    video = read("[![讲座](https://e.org/a.png)](https://e.org/watch?v=1)").html
    assert '<figcaption><a href="https://e.org/watch?v=1">讲座</a></figcaption>' in video
    assert "figcaption" not in read("[![讲座](https://e.org/a.png)](https://e.org/large.png)").html


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("见 **https://e.org/x** 后", "https://e.org/x"),
        ("（https://e.org/x）", "https://e.org/x"),
        ("https://e.org/a_(b) 与", "https://e.org/a_(b)"),
        ("看 www.e.org/x。", "http://www.e.org/x"),
        ("`https://e.org/x`", None),
    ],
)
def test_addresses_in_the_text_are_linked(text: str, linked: "str | None") -> None:
    assert re.findall(r'href="([^"]*)"', read(f"题目\n\n{text}", beside={"title": "题"}).html) == (
        [linked] if linked else []
    )


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("---\ndraft: true\n---\na", "draft: true"),
        ("+++\ndraft = true\n+++\na", "draft: true"),
        ('{"draft": true}\n\na', "draft: true"),
        ("---\npublished: false\n---\na", "published: false"),
        ("---\nStatus: Private\n---\na", "Status: private"),
        ("---\npassword: xyz\n---\na", "password"),
        ("---\ndraft: false\npublished: true\nstatus: publish\npassword: ''\n---\na", ""),
        ("---\npublished: 2024-01-02\n---\na", ""),
    ],
)
def test_a_head_that_holds_its_text_back_is_heard(source: str, line: str) -> None:
    piece = read(source)
    assert piece.held_back == line
    assert piece.published in ("", "2024-01-02")


def test_folders_of_drafts_and_hidden_ones_hold_back() -> None:
    assert read("a", path="_drafts/a.md").held_back == "_drafts/"
    assert read("a", path="notes/.trash/a.md").held_back == ".trash/"
    assert read("a", path="../notes/draft.md").held_back == ""


def test_names_of_traditional_chinese_are_one() -> None:
    assert {read(f"---\nlang: {name}\n---\na").language for name in ("zh-Hant", "zh_TW", "zh-hk")} == {"zh-Hant"}
