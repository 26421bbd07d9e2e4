"""The page of an article, part by part."""

import datetime as dt
import json
import re

import pytest
from lxml import html

from haowen.domain.articles.drafts import DraftCredit, DraftDeclaration, DraftReference
from haowen.domain.articles.models import Article, Correction, CreditRole, DeclarationKind, Label
from haowen.domain.articles.withdrawing import withdraw
from haowen.domain.comments.commenting import comment
from haowen.domain.headlines.models import Slot, Vertical, VerticalArticle
from haowen.domain.people.acting import actor_of, host_actor
from haowen.domain.readers.models import Bookmark, Follow, Like
from haowen.domain.site.models import Notice, Site
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db

BODY = '<p data-lead>导语在这里。</p><h2>第一节</h2><p>正文<sup data-cite="r1"></sup>。</p>'
FIRST = [
    "breadcrumb",
    "join",
    "title",
    "byline",
    "comment-count",
    "share",
    "declarations",
    "body",
    "references",
    "notice",
    "actions",
]


@pytest.fixture
def whole(published, channel, carol):
    """An article with everything that can stand on one."""
    others = [published(title=f"另一篇文章之{n}", channel=channel) for n in "一二三四"]
    others += [published(title=f"没有频道的文章之{n}") for n in "甲乙丙丁戊己庚辛壬癸"]
    article = published(
        title="开窗借天：一间屋子怎样过冬",
        html=BODY,
        channel=channel,
        references=(
            DraftReference(
                title="居住区标准", key="r1", outlet="住建部", dated_on="2018-12", url="https://r.example/?a=1&b=2"
            ),
            DraftReference(title="闲情偶寄", key="r2", authors="李渔", dated_on="1671"),
        ),
        declarations=(
            DraftDeclaration(kind=DeclarationKind.OPINION),
            DraftDeclaration(kind=DeclarationKind.REPOST, source_name="江城晚报", source_url="https://s.example/"),
        ),
        credits=(DraftCredit(role=CreditRole.AUTHOR, name="陆照"), DraftCredit(role=CreditRole.EDITOR, name="何一白")),
    )
    Article.objects.filter(pk__in=[other.pk for other in others]).update(heat=50_000)
    Notice.objects.create(origin="upload", text_zh="本文由用户上传。", text_en="A user uploaded this.")
    Slot.objects.create(
        place="channel", channel=channel, article=others[2], starts_at=now() - dt.timedelta(hours=1), by_public_id="x"
    )
    vertical = Vertical.objects.create(slug="homes", name_zh="居所", name_en="Homes")
    VerticalArticle.objects.create(vertical=vertical, article=others[1])
    comment(article, by=actor_of(carol), text="写得好")
    return article


def page(client, article, language="en"):
    answer = client.get(f"/a/{article.public_id}", headers={"Accept-Language": language})
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def part(root, name):
    (found,) = root.xpath(f"//*[@data-part='{name}']")
    return found


def test_every_part_is_there_once_and_in_order(client, whole) -> None:
    parts = page(client, whole).xpath("//@data-part")
    assert [name for name in parts if name in FIRST] == FIRST
    assert sorted(name for name in parts if name not in FIRST) == sorted(
        ["editions", "comments", "related", "publisher", "hot", "past", "headlines", "originals", "footer"]
    )


def test_parts_that_have_nothing_are_absent(client, published) -> None:
    parts = page(client, published()).xpath("//@data-part")
    assert not {"declarations", "references", "notice", "related", "hot", "past", "headlines", "originals"} & set(parts)
    assert {"publisher", "comments", "actions", "share"} <= set(parts)


def test_there_is_one_heading_of_the_first_rank_and_it_is_the_title(client, whole) -> None:
    (title,) = page(client, whole).xpath("//h1")
    assert (title.get("data-part"), title.text_content()) == ("title", whole.title)


def test_the_breadcrumb_leads_from_the_parent_site_through_home_and_channel(client, whole) -> None:
    Site.objects.update_or_create(pk=1, defaults={"parent_name": "江城网", "parent_url": "https://p.example/"})
    assert part(page(client, whole), "breadcrumb").xpath(".//a/@href") == ["https://p.example/", "/", "/c/science"]


def test_the_byline_names_publisher_badge_credits_and_time(client, whole) -> None:
    byline = part(page(client, whole), "byline")
    assert byline.xpath(".//a[@class='pub']/@href") == ["/@river_watch"]
    assert re.fullmatch(r"Organisation, verified · \w+ \d{4}", byline.xpath("string(.//*[@role='img'])"))
    assert "By 陆照" in byline.text_content()
    (time,) = byline.xpath(".//time")
    assert dt.datetime.fromisoformat(time.get("datetime")) == whole.published_at.replace(microsecond=0)


def test_an_unknown_date_is_said_and_not_invented(client, published) -> None:
    article = published(is_date_known=False)
    root = page(client, article)
    assert "date unknown" in part(root, "byline").text_content()
    assert not part(root, "byline").xpath(".//time")
    data = json.loads(root.xpath("//script[@type='application/ld+json']/text()")[0])
    assert "datePublished" not in data["@graph"][0]


