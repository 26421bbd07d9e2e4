"""Articles as entries of a feed: the whole text with its pictures, declarations, references, corrections and notice."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from html import escape, unescape
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from haowen.domain.articles import telling
from haowen.domain.articles.models import (
    Article,
    Correction,
    Credit,
    Declaration,
    Kind,
    Label,
    Reference,
    RevisionMedia,
)
from haowen.domain.library.playing import FORMATS, films
from haowen.domain.media.models import Media, Rendition
from haowen.domain.media.showing import picture, step_of
from haowen.doors.web.declarations import credits_of, declaration, in_order, label, reference
from haowen.doors.web.engine import EN, ZH
from haowen.doors.web.house import house
from haowen.doors.web.items import cover_of, shows
from haowen.doors.web.marks import moment, partial
from haowen.doors.words import body_words
from haowen.formats import feeds
from haowen.kit import pagestore
from haowen.kit.clock import now
from haowen.text import markup
from haowen.text.excerpts import excerpt

Row = dict[str, Any]
Parts = dict[str, list[Row]]
Played = dict[str, markup.Film]

FIELDS = (
    "pk", "public_id", "kind", "title", "summary", "published_at", "changed_at", "is_date_known", "original_on", "language", "origin",
    "source_name", "source_url", "licence", "revision_id", "revision__body__html",
    "channel__slug", "channel__name_zh", "channel__name_en", "publisher_id", "publisher__name", "publisher__handle",
    "cover_alt", "cover__sha256", "cover__width", "cover__height", "cover__colour", "crops", "publisher__mark_key",
)  # fmt: skip
SUMMARY = 200
UPDATES = 50  # of a live report; the page has the rest
WRITING = ("author", "reporter")
PICTURE_TYPE = "image/webp"
# Columns of the parts, in the shape that ``doors.web.declarations`` reads.
_PARTS: tuple[tuple[str, type[Any], str, dict[str, str]], ...] = (
    ("reference", Reference, "revision_id",
     {"a": "key", "b": "title", "c": "outlet", "d": "authors", "e": "dated_on", "f": "url", "g": "accessed_on"}),
    ("declaration", Declaration, "revision_id",
     {"a": "kind", "b": "note", "c": "source_name", "d": "source_url", "e": "event_on", "f": "place"}),
    ("credit", Credit, "revision_id", {"a": "role", "b": "name"}),
    ("picture", RevisionMedia, "revision_id",
     {"a": "media__sha256", "b": "media__colour", "c": "media__width", "d": "media__height", "f": "media__format"}),
    ("label", Label, "article_id", {"a": "kind", "b": "note"}),
    ("correction", Correction, "article_id", {"a": "note", "b": "at"}),
    ("tag", Article.tags.through, "article_id", {"a": "tag__slug", "b": "tag__name"}),
)  # fmt: skip


def entries(articles: QuerySet[Article]) -> tuple[feeds.Entry, ...]:
    """Return these articles as entries, in their order, by a fixed number of statements."""
    rows = list(articles.values(*FIELDS))
    parts = _parts(rows)
    live = telling.newest([row["pk"] for row in rows if row["kind"] == Kind.LIVE], UPDATES)
    _picture(live, parts)
    shown = {row["cover__sha256"] for row in rows} | {p["a"] for every in parts.values() for p in every["picture"]}
    sizes = _sizes(sha256 for sha256 in shown if sha256)
    notices = house()["notices"]
    videos = {p["a"] for every in parts.values() for p in every["picture"] if p["f"] in FORMATS}
    for sha256 in videos:
        pagestore.depends(f"media:{sha256}")
    played = films(videos, now(), captions=False)
    made = []
    for row in rows:
        shows(row)
        with override(_language(row)):
            made.append(
                _entry(row, parts[row["pk"]], sizes, notices.get(row["origin"], {}), played, live.get(row["pk"], []))
            )
    return tuple(made)


def _language(row: Row) -> str:
    """Return the language of what we say around the text: the article's, as far as we speak it."""
    return EN if row["language"].lower().startswith("en") else ZH


