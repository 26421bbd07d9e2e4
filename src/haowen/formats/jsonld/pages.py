"""Lists, publishers and the site itself as schema.org has them."""

from collections.abc import Iterable
from dataclasses import dataclass

from haowen.formats.jsonld.articles import MAKERS
from haowen.formats.jsonld.writing import Node, breadcrumb, graph, image, kept

Trail = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One entry of a list."""

    url: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Who a publisher is. ``followers`` and ``articles`` are numbers that its page shows."""

    url: str
    name: str
    handle: str
    kind: str
    description: str = ""
    image: str = ""
    since: str = ""
    followers: int = 0
    articles: int = 0


def listing(*, url: str, name: str, language: str, entries: Iterable[Listed], trail: Trail = ()) -> str:
    """Return a page that lists articles, and its breadcrumb."""
    page = kept({
        "@type": "CollectionPage",
        "@id": url,
        "url": url,
        "name": name,
        "inLanguage": language,
        "mainEntity": _list(entries),
    })  # fmt: skip
    return graph(page, breadcrumb(trail))


def profile(who: Profile, *, language: str, entries: Iterable[Listed], trail: Trail = ()) -> str:
    """Return a publisher's page: who it is, and what stands there."""
    maker = kept({
        "@type": MAKERS.get(who.kind, "Organization"),
        "@id": f"{who.url}#publisher",
        "name": who.name,
        "alternateName": f"@{who.handle}",
        "url": who.url,
        "description": who.description,
        "image": who.image,
        "interactionStatistic": _count("FollowAction", who.followers),
        "agentInteractionStatistic": _count("WriteAction", who.articles),
    })  # fmt: skip
    page = kept({
        "@type": "ProfilePage",
        "@id": who.url,
        "url": who.url,
        "inLanguage": language,
        "dateCreated": who.since,
        "mainEntity": maker,
        "hasPart": _list(entries),
    })  # fmt: skip
    return graph(page, breadcrumb(trail))


def front(*, url: str, name: str, description: str, language: str, logo: str, search: str, parent: str = "") -> str:
    """Return the site: its name, who answers for it, and how it is searched (``search`` has ``{q}`` for the words)."""
    organisation = kept({
        "@type": "Organization",
        "@id": f"{url}#host",
        "name": name,
        "url": url,
        "logo": image(logo) if logo else "",
        "parentOrganization": {"@type": "Organization", "url": parent} if parent else "",
    })  # fmt: skip
    action = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": search.replace("{q}", "{search_term_string}")},
        "query-input": "required name=search_term_string",
    }
    site = kept({
        "@type": "WebSite",
        "@id": url,
        "url": url,
        "name": name,
        "description": description,
        "inLanguage": language,
        "publisher": {"@id": f"{url}#host"},
        "potentialAction": action,
    })  # fmt: skip
    return graph(site, organisation)


def _list(entries: Iterable[Listed]) -> Node:
    rows = [
        {"@type": "ListItem", "position": place, "url": one.url, "name": one.name}
        for place, one in enumerate(entries, start=1)
    ]
    return {"@type": "ItemList", "itemListElement": rows} if rows else {}


def _count(action: str, number: int) -> Node:
    if not number:
        return {}
    return {
        "@type": "InteractionCounter",
        "interactionType": {"@type": action},
        "userInteractionCount": number,
    }
