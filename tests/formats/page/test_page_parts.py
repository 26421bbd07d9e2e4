"""Each part of the reading by itself, on the smallest material that shows what it does."""

import pytest
from lxml.html import fromstring

from haowen.formats.page import (
    assembling,
    byline,
    containers,
    conversion,
    decoding,
    document,
    dropping,
    dump,
    heading,
    lines,
    metadata,
    phrases,
    pictures,
    pruning,
    reading,
    shaping,
    stretch,
    walking,
)
from haowen.formats.page.piece import Block, Findings, NoArticle
from haowen.text import times
from tests.formats.page.dumps import BODY_EN, BODY_ZH


def test_a_block_is_escaped_and_a_gap_keeps_its_caption() -> None:
    html = assembling.assemble([Block("p", "1 < 2 & 3"), Block("gap", "", caption="雨中的泵站")])
    assert "1 &lt; 2 &amp; 3" in html
    assert "雨中的泵站" in html
    assert 'data-gap="picture"' in html


def test_a_byline_gives_time_source_and_names() -> None:
    findings = Findings()
    assert byline.read("2025-06-18 21:05 来源:河边慢报 作者:陈晓河 阅读 1.2万", findings)
    assert (findings.published, findings.source_name) == ("2025-06-18T21:05:00", "河边慢报")
    assert [each.name for each in findings.credits] == ["陈晓河"]


def test_a_sentence_with_a_date_in_it_is_no_byline() -> None:
    assert not byline.read("2025年6月18日,他在泵站值了最后一个夜班。", Findings())


def test_the_container_with_the_text_is_found_among_others() -> None:
    source = (
        "<html><body><div id=a><p>登录</p></div><div id=b>"
        + "".join(f"<p>{each}</p>" for each in BODY_ZH)
        + "</div></body></html>"
    )
    tree = containers.parse(source)
    found = containers.find(tree, source, "")
    assert found is not None
    assert found.get("id") == "b"


def test_links_in_running_text_become_absolute_and_scripts_in_them_go() -> None:
    element = fromstring('<p><a href="/x">一</a><a href="javascript:alert(1)">二</a><b>三</b></p>')
    html = conversion.inline(element, "https://nanxun.example/a/1")
    assert html == '<a href="https://nanxun.example/x">一</a>二<strong>三</strong>'


def test_source_and_dump_are_told_apart() -> None:
    assert decoding.is_html("<!doctype html><html><body><p>一</p></body></html>")
    assert not decoding.is_html("如果 a < b 而 b > c,\n那么这是一个文本。")


def test_utf8_with_a_broken_byte_is_still_utf8() -> None:
    data = "".join(BODY_ZH * 3).encode() + b"\xe6\xb1"
    assert decoding.decode(data).startswith(BODY_ZH[0])


def test_an_error_page_of_a_site_is_refused() -> None:
    with pytest.raises(NoArticle):
        document.read(
            "<html><head><title>404 Not Found</title></head><body><p>The page that you asked for is gone for good.</p></body></html>"
        )


def test_every_kind_of_furniture_has_a_reason() -> None:
    assert dropping.why("related") != dropping.why("footer")
    assert dropping.why("never heard of")


def test_a_dump_without_a_title_takes_the_name_of_its_file_only_for_want_of_a_line() -> None:
    blocks, findings = dump.read("\n\n".join(["梅雨季里守泵站的人", *BODY_ZH]), name="page.txt")
    assert findings.title == "梅雨季里守泵站的人"
    assert len(blocks) == len(BODY_ZH)


def test_the_line_after_a_breadcrumb_is_preferred_as_the_title() -> None:
    rows = lines.split("\n".join(["河边慢报客户端", "首页 > 城市 > 正文", "梅雨季里守泵站的人", BODY_ZH[0]]))
    assert heading.find_title(rows, 3, stretch.find(rows)) == 2


def test_the_site_is_cut_off_a_title_where_the_rest_stands_alone() -> None:
    rows = lines.split("梅雨季里守泵站的人_南浔网\n梅雨季里守泵站的人")
    assert heading.without_suffix(rows[0].text, rows) == "梅雨季里守泵站的人"


def test_prose_is_told_from_labels() -> None:
    assert lines.Line(BODY_EN[0], 1, BODY_EN[0]).is_prose
    assert not lines.Line("老街改造为何三年没有动工", 1, "").is_prose


@pytest.mark.parametrize(
    ("title", "site", "short"),
    [
        ("梅雨季里守泵站的人 - 南浔网", "南浔网", "梅雨季里守泵站的人"),
        ("南浔网 | 梅雨季里守泵站的人", "南浔网", "梅雨季里守泵站的人"),
        ("Well-known words", "", "Well-known words"),
    ],
)
def test_a_title_loses_the_name_of_the_site(title: str, site: str, short: str) -> None:
    assert metadata.without_site(title, site, fromstring("<html><body><p>x</p></body></html>")) == short