def _parts(rows: list[Row]) -> dict[int, Parts]:
    revisions = {row["revision_id"]: row["pk"] for row in rows}
    found: dict[int, Parts] = {row["pk"]: defaultdict(list) for row in rows}
    for name, model, owner, columns in _PARTS:
        keys = revisions if owner == "revision_id" else found
        for part in model.objects.filter(**{f"{owner}__in": list(keys)}).values(owner, *columns.values()):
            whose = part[owner]
            article = revisions[whose] if owner == "revision_id" else whose
            found[article][name].append({letter: part[column] for letter, column in columns.items()})
    for row in rows:
        sources = [source | {"g": str(source["g"] or "")} for source in found[row["pk"]]["reference"]]
        found[row["pk"]]["reference"] = in_order(sources, row["revision__body__html"])
    return found


def _picture(live: dict[int, list[telling.Entry]], parts: dict[int, Parts]) -> None:
    """Add to the pictures of live reports those that their entries show."""
    keys = {pk: {key for one in told for key in markup.media_keys(one.html)} for pk, told in live.items()}
    every = set[str]().union(*keys.values())
    columns = {"a": "sha256", "b": "colour", "c": "width", "d": "height", "f": "format"}
    for row in Media.objects.filter(sha256__in=every).values(*columns.values()) if every else ():
        part = {letter: row[column] for letter, column in columns.items()}
        for pk in (pk for pk, own in keys.items() if row["sha256"] in own):
            if all(one["a"] != row["sha256"] for one in parts[pk]["picture"]):
                parts[pk]["picture"].append(part)


def _sizes(hashes: Iterable[str]) -> dict[str, int]:
    """Return the bytes of renditions by ``<sha256>/<name>``."""
    rows = Rendition.objects.filter(media__sha256__in=list(hashes), name__endswith=".webp")
    return {f"{sha256}/{name}": size for sha256, name, size in rows.values_list("media__sha256", "name", "size_bytes")}


def _entry(  # noqa: PLR0917 - what was loaded for all at once
    row: Row, parts: Parts, sizes: dict[str, int], notice: dict[str, str], played: Played, live: list[telling.Entry]
) -> feeds.Entry:
    base = settings.BASE_URL
    address = f"{base}/a/{row['public_id']}"
    home = f"{base}/@{row['publisher__handle']}"
    html = row["revision__body__html"]
    alternatives = markup.alternatives(html)
    told = [part["b"] for part in parts["correction"]]
    times = [row["published_at"], row["changed_at"], *told, *(one.out_at for one in live)]
    # Whoever wrote it, and whoever answers for it: a reader of the feed knows it by its publisher.
    writers = [part["b"] for part in parts["credit"] if part["a"] in WRITING]
    publisher = feeds.Person(name=row["publisher__name"], url=home)
    return feeds.Entry(
        id=address,
        url=f"{address}#feed",  # the page counts by it (signals.js); the address that lasts is the id
        title=row["title"],
        summary=row["summary"] or excerpt(markup.to_text(html), SUMMARY),
        html=_html(row, parts, address, notice, played, live),
        language=row["language"],
        published=_local(row["published_at"]),
        updated=_local(max(at for at in times if at is not None)),
        authors=(*(feeds.Person(name=name) for name in writers), publisher),
        others=tuple(
            feeds.Person(name=str(part["b"]), role=part["a"]) for part in parts["credit"] if part["a"] not in WRITING
        ),
        categories=_categories(row, parts),
        cover=_cover(row, sizes),
        pictures=tuple(
            _shown(part["a"], part["c"], part["d"], alternatives[part["a"]], sizes, row["publisher__mark_key"])
            for part in sorted(parts["picture"], key=lambda part: list(alternatives).index(part["a"]))
            if part["a"] in alternatives
        )
        if alternatives
        else (),
        source=feeds.Source(name=row["source_name"], url=row["source_url"]) if row["source_name"] else None,
        licence=row["licence"],
        comments=f"{address}#comments",
        more=_more(row, parts) | ({"updates": [_told_of(one, address) for one in live]} if live else {}),
    )


def _local(at: dt.datetime) -> dt.datetime:
    return timezone.localtime(at).replace(microsecond=0)


