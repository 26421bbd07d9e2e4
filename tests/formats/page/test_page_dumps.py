import random

import pytest
from lxml.html import fromstring

from haowen.formats.page import NoArticle, Page, read
from haowen.formats.page.piece import Credit, Source
from tests.formats.page import dumps


def read_text(text: str) -> Page:
    return read(text.encode())


def paragraphs(page: Page) -> list[str]:
    return [each.text_content() for each in fromstring(f"<div>{page.html}</div>").iter("p")]


def headings(page: Page) -> list[str]:
    return [each.text_content() for each in fromstring(f"<div>{page.html}</div>").iter("h2", "h3")]


def test_a_chinese_dump_gives_all_its_parts() -> None:
    page = read_text(dumps.zh_with_everything())
    assert page.title == "梅雨季里守泵站的人"
    assert page.published == "2025-06-18T21:05:00"
    assert page.source_name == "河边慢报"
    assert page.publisher_name == "河边慢报"
    assert page.publisher_tagline == "记录水边的普通人"
    assert Credit("author", "陈晓河") in page.author_credits
    assert Credit("editor", "林一") in page.author_credits
    assert headings(page) == ["旧机器的脾气"]
    assert paragraphs(page) == dumps.BODY_ZH
    assert page.references == (
        Source("城市排水三十年", "水利报", "2023-05"),
        Source("梅雨季节的地下世界", "南方周报", "2024-06-20"),
    )
    assert page.language == "zh-Hans"


def test_an_english_dump_gives_all_its_parts() -> None:
    page = read_text(dumps.en_with_everything())
    assert page.title == "The woman who sells the sea"
    assert page.published == "2025-03-04T06:30:00"
    assert page.author_credits == (Credit("author", "Ingrid Solheim"),)
    assert paragraphs(page) == dumps.BODY_EN
    assert headings(page) == ["What the tablet cannot do"]
    assert page.references == (
        Source("Ferries of the north", "Coastal Review", "2023-05-12", "https://example.org/ferries"),
        Source("Harbour statistics 2024", "Port Authority", "2024-11-02"),
    )
    assert page.language == "en"
    assert "The last net maker of the fjord" in {each.text for each in page.dropped}


def test_an_article_about_recommendations_keeps_the_words_and_the_heading() -> None:
    page = read_text(dumps.about_recommendations())
    assert headings(page) == ["相关推荐", "全部评论"]
    assert len(paragraphs(page)) == 6
    assert all(title not in page.html for title, _name, _time in dumps.LIST_ZH)


@pytest.mark.parametrize("make", [dumps.list_page, dumps.home_page, dumps.login_page])
def test_a_page_without_an_article_is_refused_with_a_reason(make) -> None:
    with pytest.raises(NoArticle) as refusal:
        read_text(make())
    assert refusal.value.reason


@pytest.mark.parametrize(
    "data", [b"", b"  \n\n ", b"%PDF-1.7 \x00\x01", bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + b"\x00" * 200]
)
def test_empty_and_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(NoArticle):
        read(data)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "gbk"])
def test_the_same_words_come_out_of_every_encoding(encoding: str) -> None:
    page = read(dumps.zh_with_everything().replace("©", "(c)").encode(encoding))
    assert paragraphs(page) == dumps.BODY_ZH


def test_traditional_chinese_in_big5_is_read_as_such() -> None:
    rows = [
        "首頁 > 生活",
        "山上的郵局只開半天",
        "作者：林美華",
        "2024-12-01 09:00",
        "每週三的早上，郵局的門會在八點半打開，排在最前面的總是那位賣茶的老先生，他說他不寄信，只是來坐坐。",
        "這裡的信件要走兩天才能到山下，可是沒有人抱怨過，大家都說慢一點也好，字寫得慢，想得也比較清楚。",
        "延伸閱讀",
        "另一個山城的故事\n2024-11-02",
        "茶園裡的小學\n2024-10-08",
    ]
    text = "\n\n".join(rows)
    page = read(text.encode("big5hkscs"))
    assert page.title == "山上的郵局只開半天"
    assert page.language == "zh-Hant"
    assert len(paragraphs(page)) == 2
    assert page.published == "2024-12-01T09:00:00"


