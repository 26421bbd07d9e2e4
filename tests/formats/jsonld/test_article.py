"""JSON-LD of an article."""

import json
from typing import Any

from haowen.formats import jsonld


def told(**given: Any) -> jsonld.Told:
    said = {
        "url": "https://h.example/a/x", "title": "水位", "description": "", "language": "zh-Hans", "image": "https://h.example/a/x/card.png",
        "published": "2026-11-23T08:30:00+08:00", "changed": "", "publisher": "河流观察", "publisher_url": "https://h.example/@river",
        "is_person": False, "site": "好文", "site_url": "https://h.example/", "section": "科技", "comments": 3,
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
