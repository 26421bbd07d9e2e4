"""JSON-LD of lists, publishers and the site."""

import json
from typing import Any

from haowen.formats import jsonld

ENTRIES = [
    jsonld.Listed(url="https://h.example/a/x", name="水位 </script>"),
    jsonld.Listed(url="https://h.example/a/y", name="潮汐"),
]


def graph(text: str) -> list[Any]:
    assert "<" not in text
    nodes: list[Any] = json.loads(text)["@graph"]
    return nodes


def test_a_list_has_its_entries_in_order() -> None:
    page, trail = graph(
        jsonld.listing(
            url="https://h.example/c/x", name="科技", language="zh-Hans", entries=ENTRIES,
            trail=(("好文", "https://h.example/"), ("科技", "https://h.example/c/x")),
        )
    )  # fmt: skip
    assert page["@type"] == "CollectionPage"
    rows = page["mainEntity"]["itemListElement"]
    assert [(row["position"], row["url"], row["name"]) for row in rows] == [
        (1, "https://h.example/a/x", "水位 </script>"),
        (2, "https://h.example/a/y", "潮汐"),
    ]
    assert [step["name"] for step in trail["itemListElement"]] == ["好文", "科技"]


def test_an_empty_list_claims_nothing() -> None:
    (page,) = graph(jsonld.listing(url="https://h.example/c/x", name="科技", language="en", entries=[]))
    assert "mainEntity" not in page


def test_a_profile_says_who_it_is() -> None:
    who = jsonld.Profile(
        url="https://h.example/@river", name="河流观察", handle="river", kind="media", followers=7, since="2026-01-02"
    )
    (page,) = graph(jsonld.profile(who, language="zh-Hans", entries=ENTRIES))
    maker = page["mainEntity"]
    assert (page["@type"], maker["@type"], maker["alternateName"]) == ("ProfilePage", "NewsMediaOrganization", "@river")
    assert maker["interactionStatistic"]["userInteractionCount"] == 7
    assert "agentInteractionStatistic" not in maker


def test_the_site_says_how_it_is_searched() -> None:
    site, host = graph(
        jsonld.front(
            url="https://h.example/", name="好文", description="看河", language="zh-Hans", logo="",
            search="https://h.example/search?q={q}",
        )
    )  # fmt: skip
    assert site["potentialAction"]["target"]["urlTemplate"] == "https://h.example/search?q={search_term_string}"
    assert site["publisher"]["@id"] == host["@id"]