def test_windows_line_ends_change_nothing() -> None:
    page = read(dumps.zh_with_everything().replace("\n", "\r\n").encode())
    assert page == read_text(dumps.zh_with_everything())


def test_lines_wrapped_at_a_width_are_put_together() -> None:
    import textwrap

    wrapped = "\n\n".join(
        ["The woman who sells the sea", *("\n".join(textwrap.wrap(each, 80)) for each in dumps.BODY_EN)]
    )
    page = read_text(wrapped)
    assert page.title == "The woman who sells the sea"
    assert paragraphs(page) == dumps.BODY_EN


def test_references_may_stand_before_the_text() -> None:
    text = "\n\n".join(
        [
            "梅雨季里守泵站的人",
            "2025-06-18",
            "参考资料\n城市排水三十年 水利报 2023-05-02\n梅雨的地下世界 2024年6月20日 南方周报",
            *dumps.BODY_ZH,
        ]
    )
    page = read_text(text)
    assert [each.outlet for each in page.references] == ["水利报", "南方周报"]
    assert page.published == "2025-06-18"
    assert paragraphs(page) == dumps.BODY_ZH


def test_a_time_is_taken_from_the_byline_only() -> None:
    text = "\n\n".join(
        [
            "梅雨季里守泵站的人",
            *dumps.BODY_ZH,
            "参考资料\n城市排水三十年 水利报 2023-05-02",
            "相关推荐",
            *(f"{a}\n{b}\n{c}" for a, b, c in dumps.LIST_ZH),
            "2025-12-31 23:59:59",
        ]
    )
    assert read_text(text).published == ""


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("2025-03-04 09:10:11", "2025-03-04T09:10:11"),
        ("2025/3/4", "2025-03-04"),
        ("发表于 2025年3月", "2025-03"),
        ("Posted on 4 March 2025", "2025-03-04"),
        ("Updated: 5 March 2025 | Published: 4 March 2025", "2025-03-04"),
        ("3小时前", ""),
        ("更新时间:2025-03-04", ""),
    ],
)
def test_times_are_read_in_many_forms(line: str, published: str) -> None:
    assert read_text("\n\n".join(["梅雨季里守泵站的人", line, *dumps.BODY_ZH])).published == published


def test_lists_tables_and_captions_keep_their_form() -> None:
    text = "\n\n".join(
        [
            "梅雨季里守泵站的人",
            dumps.BODY_ZH[0],
            "[图片]",
            "图:泵站的旧机器 陈晓河/摄",
            "1. 先看水位\n2. 再看油压\n3. 最后听声音",
            dumps.BODY_ZH[1],
            "表1 六台机器的年纪\n编号\t年份\t状态\n一号\t1986\t待修\n二号\t1994\t正常",
            *dumps.BODY_ZH[2:],
        ]
    )
    tree = fromstring(f"<div>{read_text(text).html}</div>")
    assert [each.text_content() for each in tree.iter("li")] == ["先看水位", "再看油压", "最后听声音"]
    assert [each.text_content() for each in tree.iter("caption")] == ["表1 六台机器的年纪"]
    assert len(list(tree.iter("tr"))) == 3
    assert tree.find(".//figure").text_content() == "图:泵站的旧机器 陈晓河/摄"
    assert read_text(text).missing_pictures == 1


def test_wider_blanks_than_usual_are_counted_as_missing_pictures() -> None:
    body = dumps.BODY_ZH
    text = f"梅雨季里守泵站的人\n\n{body[0]}\n\n\n\n{body[1]}\n\n{body[2]}\n\n\n\n{body[3]}"
    page = read_text(text)
    assert page.missing_pictures == 2
    assert page.html.count("data-gap") == 2


