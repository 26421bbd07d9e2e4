"""What programs are told in a page's head: Open Graph for link previews, JSON-LD for search engines."""

import datetime as dt
from collections.abc import Iterable
from html import unescape
from typing import Any

from django.conf import settings

from haowen.domain.media import crops
from haowen.domain.media.showing import picture, step_of
from haowen.doors.web import emblem
from haowen.doors.web.entries import Report
from haowen.doors.web.house import house
from haowen.doors.web.marks import Piece, escaped, moment
from haowen.formats import jsonld
from haowen.text import markup

Row = dict[str, Any]
Parts = dict[str, list[Row]]
Pairs = list[tuple[str, Piece]]

LOCALES = {"zh": "zh_CN", "en": "en_GB"}
WRITING = ("author", "reporter")
PICTURES = 4


def previews(row: Row, parts: Parts, description: str, address: str, section: str) -> Pairs:
    """Return the Open Graph pairs of an article."""
    pairs = [
        ("og:type", "article"),
        ("og:title", row["title"]),
        ("og:description", description),
        ("og:url", address),
        ("og:site_name", house()["name"]),
        ("og:locale", LOCALES.get(row["language"].lower()[:2], "zh_CN")),
        *(("og:locale:alternate", LOCALES.get(part["b"].lower()[:2], "zh_CN")) for part in parts["translation"]),
        ("og:image", f"{address}/card.png"),
        ("og:image:type", "image/png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", row["title"]),
        ("twitter:card", "summary_large_image"),
        ("article:author", f"{settings.BASE_URL}/@{row['publisher__handle']}"),
        ("article:section", section),
        *(("article:tag", part["b"]) for part in parts["tag"]),
    ]
    if row["is_date_known"]:
        pairs.append(("article:published_time", moment(row["published_at"], "en").iso))
    if row["changed_at"]:
        pairs.append(("article:modified_time", moment(row["changed_at"], "en").iso))
    return [(name, escaped(value)) for name, value in pairs if value]


def simple_previews(kind: str, title: str, description: str, path: str) -> Pairs:
    """Return the Open Graph pairs of any other page."""
    pairs = [
        ("og:type", kind),
        ("og:title", title),
        ("og:description", description),
        ("og:url", settings.BASE_URL + path),
        ("og:site_name", house()["name"]),
        ("twitter:card", "summary"),
    ]
    return [(name, escaped(value)) for name, value in pairs if value]


def article(
    row: Row,
    parts: Parts,
    *,
    description: str,
    address: str,
    steps: list[tuple[str, str]],
    words: int,
    films: dict[str, markup.Film],
    live: Report | None,
) -> Piece:
    """Return the JSON-LD of an article; ``steps`` lead to it from home."""
    base, site = settings.BASE_URL, house()["name"]
    of = row["translation_of_id"]
    others = [(part["b"], f"{base}/a/{part['a']}") for part in parts["translation"]]
    # The one that all others translate comes last (see ``statements``): for a translation it is the original.
    original = next((f"{base}/a/{part['a']}" for part in parts["translation"] if part["number"] == of), "")
    told = jsonld.Told(
        url=address,
        title=row["title"],
        description=description,
        language=row["language"],
        image=f"{address}/card.png",
        published=moment(row["published_at"], "en").iso if row["is_date_known"] else row["original_on"],
        changed=max(moment(row["changed_at"], "en").iso if row["changed_at"] else "", live.changed if live else ""),
        publisher=row["publisher__name"],
        publisher_url=f"{base}/@{row['publisher__handle']}",
        publisher_kind=row["publisher__kind"],
        publisher_picture=_avatar(row, "publisher__avatar__"),
        site=site,
        site_url=f"{base}/",
        logo=emblem.absolute(emblem.logo_address(house())),
        section=steps[0][0] if steps else "",
        comments=row["comment_count"],
        origin=row["origin"],
        stated=tuple(part["a"] for part in (*parts["declaration"], *parts["label"])),
        authors=tuple(part["b"] for part in parts["credit"] if part["a"] in WRITING),
        others=tuple((part["a"], part["b"]) for part in parts["credit"] if part["a"] not in WRITING),
        keywords=tuple(part["b"] for part in parts["tag"]),
        pictures=_pictures(row, parts["picture"], address),
        sources=tuple(
            jsonld.Source(title=part["b"], outlet=part["c"], authors=part["d"], date=part["e"], url=part["f"])
            for part in parts["reference"]
        ),
        based_on=_based_on(row, parts["declaration"]),
        corrections=tuple(jsonld.Corrected(note=part["a"], at=_iso(part["b"])) for part in parts["correction"]),
        original=original,
        translations=() if of else tuple(others),
        series=row["series__title"] or "",
        series_url=f"{base}/s/{row['series__public_id']}" if row["series__title"] else "",
        licence=row["licence"],
        words=words,
        kind=row["kind"],
        updates=live.updates if live else (),
        ended=live.ended if live else "",
        videos=_videos(row, films, description),
        trail=((site, f"{base}/"), *((name, f"{base}{path}") for name, path in steps), (row["title"], address)),
    )
    return Piece(jsonld.article(told))


