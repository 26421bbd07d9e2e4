"""How much a reader page may weigh before it is read, without its pictures."""

import gzip

import lxml.html
import pytest

from tests.journeys.places import VISITOR, Place, places
from tests.journeys.visiting import Visitor
from tests.serving import Served

HTML_MOST = 15_000
"""Beside the article's own text."""
OWN_TEXT = "//*[@data-part='body'] | //div[@class='live']"
"""The entries of a live report are what it says."""
CSS_MOST = 10_000
FORM_CSS_MOST = 12_000
"""Pages that are filled in have a sheet of fields besides."""
JS_MOST = 8_000
REQUESTS_MOST = 4


def weight(body: bytes) -> int:
    return len(gzip.compress(body, 6))


def css_most(sheets: list[str]) -> int:
    return FORM_CSS_MOST if any("/forms." in sheet for sheet in sheets) else CSS_MOST


@pytest.fixture(scope="module")
def reader_pages(demo: Served) -> list[Place]:
    return [place for place in places(demo.data) if place.who == VISITOR]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_are_light(demo: Served, reader_pages: list[Place], language: str) -> None:
    visitor = Visitor(demo.address, language)
    heavy = {}
    for place in reader_pages:
        tree = visitor.get(place.path).tree()
        for own in tree.xpath(OWN_TEXT):
            own.clear()
        if (weighs := weight(lxml.html.tostring(tree, encoding="utf-8"))) > HTML_MOST:
            heavy[place.name] = weighs
    assert heavy == {}


def test_style_and_script_are_light(demo: Served, reader_pages: list[Place]) -> None:
    visitor = Visitor(demo.address)
    weighed: dict[str, int] = {}
    heavy = {}
    for place in reader_pages:
        tree = visitor.get(place.path).tree()
        for kind, addresses, most in (
            ("CSS", sheets := tree.xpath("//link[@rel='stylesheet']/@href"), css_most(sheets)),
            ("JS", tree.xpath("//script/@src"), JS_MOST),
        ):
            for address in addresses:
                if address not in weighed:
                    weighed[address] = len(visitor.get(address, Accept_Encoding="br, gzip").body)
            if (weighs := sum(weighed[address] for address in addresses)) > most:
                heavy[f"{kind} of {place.name}"] = weighs
    assert heavy == {}


def test_little_is_asked_for_before_the_text_can_be_read(demo: Served, reader_pages: list[Place]) -> None:
    """The page, its style sheets, and scripts that would stop it; scripts that wait do not count."""
    visitor = Visitor(demo.address)
    for place in reader_pages:
        tree = visitor.get(place.path).tree()
        stopping = tree.xpath("//script[@src][not(@defer)][not(@async)][not(@type='module')]")
        sheets = tree.xpath("//link[@rel='stylesheet'] | //link[@rel='preload']")
        assert 1 + len(sheets) + len(stopping) <= REQUESTS_MOST, place
        assert stopping == [], place
