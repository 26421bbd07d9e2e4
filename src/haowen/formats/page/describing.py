"""A page as a source that others cite: what it says of itself, to search engines, libraries and networks first of all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import ParserError
from lxml.html import HtmlElement

from haowen.formats.page import containers, decoding, metadata
from haowen.formats.page.piece import Findings, NoArticle, Page, Source
from haowen.formats.page.reading import read
from haowen.text import times

_TITLES = ("citation_title", "dc.title", "dcterms.title", "eprints.title", "bepress_citation_title")
_OUTLETS = (
    "citation_journal_title", "citation_conference_title", "citation_inbook_title", "citation_dissertation_institution",
    "citation_technical_report_institution", "prism.publicationname", "citation_publisher", "dc.source", "dcterms.ispartof",
)  # fmt: skip
_PUBLISHERS = ("og:site_name", "dc.publisher", "dcterms.publisher", "application-name", "source", "mediaid")
_AUTHORS = (
    "citation_author",
    "citation_authors",
    "dc.creator",
    "dcterms.creator",
    "eprints.creators_name",
    "bepress_citation_author",
)
_DATES = (
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "prism.publicationdate",
    "dc.date",
    "dc.date.issued",
    "dcterms.issued",
)
_MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class Described:
    """What a page says of itself, and the article in it, if there is one."""

    source: Source
    page: Page | None


def describe(data: bytes, address: str) -> Described:
    """Return what a page that was fetched from an address says of itself. Raises ``NoArticle`` with the reason."""
    text = decoding.decode(data)
    if not decoding.is_html(text):
        raise NoArticle("text")
    try:
        tree = containers.parse(text)
    except (ParserError, ValueError) as trouble:
        raise NoArticle("text") from trouble
    findings = Findings()
    metadata.read(tree, findings)
    said = dict(reversed(list(_said(tree))))
    if metadata.is_blocked(findings.title) and not any(name in said for name in _TITLES):
        raise NoArticle("blocked")
    try:
        page: Page | None = read(data)
    except NoArticle:
        page = None
    title = _first(said, _TITLES) or findings.title or (page.title if page else "")
    outlet = (
        _first(said, _OUTLETS)
        or findings.site_name
        or _first(said, _PUBLISHERS)
        or (page.publisher_name if page else "")
    )
    doi = re.search(
        r"10\.\d{4,9}/\S+", _first(said, ("citation_doi", "dc.identifier.doi", "prism.doi", "dc.identifier"))
    )
    url = f"https://doi.org/{doi[0]}" if doi else findings.canonical_url or address
    return Described(
        Source(
            title, "" if outlet == title else outlet, _date(said, findings, page), url, _names(tree, findings, page)
        ),
        page,
    )


def _said(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for tag in tree.iter("meta"):
        name = (
            (tag.get("name") or tag.get("property") or tag.get("itemprop") or "").strip().lower().replace("dc:", "dc.")
        )
        content = " ".join((tag.get("content") or "").split())
        if name and content:
            yield name, content


def _first(said: dict[str, str], names: tuple[str, ...]) -> str:
    return next((said[name] for name in names if name in said), "")


def _date(said: dict[str, str], findings: Findings, page: Page | None) -> str:
    for name in _DATES:
        if name in said:
            bare = said[name].replace("/", "-")
            found = times.find(bare, partial=True, year=True)
            if found:
                return found.day
    return (findings.published or (page.published if page else ""))[:10]


def _names(tree: HtmlElement, findings: Findings, page: Page | None) -> str:
    for wanted in _AUTHORS:
        names = [content for name, content in _said(tree) if name == wanted]
        if names:
            return "; ".join(dict.fromkeys(names[:_MOST_NAMES])) + (" et al." if len(names) > _MOST_NAMES else "")
    rows = findings.credits or (page.author_credits if page else ())
    return ", ".join(dict.fromkeys(row.name for row in rows if row.role in {"author", "reporter"}))
