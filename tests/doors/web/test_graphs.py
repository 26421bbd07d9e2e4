"""What programs are told in a page's head."""

import json
from typing import Any

import lxml.html
import pytest

from haowen.domain.articles.drafts import DraftDeclaration
from haowen.domain.articles.importing import tag
from haowen.domain.articles.models import Correction, DeclarationKind, Series

pytestmark = pytest.mark.django_db

BASE = "http://localhost:8000"


def head(client: Any, path: str) -> tuple[list[Any], dict[str, str]]:
    """Return the nodes of a page's JSON-LD, and its Open Graph pairs."""
    tree = lxml.html.fromstring(client.get(path).content)
    (script,) = tree.xpath("//script[@type='application/ld+json']/text()")
    pairs = {one.get("property"): one.get("content") for one in tree.xpath("//meta[@property]")}
    return json.loads(script)["@graph"], pairs


def test_an_article_tells_all_that_its_page_says(
    client: Any, site: Any, channel: Any, published: Any, publisher: Any
) -> None:
    series = Series.objects.create(publisher=publisher, title="河的一年")
    article = published(
        "</script>水位 <!-- 为什么",
        "<p>河水在夜里涨了 3 厘米。</p>",
        channel=channel,
        origin="newsroom",
        series=series,
        licence="CC BY 4.0",
        declarations=(
            DraftDeclaration(DeclarationKind.REPOST, source_name="潮汐报", source_url="https://tide.example/1"),
        ),
    )
    article.tags.add(tag("river"))
    Correction.objects.create(article=article, note="“四”改为“三”")
    other = published("Why", "<p>Rivers.</p>", language="en", translation_of=article)
    (said, trail), pairs = head(client, f"/a/{article.public_id}")
    assert (said["@type"], said["headline"], said["wordCount"]) == ("NewsArticle", article.title, 10)
    assert said["isBasedOn"]["url"] == "https://tide.example/1"
    assert said["correction"][0]["text"] == "“四”改为“三”"
    assert said["isPartOf"]["name"] == "河的一年"
    assert (said["license"], said["keywords"]) == ("CC BY 4.0", ["river"])
    assert said["workTranslation"] == [{"@id": f"{BASE}/a/{other.public_id}", "inLanguage": "en"}]
    assert [step["item"] for step in trail["itemListElement"]][1] == f"{BASE}/c/science"
    assert (pairs["article:tag"], pairs["twitter:card"]) == ("river", "summary_large_image")
    (said, _trail), pairs = head(client, f"/a/{other.public_id}")
    assert said["translationOfWork"] == {"@id": f"{BASE}/a/{article.public_id}"}
    assert pairs["og:locale"] == "en_GB"


def test_lists_publishers_and_the_front_page_say_what_they_are(
    client: Any, site: Any, channel: Any, published: Any
) -> None:
    article = published("水位 & 潮汐", channel=channel)
    article.tags.add(tag("river"))
    url = f"{BASE}/a/{article.public_id}"
    for path, kind in (
        ("/c/science", "CollectionPage"),
        ("/t/river", "CollectionPage"),
        ("/@river_watch", "ProfilePage"),
    ):
        (said, _trail), pairs = head(client, path)
        assert said["@type"] == kind
        (row,) = (said["hasPart"] if kind == "ProfilePage" else said["mainEntity"])["itemListElement"]
        assert (row["url"], row["name"]) == (url, "水位 & 潮汐")
        assert pairs["og:url"] == BASE + path
    (said, host), _pairs = head(client, "/")
    assert (said["@type"], host["@type"]) == ("WebSite", "Organization")