def test_random_words_come_out_word_for_word() -> None:
    chance = random.Random(20250304)
    letters = "abcdefghijklmnopqrstuvwxyz"
    for _unused in range(20):
        words = [
            ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _word in range(chance.randint(20, 90))]
            for _row in range(8)
        ]
        title = "Zorvan " + " ".join(words.pop()[:5])
        page = read_text("\n\n".join([title, *(" ".join(row) for row in words)]))
        assert page.title == title
        assert " ".join(" ".join(paragraphs(page)).split()) == " ".join(" ".join(row) for row in words)


def test_random_characters_come_out_one_by_one() -> None:
    chance = random.Random(7)
    for _unused in range(20):
        rows = [
            "".join(chr(chance.randint(0x4E00, 0x9FA5)) for _sign in range(chance.randint(30, 200)))
            for _row in range(6)
        ]
        page = read_text("\n\n".join(["这是一个随机的标题", *rows]))
        assert "".join(paragraphs(page)) == "".join(rows)


def test_a_short_sentence_alone_in_a_line_stays_a_paragraph() -> None:
    text = "\n\n".join(["梅雨季里守泵站的人", "他走了。", *dumps.BODY_ZH[:2], "没有人回答。", *dumps.BODY_ZH[2:]])
    assert paragraphs(read_text(text)) == ["他走了。", *dumps.BODY_ZH[:2], "没有人回答。", *dumps.BODY_ZH[2:]]


def test_declarations_of_the_writer_are_found() -> None:
    text = "\n\n".join(["梅雨季里守泵站的人", "2025-06-18", "本文由AI辅助创作", *dumps.BODY_ZH])
    page = read_text(text)
    assert [each.kind for each in page.declarations] == ["ai_assisted"]
    assert paragraphs(page) == dumps.BODY_ZH


def test_the_lead_is_marked_and_the_report_tells_what_was_found() -> None:
    page = read_text(dumps.zh_with_everything())
    assert page.html.startswith("<p data-lead")
    assert any("梅雨季里守泵站的人" in each for each in page.recognised)
    assert page.certainty
    assert 0.8 <= page.confidence <= 1


def test_a_publisher_beside_the_follow_button_is_found_and_comments_without_a_heading_go() -> None:
    rows = ["头条", "旧物志", "记录被留下来的东西", "关注", "一台收音机修了四十年", *dumps.BODY_ZH, "收藏 12", "评论 2"]
    rows += [
        "用户甲",
        "讲得真细,我家那台红灯牌还在,就是没人会修了。",
        "3天前 · 回复",
        "用户乙",
        "我爸爸也修过一台。",
        "昨天 · 回复",
    ]
    page = read_text("\n".join(rows))
    assert page.title == "一台收音机修了四十年"
    assert (page.publisher_name, page.publisher_tagline) == ("旧物志", "记录被留下来的东西")
    assert paragraphs(page) == dumps.BODY_ZH


def test_dates_between_paragraphs_are_headings_of_a_timeline() -> None:
    rows = ["一座桥的三十年", dumps.BODY_ZH[0], "1995年", dumps.BODY_ZH[1], "2008-05-12", *dumps.BODY_ZH[2:]]
    page = read_text("\n\n".join(rows))
    assert headings(page) == ["1995年", "2008-05-12"]
    assert page.published == ""


def test_short_lines_before_the_furniture_are_kept_without_a_place() -> None:
    rows = [
        "The woman who sells the sea",
        "Mar 4, 2025",
        *dumps.BODY_EN,
        "Harbours",
        "Travel",
        "128",
        "More from this author",
    ]
    page = read_text("\n\n".join(rows))
    assert page.unplaced == 2
    assert page.html.count("<aside data-unplaced") == 2
    assert "Harbours" in page.html