def test_linked_data_that_is_broken_is_passed_over() -> None:
    tree = containers.parse(
        '<html><head><script type="application/ld+json">{broken</script><title>一个标题在此</title></head><body></body></html>'
    )
    findings = Findings()
    metadata.read(tree, findings)
    assert findings.title == "一个标题在此"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("分享至", "chrome"),
        ("相关推荐 更多", "related"),
        ("全部评论(12)", "comments"),
        ("参考资料:", "references"),
        ("Most read", "related"),
    ],
)
def test_phrases_are_known_with_what_stands_around_them(line: str, kind: str) -> None:
    assert phrases.is_line(kind, line)


def test_a_sentence_that_begins_like_a_credit_names_nobody() -> None:
    assert phrases.credited("By the time he left, it was over") == []
    assert phrases.credited("文/张三 图/李四") == [("author", "张三"), ("photo", "李四")]


def test_a_lazy_picture_is_found_and_an_icon_is_none() -> None:
    lazy = fromstring('<img data-original="//img.nanxun.example/a.jpg" src="data:image/gif;base64,R0" alt="旧水泵">')
    block = pictures.block_of(lazy, "https://nanxun.example/")
    assert block is not None
    assert 'data-remote="https://img.nanxun.example/a.jpg"' in block.html
    assert pictures.block_of(fromstring('<img src="/i/icon-share.png">'), "https://nanxun.example/") is None


def test_hidden_elements_go_and_text_shown_by_a_script_stays() -> None:
    tree = containers.parse(
        f'<html><body><div style="display:none">秘密</div><div id="js_content" style="visibility: hidden">{BODY_ZH[0]}</div></body></html>'
    )
    pruning.clear(tree)
    assert pruning.text_of(tree) == BODY_ZH[0]


@pytest.mark.parametrize(
    ("text", "language"),
    [("".join(BODY_ZH), "zh-Hans"), (" ".join(BODY_EN), "en"), ("這裡的信件要走兩天才能到山下", "zh-Hant")],
)
def test_the_language_is_told_by_the_text(text: str, language: str) -> None:
    assert reading.language_of(text) == language


def test_numbers_that_do_not_begin_at_one_stay_in_the_text() -> None:
    rows = lines.split("3. 先看水位,再看油压\n7. 最后听声音,记在本子上")
    blocks = shaping.shape(rows, [0, 1], 0, Findings())
    assert [block.text for block in blocks] == [row.text for row in rows]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2025年11月9日", "2025-11-09"),
        ("Nov. 9, 2025 3:05 PM", "2025-11-09T15:05:00"),
        ("2025-02-31", ""),
        ("第2025号文件", ""),
    ],
)
def test_a_date_is_read_and_a_number_is_none(text: str, value: str) -> None:
    found = times.find(text)
    assert (found.value if found else "") == value


def test_a_list_inside_is_left_out_and_the_text_goes_on() -> None:
    rows = lines.split(
        "\n\n".join([*BODY_ZH[:2], "相关阅读\n老街改造为何三年没有动工\n一台收音机修了四十年", *BODY_ZH[2:]])
    )
    findings = Findings()
    kept = walking.Body(rows, findings, set()).walk(0)
    assert [rows[place].text for place in kept] == BODY_ZH
    assert len(findings.dropped) == 3


def test_the_stretch_of_the_text_begins_behind_a_notice_and_ends_before_the_labels() -> None:
    labels = [f"频道{number}" for number in range(30)]
    rows = lines.split("\n".join(["本站使用技术手段改进服务,继续浏览即表示您同意。", *labels, *BODY_ZH, *labels]))
    found = stretch.find(rows)
    assert rows[found.first].text == BODY_ZH[0]
    assert rows[found.last].text == BODY_ZH[-1]
    assert found.share("泵站的老机器") > found.share("彩票开奖公告")


def test_of_a_text_copied_without_furniture_everything_behind_it_stays() -> None:
    rows = lines.split("\n".join([*BODY_ZH, "写于雨中", "第一稿"]))
    places = list(range(len(rows)))
    assert stretch.behind(rows, places, len(BODY_ZH) - 1) == (places[-2:], [])


def test_a_line_that_ends_in_whose_picture_it_is_is_a_caption() -> None:
    rows = lines.split("\n".join(["The old pump in the rain (Image: Nanxun Photo)", *BODY_EN]))
    blocks = shaping.shape(rows, list(range(len(rows))), 0, Findings())
    assert (blocks[0].kind, blocks[0].caption) == ("gap", rows[0].text)


@pytest.mark.parametrize("line", ["Related: Why the herring came back", "相关阅读：老街改造为何三年没有动工"])
def test_a_pointer_to_another_article_between_paragraphs_goes(line: str) -> None:
    body = BODY_EN if line.startswith("R") else BODY_ZH
    rows = lines.split("\n".join([*body[:2], line, *body[2:]]))
    kept = walking.Body(rows, Findings(), set()).walk(0)
    assert [rows[place].text for place in kept] == body