def test_a_month_stays_a_month(client, published) -> None:
    article = published(is_date_known=False, original_on="2019-05")
    (time,) = part(page(client, article), "byline").xpath(".//time")
    assert (time.get("datetime"), time.text) == ("2019-05", "May 2019")


def test_references_are_numbered_linked_where_they_can_be_and_lead_back(client, whole) -> None:
    root = page(client, whole)
    first, second = part(root, "references").xpath(".//li")
    assert first.xpath(".//cite/a/@href") == ["https://r.example/?a=1&b=2"]
    assert first.xpath(".//a[@class='back']/@href") == ["#c1"]
    assert "not linked" in second.text_content()
    assert second.xpath(".//time/@datetime") == ["1671"]
    assert part(root, "body").xpath(".//sup/a/@href") == ["#r1"]


def test_lists_marks_feeds_and_metadata_number_sources_by_first_use(client, published) -> None:
    article = published(
        html='<p>先<sup data-cite="b"></sup>，后<sup data-cite="a"></sup>，再<sup data-cite="b"></sup>。</p>',
        references=(
            DraftReference("从未引用", "x"), DraftReference("后引", "a"),
            DraftReference("先引", "b", accessed_on="2026-06-01"),
        ),
    )  # fmt: skip
    root = page(client, article)
    assert part(root, "body").xpath(".//sup/a/text()") == ["[1]", "[2]", "[1]"]
    assert part(root, "references").xpath(".//cite/text()") == ["先引", "后引", "从未引用"]
    first, second, uncited = part(root, "references").xpath(".//li")
    assert first.xpath(".//a[@class='back']/@href") == ["#c1", "#c1b"]
    assert set(root.xpath("//sup/a/@id")) == {"c1", "c1b", "c2"}
    assert "seen on 1 June 2026" in first.text_content()
    assert (second.get("id"), uncited.xpath(".//a")) == ("r2", [])
    (told,) = [one for one in map(json.loads, root.xpath("//script/text()")) if "citation" in str(one)]
    assert str(told).index("先引") < str(told).index("后引") < str(told).index("从未引用")
    (item,) = client.get("/feed.json").json()["items"]
    assert [row["title"] for row in item["_haowen"]["references"]] == ["先引", "后引", "从未引用"]
    assert item["_haowen"]["references"][0]["accessed"] == "2026-06-01"
    assert "[1]" in item["content_html"].partition("后")[0]


def test_declarations_and_labels_are_told_in_words(client, whole) -> None:
    Label.objects.create(article=whole, kind="disputed", note="两种说法", by_public_id="x")
    text = part(page(client, whole), "declarations").text_content()
    assert "Personal opinion" in text
    assert "source: 江城晚报" in text
    assert "Disputed, 两种说法" in text


def test_corrections_stand_under_the_body(client, whole) -> None:
    Correction.objects.create(article=whole, note="两点改为三点。")
    assert "两点改为三点。" in page(client, whole).xpath("//p[@class='corr']")[0].text_content()


def test_the_notice_follows_the_origin_in_both_languages(client, whole) -> None:
    assert part(page(client, whole), "notice").xpath("./p/@lang") == ["zh-Hans", "en"]
    Article.objects.filter(pk=whole.pk).update(origin="newsroom")
    assert not page(client, whole).xpath("//*[@data-part='notice']")


def test_recommended_items_have_title_publisher_badge_time_and_reason(client, whole) -> None:
    root = page(client, whole)
    for item in part(root, "related").xpath(".//li") + part(root, "hot").xpath(".//li"):
        assert item.get("data-why")
        assert item.xpath(".//a[starts-with(@href, '/a/')]")
        assert item.xpath(".//*[@class='by']//*[@role='img']")
        assert item.xpath(".//time/@datetime")
        assert item.xpath(".//a[starts-with(@href, '/why?')]")


def test_hot_never_shows_the_article_itself_nor_what_is_related_already(client, whole) -> None:
    root = page(client, whole)
    related, hot = (
        root.xpath(f"//*[@data-part='{name}']//a[starts-with(@href,'/a/')]/@href") for name in ("related", "hot")
    )
    assert f"/a/{whole.public_id}" not in hot
    assert not set(related) & set(hot)


def test_what_the_desk_placed_leads_its_channel(client, whole) -> None:
    lead = part(page(client, whole), "headlines").xpath(".//li[@class='item']//h4/a/text()")
    assert lead == ["另一篇文章之三"]


def test_originals_are_tabs(client, whole) -> None:
    originals = part(page(client, whole), "originals")
    assert originals.xpath(".//input[@type='radio']/@value") == ["homes"]
    assert originals.xpath(".//a[@href='/o/homes']")


def test_past_articles_do_not_repeat_this_one(client, whole) -> None:
    links = part(page(client, whole), "past").xpath(".//li//a/@href")
    assert len(links) == 6
    assert f"/a/{whole.public_id}" not in links


