"""JSON-LD (schema.org) of an article, for search engines and other programs."""

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A work that the article cites."""

    title: str
    outlet: str = ""
    date: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said about an article; empty strings are left out."""

    url: str
    title: str
    description: str
    language: str
    image: str
    published: str
    changed: str
    publisher: str
    publisher_url: str
    is_person: bool
    site: str
    site_url: str
    section: str
    comments: int
    logo: str = ""
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    trail: tuple[tuple[str, str], ...] = field(default=())


def article(told: Told) -> str:
    """Return the script's text: an Article and its breadcrumb.

    The text can stand in HTML as it is: no ``<``, ``>`` or ``&`` remains in it. A date that nobody knows is not there.
    """
    maker = {"@type": "Person" if told.is_person else "Organization", "name": told.publisher, "url": told.publisher_url}
    piece = {
        "@type": "Article",
        "@id": told.url,
        "mainEntityOfPage": told.url,
        "headline": told.title,
        "description": told.description,
        "inLanguage": told.language,
        "image": [told.image],
        "datePublished": told.published,
        "dateModified": told.changed,
        "author": [{"@type": "Person", "name": name} for name in told.authors] or [maker],
        "publisher": _kept(
            {"@type": "Organization", "name": told.site, "url": told.site_url, "logo": _logo(told.logo)}
        ),
        "sourceOrganization": maker,
        "articleSection": told.section,
        "keywords": list(told.keywords),
        "commentCount": told.comments,
        "isAccessibleForFree": True,
        "citation": [_work(source) for source in told.sources],
    }
    steps = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": address}
            for place, (name, address) in enumerate(told.trail, start=1)
        ],
    }
    return written({"@context": "https://schema.org", "@graph": [_kept(piece), steps]})


def written(data: dict[str, Any]) -> str:
    """Return JSON that may stand inside ``<script>``."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _logo(address: str) -> dict[str, str] | str:
    return {"@type": "ImageObject", "url": address} if address else ""


def _work(source: Source) -> dict[str, Any]:
    return _kept(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "publisher": {"@type": "Organization", "name": source.outlet} if source.outlet else "",
            "datePublished": source.date,
            "url": source.url,
        }
    )


def _kept(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in ("", [], None)}