def _cover(row: Row, sizes: dict[str, int]) -> feeds.Picture | None:
    """Return the cover as lists show it: cut around its focus, once that is made."""
    size = (row["cover__sha256"], row["cover__width"], row["cover__height"])
    if not row["cover__sha256"]:
        return None
    shown = cover_of(row) if row["crops"] else None
    if shown is None:
        return _shown(*size, row["cover_alt"], sizes, row["publisher__mark_key"])
    return feeds.Picture(
        url=settings.BASE_URL + shown.src,
        type=PICTURE_TYPE,
        width=shown.width,
        height=shown.height,
        size=sizes.get(shown.src.removeprefix("/media/"), 0),
        alt=row["cover_alt"],
    )


def _shown(  # noqa: PLR0917 - a picture's columns
    sha256: str, width: int, height: int, alt: str, sizes: dict[str, int], mark: str | None
) -> feeds.Picture:
    found = picture(sha256, width, height, "", has_avif=False, most=1280, mark=mark)
    name = found.src.rpartition("/")[2]
    wide = min(step_of(name), width or 1)
    return feeds.Picture(
        url=settings.BASE_URL + found.src,
        type=PICTURE_TYPE,
        width=wide,
        height=round(height * wide / width) if width else height,
        size=sizes.get(f"{sha256}/{name}", 0),
        alt=alt,
    )


def _categories(row: Row, parts: Parts) -> tuple[feeds.Category, ...]:
    """Return channel and tags, and what the writer and the host state, each kind under an address of its own."""
    base, language = settings.BASE_URL, _language(row)
    named = [feeds.Category(term=part["a"], label=part["b"], scheme=f"{base}/t/") for part in parts["tag"]]
    if row["channel__slug"]:
        name = row["channel__name_en" if language == EN else "channel__name_zh"]
        named.insert(0, feeds.Category(term=row["channel__slug"], label=name, scheme=f"{base}/c/"))
    for kind in ("declaration", "label"):
        for part in parts[kind]:
            words = (declaration(_told(part), language) if kind == "declaration" else label(part))["words"]
            scheme = f"{base}/how-we-decide#{kind}s"
            named.append(feeds.Category(term=part["a"], label=unescape(words), scheme=scheme))
    return tuple(named)


def _told(part: Row) -> Row:
    return dict.fromkeys("abcdefg", "") | part


def _html(  # noqa: PLR0917 - what was loaded for all at once
    row: Row, parts: Parts, address: str, notice: dict[str, str], played: Played, live: list[telling.Entry]
) -> str:
    language = _language(row)
    cited = {part["a"]: number for number, part in enumerate(parts["reference"], start=1)}
    shown = {
        part["a"]: picture(
            part["a"],
            part["c"],
            part["d"],
            part["b"],
            has_avif=False,
            most=1280,
            film=played.get(part["a"]),
            mark=row["publisher__mark_key"],
        )
        for part in parts["picture"]
        if part["f"] not in FORMATS or part["a"] in played
    }
    body = markup.carried(
        row["revision__body__html"],
        base=settings.BASE_URL, page=address, pictures=shown, cited=cited, words=body_words(),
    )  # fmt: skip
    return "".join([
        *_stated(parts, language),
        body,
        *_updates(live, address, shown, language),
        *(_correction(part, language) for part in parts["correction"]),
        _references(parts["reference"], language),
        _origin(row, parts, language),
        *_notices(notice),
    ])  # fmt: skip


def _updates(live: list[telling.Entry], address: str, shown: dict[str, markup.Picture], language: str) -> Iterable[str]:
    """Give the entries of a live report, the newest first, each with its time and a way to it."""
    if live:
        yield f"<h2>{escape(_('Live report'))}</h2>"
    for one in live:
        at, url = moment(one.at, language), f"{address}#e{one.number}"
        title = "" if one.is_removed else escape(one.title)
        yield f'<h3><a href="{url}"><time datetime="{at.iso}">{at.long}</time></a> {title}</h3>'
        if one.is_removed:
            yield f"<p>{escape(_('This entry was taken back.'))}</p>"
            continue
        yield markup.carried(one.html, base=settings.BASE_URL, page=url, pictures=shown, cited={}, words=body_words())
        if one.corrected_at:
            yield _correction({"a": one.note, "b": one.corrected_at}, language)
    if len(live) == UPDATES:
        yield f'<p><a href="{address}">{escape(_("More entries"))}</a></p>'