def _pictures(row: Row, shown: list[Row], address: str) -> tuple[jsonld.Picture, ...]:
    """Return the cover and the first pictures of the text, and last the card, which every article has."""
    covers = [_cut(row, shape) for shape in crops.SHAPES] if row["crops"] else []
    rows = [] if covers else [(row["cover__sha256"], row["cover__width"], row["cover__height"], row["cover_alt"])]
    sizes = {part["a"]: (int(part["c"]), int(part["d"])) for part in shown}
    rows += [
        (key, *sizes[key], alt) for key, alt in markup.alternatives(row["revision__body__html"]).items() if key in sizes
    ]
    found = {}
    for sha256, width, height, caption in rows:
        if sha256 and width:
            one = picture(sha256, width, height, "", has_avif=False, mark=row["publisher__mark_key"])
            wide = min(step_of(one.src), width)
            found[sha256] = jsonld.Picture(
                url=settings.BASE_URL + one.src, width=wide, height=round(height * wide / width), caption=caption or ""
            )
    card = jsonld.Picture(url=f"{address}/card.png", width=1200, height=630)
    return (*[*covers, *found.values()][:PICTURES], card)


def _cut(row: Row, shape: str) -> jsonld.Picture:
    """Return the cover in one of the shapes that search engines ask for."""
    shown = crops.crop(
        *(row[f"cover__{name}"] for name in ("sha256", "width", "height", "colour")),
        shape=shape, focus=crops.read(row["crops"])[0].focus, mark=row["publisher__mark_key"],
    )  # fmt: skip
    return jsonld.Picture(
        url=settings.BASE_URL + shown.src, width=shown.width, height=shown.height, caption=row["cover_alt"] or ""
    )


def _videos(row: Row, films: dict[str, markup.Film], description: str) -> tuple[jsonld.Video, ...]:
    """Return the videos of the text, in its order."""
    base = settings.BASE_URL
    return tuple(
        jsonld.Video(
            name=alt or row["title"],
            description=description,
            url=base + films[key].sources[-1][0],
            picture=base + picture(key, 320, 320, "", has_avif=False).src,
            published=moment(row["published_at"], "en").iso,
            seconds=round(films[key].milliseconds / 1000),
            transcript="\n".join(films[key].transcripts[0][1]) if films[key].transcripts else "",
        )
        for key, alt in markup.alternatives(row["revision__body__html"]).items()
        if key in films and films[key].sources
    )


def _based_on(row: Row, declarations: list[Row]) -> jsonld.Source | None:
    """Return what a repost was taken from: as declared, else as the article's source says."""
    for part in declarations:
        if part["a"] == "repost":
            return jsonld.Source(title=row["title"], outlet=part["c"], url=part["d"])
    if row["origin"] == "repost" and row["source_name"]:
        return jsonld.Source(title=row["title"], outlet=row["source_name"], url=row["source_url"])
    return None


def _avatar(row: Row, prefix: str) -> str:
    if not row[f"{prefix}sha256"]:
        return ""
    size = (row[f"{prefix}width"], row[f"{prefix}height"])
    return settings.BASE_URL + picture(row[f"{prefix}sha256"], *size, "", has_avif=False, most=320).src


def _iso(text: str) -> str:
    """Return a time that came through a text column."""
    at = dt.datetime.fromisoformat(text)
    return moment(at if at.tzinfo else at.replace(tzinfo=dt.UTC), "en").iso


def _entries(items: Iterable[Row]) -> list[jsonld.Listed]:
    return [jsonld.Listed(url=f"{settings.BASE_URL}{item['url']}", name=unescape(item["name"])) for item in items]


def listing(name: str, path: str, items: Iterable[Row], language: str, steps: Iterable[tuple[str, str]] = ()) -> Piece:
    """Return the JSON-LD of a page that lists these items; ``steps`` stand between home and the page."""
    base = settings.BASE_URL
    way = ((house()["name"], "/"), *steps, (name, path))
    trail = tuple((told, base + place) for told, place in way)
    return Piece(jsonld.listing(url=base + path, name=name, language=language, entries=_entries(items), trail=trail))


def profile(row: Row, items: Iterable[Row], language: str) -> Piece:
    """Return the JSON-LD of a publisher's page."""
    home = f"{settings.BASE_URL}/@{row['handle']}"
    who = jsonld.Profile(
        url=home,
        name=row["name"],
        handle=row["handle"],
        kind=row["kind"],
        description=row["tagline"],
        image=_avatar(row, "avatar__"),
        since=f"{row['created_at']:%Y-%m-%d}",
        followers=row["followers"],
        articles=row["written"],
    )
    trail = ((house()["name"], f"{settings.BASE_URL}/"), (row["name"], home))
    return Piece(jsonld.profile(who, language=language, entries=_entries(items), trail=trail))


def front(description: str, language: str) -> Piece:
    """Return the JSON-LD of the front page: the site and how it is searched."""
    site, base = house(), settings.BASE_URL
    return Piece(
        jsonld.front(
            url=f"{base}/",
            name=site["name"],
            description=description,
            language=language,
            logo=emblem.absolute(emblem.logo_address(site)),
            search=f"{base}/search?q={{q}}",
            parent=site["parent_url"],
        )
    )