def test_the_care_edition_is_not_sent_what_it_hides(client, whole) -> None:
    client.cookies["prefs"] = "en.care.."
    root = page(client, whole)
    parts = root.xpath("//@data-part")
    assert not {"hot", "past", "headlines", "originals"} & set(parts)
    assert {"title", "share", "related", "publisher", "comments"} <= set(parts)
    assert not part(root, "related").xpath(".//img")
    assert root.xpath("//button[@data-aloud]")


def test_a_visitor_gets_links_to_sign_in_and_no_token(client, whole) -> None:
    root = page(client, whole)
    assert not root.xpath("//main//form")
    assert part(root, "actions").xpath(".//a/@href")[:2] == [f"/accounts/login/?next=/a/{whole.public_id}"] * 2
    assert not root.xpath("//input[@name='csrfmiddlewaretoken']")


def test_a_signed_in_reader_gets_forms_that_know_what_was_done(client, whole, carol) -> None:
    actor = actor_of(carol)
    Like.objects.create(actor=actor, article=whole)
    Bookmark.objects.create(user=carol, article=whole)
    Follow.objects.create(actor=actor, publisher=whole.publisher)
    client.force_login(carol)
    root = page(client, whole)
    assert part(root, "actions").xpath(".//form/@action") == [
        f"/a/{whole.public_id}/like",
        f"/a/{whole.public_id}/bookmark",
    ]
    assert part(root, "actions").xpath(".//button/@aria-pressed") == ["true", "true"]
    assert part(root, "publisher").xpath(".//input[@name='undo']/@value") == ["1"]
    assert all(form.xpath(".//input[@name='csrfmiddlewaretoken']") for form in root.xpath("//form[@method='post']"))


def test_link_previews_and_search_engines_are_told(client, whole) -> None:
    root = page(client, whole)
    said = {meta.get("property"): meta.get("content") for meta in root.xpath("//meta[@property]")}
    assert said["og:title"] == whole.title
    assert said["og:image"].endswith(f"/a/{whole.public_id}/card.png")
    assert root.xpath("//link[@rel='canonical']/@href")[0].endswith(f"/a/{whole.public_id}")
    data = json.loads(root.xpath("//script[@type='application/ld+json']/text()")[0])
    assert data["@graph"][0]["headline"] == whole.title
    assert data["@graph"][0]["citation"][1]["datePublished"] == "1671"


def test_a_translation_is_named_on_both_pages(client, published) -> None:
    one = published(title="水位为什么会变")
    other = published(title="Why the water rises", language="en", translation_of=one)
    for article in (one, other):
        links = {link.get("hreflang"): link.get("href") for link in page(client, article).xpath("//link[@hreflang]")}
        assert links["zh-Hans"].endswith(one.public_id)
        assert links["en"].endswith(other.public_id)


def test_an_article_keeps_its_own_language(client, published) -> None:
    root = page(client, published(), "en")
    assert (root.get("lang"), part(root, "body").get("lang")) == ("en", "zh-Hans")


def test_markup_in_names_and_titles_is_shown_and_not_run(client, published, publisher) -> None:
    publisher.name = "<script>1</script>"
    publisher.save()
    root = page(client, published(title='<img src=x onerror="1"> & "标题"'))
    assert part(root, "title").text_content() == '<img src=x onerror="1"> & "标题"'
    assert part(root, "byline").xpath(".//a[@class='pub']/bdi/text()") == ["<script>1</script>"]
    assert not root.xpath("//main//script")


def test_an_unknown_article_is_not_found_and_a_withdrawn_one_gone(client, published) -> None:
    assert client.get("/a/nothing2345").status_code == 404
    article = published(title="收回去的文章")
    withdraw(article, by=host_actor())
    answer = client.get(f"/a/{article.public_id}")
    assert answer.status_code == 410
    assert "河水在夜里涨了三厘米" not in answer.content.decode()


def test_a_draft_is_not_found(client, article_factory) -> None:
    assert client.get(f"/a/{article_factory().public_id}").status_code == 404


@pytest.mark.parametrize(("ground", "status"), [("law", 451), ("court", 451), ("terms", 403)])
def test_a_withheld_article_says_ground_and_statement(client, published, ground, status) -> None:
    from haowen.domain.articles.models import ArticleRestriction
    from haowen.domain.statements.models import Statement

    article = published()
    statement = Statement.objects.create(
        ground=ground, rule="第三条", facts="x", effect="withheld", by_public_id="x", issued_at=now()
    )
    ArticleRestriction.objects.create(article=article, effect="withheld", statement=statement, starts_at=now())
    answer = client.get(f"/a/{article.public_id}")
    text = answer.content.decode()
    assert answer.status_code == status
    assert "第三条" in text
    assert statement.public_id in text
    assert "河水在夜里涨了三厘米" not in text


def test_readers_are_led_to_the_other_languages(client, published):
    original = published("水位为什么会变")
    other = published("Why the river rose", language="en", translation_of=original)
    for shown, led in ((original, other), (other, original)):
        page = client.get(f"/a/{shown.public_id}").content.decode()
        assert f'<a href="/a/{led.public_id}" hreflang="{led.language}" lang="{led.language}">' in page