def _told_of(one: telling.Entry, address: str) -> Row:
    """Return an entry for programs; the words of one that was taken back are told to nobody."""
    told = {
        "url": f"{address}#e{one.number}",
        "at": _local(one.at).isoformat(),
        "updated": _local(one.out_at).isoformat(),
    }
    return told | ({"is_taken_back": True} if one.is_removed else {"title": one.title})


def _stated(parts: Parts, language: str) -> Iterable[str]:
    for name, words in (("declaration", _("The writer states")), ("label", _("The host states"))):
        told = [
            declaration(_told(part), language)
            if name == "declaration"
            else label(part) | {"details": escape(part["b"])}
            for part in parts[name]
        ]
        if told:
            yield f"<p><strong>{escape(words)}</strong> {escape(_('; ')).join(map(_statement, told))}</p>"


def _statement(told: Row) -> str:
    source = told.get("source", "")
    if source and told["url"]:
        source = f'<a href="{told["url"]}">{source}</a>'
    return escape(_(", ")).join(part for part in (told["words"], source, told["details"]) if part)


def _correction(part: Row, language: str) -> str:
    at = moment(part["b"], language)
    return (
        f'<p><strong>{escape(_("Correction"))}</strong> <time datetime="{at.iso}">{at.long}</time> '
        f"{escape(part['a'])}</p>"
    )


def _references(rows: list[Row], language: str) -> str:
    if not rows:
        return ""
    items = []
    for number, row in enumerate(rows, start=1):
        told = reference(row, number, 0, language)
        title = f'<a href="{told["url"]}">{told["title"]}</a>' if told["url"] else told["title"]
        rest = escape(_(", ")).join(part for part in (told["maker"], told["date"]) if part)
        items.append(f"<li><cite>{title}</cite>{f' {rest}' if rest else ''}</li>")
    return f"<h2>{escape(_('References'))}</h2><ol>{''.join(items)}</ol>"


def _origin(row: Row, parts: Parts, language: str) -> str:
    """Say who did what, where the text comes from, and how much is known of its date."""
    said = [f"{one['role']} {one['names']}" for one in credits_of(parts["credit"], language)]
    name = escape(row["source_name"] or row["publisher__name"])
    if row["source_name"] and row["source_url"]:
        name = f'<a href="{escape(row["source_url"])}">{name}</a>'
    said.append(escape(_("Source: %(name)s")) % {"name": name})
    if not row["is_date_known"]:
        said.append(escape(partial(row["original_on"], language) if row["original_on"] else _("date unknown")))
    return f"<p>{' · '.join(said)}</p>"


def _notices(notice: dict[str, str]) -> Iterable[str]:
    for language, head in (("zh", "特别声明"), ("en", "Notice")):
        if text := notice.get(language):
            yield f'<p lang="{"zh-Hans" if language == "zh" else language}"><strong>{head}</strong> {escape(text)}</p>'


def _more(row: Row, parts: Parts) -> Row:
    """Return for programs what the text says for people."""
    names = {
        "reference": (
            "references",
            {"b": "title", "c": "outlet", "d": "authors", "e": "date", "f": "url", "g": "accessed"},
        ),
        "declaration": (
            "declarations",
            {"a": "kind", "b": "note", "c": "source_name", "d": "source_url", "e": "event_on", "f": "place"},
        ),
        "label": ("labels", {"a": "kind", "b": "note"}),
    }
    more: Row = {
        name: [{column: part[letter] for letter, column in columns.items() if part[letter]} for part in parts[kind]]
        for kind, (name, columns) in names.items()
    }
    more["corrections"] = [{"note": part["a"], "at": _local(part["b"]).isoformat()} for part in parts["correction"]]
    if not row["is_date_known"]:
        more["original_date"] = row["original_on"] or "unknown"
    return more
