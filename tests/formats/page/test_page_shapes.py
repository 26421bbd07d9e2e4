"""The shapes that pages of many platforms have, on invented material."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import fromstring

from haowen.formats.page import NoArticle, Page, posts, read
from haowen.formats.page.containers import parse
from haowen.formats.page.piece import Credit, Findings
from tests.formats.page import shapes


def paragraphs(page: Page) -> list[str]:
    return [each.text_content() for each in fromstring(f"<div>{page.html}</div>").iter("p") if each.text_content()]


@pytest.mark.parametrize("source", [shapes.CHAT_ACCOUNT, shapes.SAVED_CHAT_ACCOUNT], ids=["dump", "saved"])
def test_an_account_in_a_chat_application(source: str) -> None:
    page = read(source.encode())
    assert page.title == shapes.TITLE
    assert (page.publisher_name, page.published) == ("慢城笔记", "2025-03-12T21:08:00")
    assert set(page.author_credits) == {Credit("author", "林小满"), Credit("editor", "阿树")}
    assert paragraphs(page) == shapes.ZH


@pytest.mark.parametrize("source", [shapes.ANSWERS, shapes.SAVED_ANSWERS], ids=["dump", "saved"])
def test_of_several_answers_the_first_is_taken(source: str) -> None:
    page = read(source.encode())
    assert page.title == "老城的钟楼为什么会停？"
    assert page.published == "2024-05-06T10:21:00"
    assert paragraphs(page) == shapes.ZH
    assert any("天气太冷" in each.text for each in page.dropped)
    assert "林小满" in {page.publisher_name, *(each.name for each in page.author_credits)}


@pytest.mark.parametrize("source", [shapes.THREAD, shapes.SAVED_THREAD], ids=["dump", "saved"])
def test_of_a_thread_the_first_post_is_taken(source: str) -> None:
    page = read(source.encode())
    assert page.title.endswith(shapes.TITLE)
    assert page.published == "2024-05-06T10:21:09"
    assert paragraphs(page) == shapes.ZH


@pytest.mark.parametrize("source", [shapes.SHORT_NEWS, shapes.SAVED_SHORT_NEWS], ids=["dump", "saved"])
def test_news_of_one_sentence(source: str) -> None:
    page = read(source.encode())
    assert (page.title, page.source_name) == ("南湖大桥今晨恢复双向通行", "本市发布")
    assert page.published == "2025-02-03T07:20:00"
    assert Credit("editor", "王一") in page.author_credits
    assert paragraphs(page) == [shapes.SHORT]


@pytest.mark.parametrize(
    ("source", "pictures"), [(shapes.GALLERY, 0), (shapes.SAVED_GALLERY, 6)], ids=["dump", "saved"]
)
def test_a_gallery_with_one_caption_is_an_article(source: str, pictures: int) -> None:
    page = read(source.encode())
    assert (page.title, page.publisher_name) == ("雨后的钟楼", "慢城摄影")
    assert paragraphs(page) == [shapes.CAPTION]
    assert page.html.count("data-remote") == pictures


@pytest.mark.parametrize(
    "source",
    [
        shapes.LISTING,
        shapes.SAVED_LISTING,
        shapes.LOGIN_WALL,
        shapes.saved(f"<form><input type=password></form><p>{shapes.LOGIN}</p>", "登录 - 慢城号"),
    ],
    ids=["listing", "saved listing", "login", "saved login"],
)
def test_beginnings_of_articles_and_walls_are_refused(source: str) -> None:
    with pytest.raises(NoArticle) as refusal:
        read(source.encode())
    assert refusal.value.reason


def test_a_wall_of_payment_gives_what_stands_before_it() -> None:
    page = read(shapes.PAYWALL.encode())
    assert (page.title, page.published) == ("The surveyor who bakes", "2024-06-03")
    assert paragraphs(page) == shapes.EN[:2]
    assert page.unplaced == 0


@pytest.mark.parametrize("encoding", ["utf-8", "big5hkscs", "gb18030"])
def test_a_page_in_traditional_script_in_every_encoding(encoding: str) -> None:
    page = read(shapes.ISLAND.replace("※ ", "").encode(encoding))
    assert page.title == "鐘樓停擺的那個冬天"
    assert page.author_credits == (Credit("reporter", "林小滿"),)
    assert page.published == "2025-03-12T09:00:00"
    assert paragraphs(page) == shapes.HANT
    assert page.language == "zh-Hant"


@pytest.mark.parametrize(("texts", "charset"), [(shapes.ZH, "gbk"), (shapes.HANT, "big5")])
def test_saved_pages_in_old_encodings(texts: list[str], charset: str) -> None:
    source = shapes.saved(f"<article>{shapes.paragraphs(texts)}</article>", texts[0][:8], charset=charset)
    page = read(source.encode({"gbk": "gb18030", "big5": "big5hkscs"}[charset]))
    assert page.title == texts[0][:8]
    assert paragraphs(page) == texts


def test_a_blog_with_a_caption_between_paragraphs() -> None:
    page = read(shapes.BLOG.encode())
    assert page.title == "The surveyor who bakes"
    assert paragraphs(page) == shapes.EN
    assert "The scales of Quill Street" in page.html
    assert page.html.count("<h2>") == 1
    assert page.unplaced == 0


def test_a_notice_before_the_title_is_not_where_the_text_begins() -> None:
    page = read(shapes.BEHIND_A_NOTICE.encode())
    assert page.title == "The surveyor who bakes bread on Quill Street"
    assert page.published == "2024-06-03"
    assert paragraphs(page) == shapes.EN


def test_words_of_navigation_in_an_article_about_navigation_stay() -> None:
    page = read("\n".join(["网页里的那些老习惯", "2023-04-05", shapes.ZH[0], *shapes.ABOUT_PAGES]).encode())
    assert (
        fromstring(page.html).text_content().split()
        == "".join(shapes.ZH[0] + "\n".join(["", *shapes.ABOUT_PAGES])).split()
    )


def test_an_interview_has_speakers_and_no_headings() -> None:
    page = read("\n".join(["对话修钟人：它只是累了", "2025-03-12 慢城笔记", *shapes.INTERVIEW]).encode())
    assert paragraphs(page) == shapes.INTERVIEW


def test_a_very_long_text_keeps_its_title_and_all_of_itself() -> None:
    rows = [shapes.ZH[at % 4].replace("，", f"，第{at}回，", 1) for at in range(400)]
    page = read("\n".join(["一条街的一百年", *rows]).encode())
    assert page.title == "一条街的一百年"
    assert paragraphs(page) == rows


def test_a_title_that_comes_again_in_the_text_is_kept_there() -> None:
    rows = [f"{shapes.TITLE}_慢城网", "慢城网", "登录", shapes.TITLE, "2025-03-12 09:00:00 来源：慢城网"]
    page = read("\n".join([*rows, shapes.ZH[0], shapes.TITLE, *shapes.ZH[1:]]).encode())
    assert page.title == shapes.TITLE
    assert page.html.count(f"<h2>{shapes.TITLE}</h2>") == 1


def test_a_heading_above_the_text_is_the_title_where_the_head_names_only_the_site() -> None:
    title = "老城的钟楼在去年冬天停了摆"
    body = f'<h5>{title}</h5><div class="text">{shapes.paragraphs(shapes.ZH)}</div>'
    assert read(shapes.saved(body, "新闻动态--慢城网").encode()).title == title


def test_the_rest_of_a_page_that_ends_twice_is_read() -> None:
    source = shapes.saved(f"</html><article>{shapes.paragraphs(shapes.ZH)}</article>", shapes.TITLE)
    assert paragraphs(read(source.encode())) == shapes.ZH


def test_sections_of_one_article_with_years_in_them_are_no_posts() -> None:
    sections = "".join(f'<div class="part"><h2>198{at}年</h2><p>{text}</p></div>' for at, text in enumerate(shapes.ZH))
    assert paragraphs(read(shapes.saved(f"<article>{sections}</article>", shapes.TITLE).encode())) == shapes.ZH


def test_two_pieces_that_are_not_named_posts_stay_together() -> None:
    tree = parse("<div>" + f'<div class="part"><i>2024-05-06</i><p>{shapes.ZH[0]}</p></div>' * 2 + "</div>")
    group = posts.find(tree)
    assert len(group) == 2
    assert posts.first_post(group, Findings()) is None
    assert not posts.are_articles(group)


WORDS = st.text(st.characters(codec="ascii", categories=["Ll"]), min_size=2, max_size=9)
SENTENCES = st.lists(WORDS, min_size=20, max_size=40).map(lambda words: " ".join(words).capitalize() + ".")
SIGNS = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=30, max_size=90)
TEXTS = st.lists(st.one_of(SENTENCES, SIGNS.map(lambda signs: signs + "。")), min_size=3, max_size=7, unique=True)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_random_words_come_out_of_a_dump_word_for_word(texts: list[str]) -> None:
    page = read("\n\n".join(["Zorvan walks through the orchard", *texts]).encode())
    assert paragraphs(page) == texts


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_random_words_come_out_of_a_saved_page_word_for_word(texts: list[str]) -> None:
    body = f"<article><h1>Zorvan walks through the orchard</h1>{shapes.paragraphs(texts)}</article>"
    page = read(shapes.saved(body, "Zorvan walks through the orchard").encode())
    assert paragraphs(page) == texts


def test_a_byline_behind_the_standfirst_is_taken_and_prices_of_things_stay() -> None:
    rows = ["The surveyor who bakes", shapes.EN[0], "By Ann Petrie | Special to the Quill", "Published: June 3, 2024"]
    page = read("\n".join([*rows, *shapes.EN[1:3], "See it now: Quill Street", shapes.EN[3]]).encode())
    assert (page.published, page.author_credits[0].name) == ("2024-06-03", "Ann Petrie")
    assert (
        fromstring(page.html).text_content().split()
        == " ".join([*shapes.EN[:3], "See it now: Quill Street", shapes.EN[3]]).split()
    )


def test_posts_quoted_with_their_dates_are_no_list_of_articles() -> None:
    quoted = ["The ovens are lit at three tonight.", "— Quill Bakery (@quill) June 2, 2024"]
    rows = ["The surveyor who bakes", "June 3, 2024", *shapes.EN[:3], *quoted, shapes.EN[3], quoted[1]]
    page = read("\n".join([*rows, "Share this:", "Twitter", "Comments", "Print"]).encode())
    assert fromstring(f"<div>{page.html}</div>").text_content().count(quoted[1]) == 2
    assert shapes.EN[3] in paragraphs(page)


def test_an_article_told_as_it_happens_is_kept_whole() -> None:
    entries = "".join(
        f'<div class="liveblog-post"><em>2024-05-0{at + 1} 10:00</em><p>{text}</p></div>'
        for at, text in enumerate(shapes.ZH)
    )
    page = read(shapes.saved(f"<article>{entries}</article>", shapes.TITLE).encode())
    assert [each for each in paragraphs(page) if each in shapes.ZH] == shapes.ZH