def test_a_notice_that_the_article_speaks_of_stays() -> None:
    notice = "免责声明:本文不构成任何建议。这句话出现在每一篇文章的末尾,但几乎没有人读过它。"
    page = read_text("\n\n".join(["那些没有人读的免责声明", dumps.BODY_ZH[0], notice, *dumps.BODY_ZH[1:]]))
    assert paragraphs(page) == [dumps.BODY_ZH[0], notice, *dumps.BODY_ZH[1:]]


def test_a_poem_is_kept_line_by_line() -> None:
    lines = [
        "雨落在瓦上",
        "也落在去年的灯里",
        "有人收伞",
        "有人把伞借给影子",
        "我在窗边数它",
        "数到天亮也没有数完",
        "第二天它又来了",
    ]
    assert paragraphs(read_text("\n".join(["雨夜", "", *lines]))) == lines


def test_long_lines_without_a_full_stop_are_no_navigation() -> None:
    shuffled = random.Random(30)
    words = ["".join(chr(shuffled.randint(0x4E00, 0x9FA5)) for _ in range(4)) for _ in range(450)]
    rows = [" ".join(words[at : at + 25 + (at % 7 == 0) * 5]) for at in range(0, 450, 30)]
    rows[7] += " 一，二，三"  # the only line that looks like prose by itself
    page = read_text("\n".join(rows))
    assert " ".join(rows) in " ".join(paragraphs(page))


def test_numbers_in_columns_are_a_table_and_no_counter() -> None:
    table = ["Year\tCanopy (ha)\tUrchins", "1990\t1,200\t0.1", "2020\t60\t2.4"]
    page = read_text(
        "\n\n".join(["What the kelp left behind", *dumps.BODY_EN[:2], "\n".join(table), *dumps.BODY_EN[2:]])
    )
    cells = [cell.text_content() for cell in fromstring(page.html).iter("td")]
    assert cells == ["1990", "1,200", "0.1", "2020", "60", "2.4"]


def test_a_place_beside_the_time_is_no_publisher() -> None:
    page = read_text(
        "\n".join(["老街的豆腐坊,每天只卖两百斤豆腐", "", "街角食堂记", "2024-03-18 07:12 · 浙江", "", *dumps.BODY_ZH])
    )
    assert page.publisher_name == "街角食堂记"
    assert page.published.startswith("2024-03-18T07:12")


def test_a_time_of_change_with_a_dot_is_no_title() -> None:
    rows = ["OPINION", "Stop counting steps", "Jun Okafor, columnist", "Updated 2 Feb 2022 10.15 GMT", *dumps.BODY_EN]
    assert read_text("\n\n".join(rows)).title == "Stop counting steps"


@pytest.mark.parametrize(
    "sentence",
    [
        "来源:自己走过的路,和奶奶讲过的话。",
        "You may like the silence at first.",
        "Comments are closed on most bridges, the mayor joked.",
        "More in sorrow than in anger, I took it off.",
    ],
)
def test_a_sentence_that_begins_like_furniture_stays(sentence: str) -> None:
    body = dumps.BODY_ZH if sentence.startswith("来源") else dumps.BODY_EN
    page = read_text("\n\n".join(["一件小事的来龙去脉", *body, sentence, "全剧终的那一天很短。"]))
    assert sentence in paragraphs(page)


def test_comments_below_their_counter_go() -> None:
    rows = [
        "The quiet engineers of the kelp forest",
        *dumps.BODY_EN,
        "Comments (2)",
        "SaltyDog: Great read.",
        "Reply · 4 · 2 days ago",
    ]
    page = read_text("\n\n".join(rows))
    assert "Great read" not in page.html


def test_references_on_one_line_are_taken_apart() -> None:
    line = 'Sources: World Health Report (WHO, 2019); "Walking and well-being", The Lancet, 4 May 2020'
    page = read_text("\n\n".join(["Stop counting steps", *dumps.BODY_EN, line]))
    assert [row.date for row in page.references] == ["2019", "2020-05-04"]
