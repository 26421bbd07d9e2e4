"""An article as schema.org has it."""

from dataclasses import dataclass, field

from haowen.formats.jsonld.writing import Node, breadcrumb, graph, image, kept

NEWS = ("newsroom", "contracted")
MAKERS = {
    "person": "Person",
    "company": "Corporation",
    "media": "NewsMediaOrganization",
    "government": "GovernmentOrganization",
}
"""Kinds of publishers; all others are organisations."""
_ROLES = {"editor": "editor", "translator": "translator", "photo": "contributor"}
_KINDS = {"short": "SocialMediaPosting", "live": "LiveBlogPosting"}
_MADE_BY = {
    "ai_generated": "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
    "ai_assisted": "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource",
}
"""What is declared about AI → the digital source types of IPTC, as schema.org names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A work that the article cites, or is taken from."""

    title: str
    outlet: str = ""
    date: str = ""
    url: str = ""
    authors: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that readers see."""

    url: str
    width: int = 0
    height: int = 0
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Video:
    """A video that readers can play; ``picture`` is how it begins."""

    name: str
    description: str
    url: str
    picture: str
    published: str
    seconds: int = 0
    transcript: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """An entry of a live report."""

    url: str
    text: str
    published: str
    title: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What was put right, and when."""

    note: str
    at: str


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
    site: str
    site_url: str
    section: str
    comments: int
    logo: str = ""
    publisher_kind: str = ""
    publisher_picture: str = ""
    origin: str = ""
    stated: tuple[str, ...] = ()  # kinds of declarations and labels
    authors: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()  # role and name
    keywords: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    sources: tuple[Source, ...] = ()
    based_on: Source | None = None
    corrections: tuple[Corrected, ...] = ()
    original: str = ""  # the address of what this translates
    translations: tuple[tuple[str, str], ...] = ()  # language and address
    series: str = ""
    series_url: str = ""
    licence: str = ""
    words: int = 0
    kind: str = "article"
    videos: tuple[Video, ...] = ()
    updates: tuple[Update, ...] = ()
    ended: str = ""
    trail: tuple[tuple[str, str], ...] = field(default=())


def article(told: Told) -> str:
    """Return the script's text: the article and its breadcrumb."""
    maker = kept({
        "@type": MAKERS.get(told.publisher_kind, "Organization"),
        "name": told.publisher,
        "url": told.publisher_url,
        "image": told.publisher_picture,
    })  # fmt: skip
    piece = {
        "@type": _type(told),
        "@id": told.url,
        "url": told.url,
        "mainEntityOfPage": told.url,
        "headline": told.title,
        "description": told.description,
        "inLanguage": told.language,
        "image": [image(one.url, one.width, one.height, one.caption) for one in told.pictures] or told.image,
        "datePublished": told.published,
        "dateModified": told.changed,
        "author": [{"@type": "Person", "name": name} for name in told.authors] or [maker],
        **_others(told),
        "publisher": kept({"@type": "Organization", "name": told.site, "url": told.site_url, "logo": _logo(told.logo)}),
        "sourceOrganization": maker,
        "articleSection": told.section,
        "keywords": list(told.keywords),
        "commentCount": told.comments,
        "wordCount": told.words or "",
        "isAccessibleForFree": True,
        "creativeWorkStatus": "Published",
        "license": told.licence,
        "citation": [_work(source) for source in told.sources],
        "isBasedOn": _work(told.based_on) if told.based_on else "",
        "correction": [
            kept({"@type": "CorrectionComment", "text": one.note, "datePublished": one.at}) for one in told.corrections
        ],
        "translationOfWork": {"@id": told.original} if told.original else "",
        "workTranslation": [{"@id": url, "inLanguage": language} for language, url in told.translations],
        "isPartOf": {"@type": "CreativeWorkSeries", "name": told.series, "url": told.series_url} if told.series else "",
        "digitalSourceType": next((_MADE_BY[kind] for kind in told.stated if kind in _MADE_BY), ""),
        "video": [_video(one) for one in told.videos],
        **(_coverage(told) if told.kind == "live" else {}),
        "genre": "Fiction" if "fiction" in told.stated else "",
    }
    return graph(kept(piece), breadcrumb(told.trail))


def _type(told: Told) -> str | list[str]:
    """Return what the article is: an advertisement before all else; news where a newsroom answers for it."""
    if "advertising" in told.stated:
        return "AdvertiserContentArticle"
    if told.kind in _KINDS:
        return _KINDS[told.kind]
    return ["Article", "ImageGallery"] if told.kind == "gallery" else _written(told)


def _written(told: Told) -> str:
    if told.origin in NEWS and "fiction" not in told.stated:
        return "OpinionNewsArticle" if "opinion" in told.stated else "NewsArticle"
    return "Article"


def _coverage(told: Told) -> Node:
    updates = [
        kept({
            "@type": "BlogPosting",
            "url": one.url,
            "headline": one.title,
            "articleBody": one.text,
            "datePublished": one.published,
            "dateModified": one.changed,
        })
        for one in told.updates
    ]  # fmt: skip
    return {"coverageStartTime": told.published, "coverageEndTime": told.ended, "liveBlogUpdate": updates}


def _video(one: Video) -> Node:
    minutes, seconds = divmod(one.seconds, 60)
    return kept({
        "@type": "VideoObject",
        "name": one.name,
        "description": one.description,
        "thumbnailUrl": one.picture,
        "uploadDate": one.published,
        "duration": f"PT{minutes // 60}H{minutes % 60}M{seconds}S" if one.seconds else "",
        "contentUrl": one.url,
        "transcript": one.transcript,
    })  # fmt: skip


def _others(told: Told) -> Node:
    found: Node = {}
    for role, name in told.others:
        if role in _ROLES:
            found.setdefault(_ROLES[role], []).append({"@type": "Person", "name": name})
    return found


def _logo(address: str) -> Node | str:
    return image(address) if address else ""


def _work(source: Source) -> Node:
    return kept({
        "@type": "WebPage" if source.url else "CreativeWork",
        "name": source.title,
        "author": source.authors,
        "publisher": {"@type": "Organization", "name": source.outlet} if source.outlet else "",
        "datePublished": source.date,
        "url": source.url,
    })  # fmt: skip
