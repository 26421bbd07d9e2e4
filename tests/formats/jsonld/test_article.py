"""JSON-LD of an article."""

import json
from typing import Any

import pytest

from haowen.formats import jsonld


def told(**given: Any) -> jsonld.Told:
    said = {
        "url": "https://h.example/a/x", "title": "水位", "description": "", "language": "zh-Hans", "image": "https://h.example/a/x/card.png",
        "published": "2026-11-23T08:30:00+08:00", "changed": "", "publisher": "河流观察", "publisher_url": "https://h.example/@river",
        "site": "好文", "site_url": "https://h.example/", "section": "科技", "comments": 3,
    }  # fmt: skip
    return jsonld.Told(**(said | given))


def test_an_article_names_its_publisher_sources_and_trail() -> None:
    sources = (jsonld.Source(title="潮汐表", outlet="水文局", date="2018-12"),)
    data = json.loads(jsonld.article(told(sources=sources, trail=(("好文", "https://h.example/"),))))
    article, trail = data["@graph"]
    assert article["sourceOrganization"]["name"] == "河流观察"
    assert article["citation"] == [
        {
            "@type": "CreativeWork",
            "name": "潮汐表",
            "publisher": {"@type": "Organization", "name": "水文局"},
            "datePublished": "2018-12",
        }
    ]
    assert trail["itemListElement"][0] == {
        "@type": "ListItem",
        "position": 1,
        "name": "好文",
        "item": "https://h.example/",
    }


def test_an_unknown_date_is_left_out() -> None:
    article = json.loads(jsonld.article(told(published="")))["@graph"][0]
    assert "datePublished" not in article
    assert "dateModified" not in article


def test_a_title_cannot_end_the_script() -> None:
    text = jsonld.article(told(title="</script><script>alert(1)</script> & more"))
    assert "<" not in text
    assert "&" not in text
    assert json.loads(text)["@graph"][0]["headline"] == "</script><script>alert(1)</script> & more"


def piece(**given: Any) -> Any:
    return json.loads(jsonld.article(told(**given)))["@graph"][0]


@pytest.mark.parametrize(
    ("origin", "stated", "kind"),
    [("newsroom", (), "NewsArticle"), ("contracted", ("opinion",), "OpinionNewsArticle"), ("upload", ("opinion",), "Article"),
     ("newsroom", ("advertising",), "AdvertiserContentArticle"), ("newsroom", ("fiction",), "Article"), ("repost", (), "Article")],
)  # fmt: skip
def test_news_is_what_a_newsroom_answers_for(origin: str, stated: tuple[str, ...], kind: str) -> None:
    assert piece(origin=origin, stated=stated)["@type"] == kind


def test_a_month_stays_a_month() -> None:
    assert piece(published="2014-03")["datePublished"] == "2014-03"


def test_what_was_made_by_machines_is_said_in_the_words_of_iptc() -> None:
    assert piece(stated=("original", "ai_generated"))["digitalSourceType"].endswith(
        "/TrainedAlgorithmicMediaDigitalSource"
    )
    assert "digitalSourceType" not in piece(stated=("ai_none",))


def test_a_repost_names_what_it_is_based_on() -> None:
    based = piece(based_on=jsonld.Source(title="水位", outlet="潮汐报", url="https://tide.example/1"))["isBasedOn"]
    assert based == {
        "@type": "WebPage",
        "name": "水位",
        "publisher": {"@type": "Organization", "name": "潮汐报"},
        "url": "https://tide.example/1",
    }


def test_corrections_translations_and_people_are_named() -> None:
    said = piece(
        corrections=(jsonld.Corrected(note="三，不是四", at="2026-11-24T08:30:00+08:00"),),
        translations=(("en", "https://h.example/a/y"),),
        others=(("editor", "杜甫"), ("proof", "王维"), ("translator", "Jonas")),
        authors=("李白",),
        pictures=(jsonld.Picture(url="https://h.example/p.webp", width=3, height=2, caption="桥"),),
    )
    assert said["correction"] == [
        {"@type": "CorrectionComment", "text": "三，不是四", "datePublished": "2026-11-24T08:30:00+08:00"}
    ]
    assert said["workTranslation"] == [{"@id": "https://h.example/a/y", "inLanguage": "en"}]
    assert [said["author"], said["editor"], said["translator"]] == [
        [{"@type": "Person", "name": name}] for name in ("李白", "杜甫", "Jonas")
    ]
    assert said["image"] == [
        {"@type": "ImageObject", "url": "https://h.example/p.webp", "width": 3, "height": 2, "caption": "桥"}
    ]
    assert piece(original="https://h.example/a/z")["translationOfWork"] == {"@id": "https://h.example/a/z"}


def test_no_text_anywhere_can_end_the_script() -> None:
    evil = "</script><!-- <script> ]]> & \u2028"
    fields = ("title", "description", "publisher", "site", "section", "licence", "series", "language", "published")
    text = jsonld.article(
        told(
            **dict.fromkeys(fields, evil), authors=(evil,), others=(("editor", evil),), keywords=(evil,),
            sources=(jsonld.Source(title=evil, outlet=evil, date=evil, url=evil, authors=evil),),
            corrections=(jsonld.Corrected(note=evil, at=evil),), trail=((evil, evil),),
            pictures=(jsonld.Picture(url=evil, caption=evil),),
        )
    )  # fmt: skip
    assert not set("<>&") & set(text)
    assert json.loads(text)["@graph"][0]["headline"] == evil
