"""Items of lists, as plain dicts for the templates: an article's picture, title, publisher with badge, and time."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from django.db.models import Case, Exists, OuterRef, Value, When
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from haowen.domain.articles import access, trying
from haowen.domain.articles.models import Article, ArticleQuerySet, Kind
from haowen.domain.media import crops
from haowen.domain.media.showing import marked, picture
from haowen.doors.web.marks import Piece, badge, escaped, moment, partial, this_year
from haowen.kit import pagestore
from haowen.kit.clock import now
from haowen.text.excerpts import excerpt
from haowen.text.markup import Picture
from haowen.text.numbers import clock
from haowen.text.titles import after, breaks_at_punctuation

Item = dict[str, Any]

FIELDS = (
    "pk", "public_id", "title", "summary", "published_at", "is_date_known", "original_on", "language", "channel_id",
    "publisher_id", "publisher__name", "publisher__handle", "publisher__kind", "publisher__verified_at",
    "cover__sha256", "cover__width", "cover__height", "cover__colour", "cover__has_avif", "heat", "kind", "cover__duration_ms",
    "crops", "publisher__mark_key",
)  # fmt: skip
TRIED = (
    "title_trial__second",
    "title_trial__ends_at",
)  # of two titles that are being tried, see domain.articles.trying
OF_ONE = 2  # pieces of one publisher side by side, as long as others have some
THREE, THREE_WIDTH = 3, 320
SUMMARY = 90  # characters of a text's beginning, where it stands for a summary
_OPENING = Case(When(summary="", then=Substr("revision__body__plain", 1, 4 * SUMMARY)), default=Value(""))
values = itemgetter(*FIELDS)
"""Takes from a row what an item is made of and remembered by."""


def rows(articles: ArticleQuerySet) -> list[dict[str, Any]]:
    """Return what :func:`item` needs of these articles, in one query.

    Where nobody wrote a summary, the beginning of the text stands for it; of a short post that is called what it begins
    with, what follows.
    """
    found = list(articles.annotate(opening=_OPENING).values(*FIELDS, *TRIED, "opening"))
    for row in found:
        opening = row.pop("opening") or ""
        if row["kind"] == Kind.SHORT:
            opening = after(row["title"], opening)
        row["summary"] = row["summary"] or excerpt(opening, SUMMARY)
    return found


def varied(keys: Iterable[int], rows: Mapping[int, Mapping[str, Any]]) -> list[int]:
    """Return the keys of these rows with what would be a third piece of one publisher, or more, at the end."""
    taken: Counter[int] = Counter()
    early: list[int] = []
    late: list[int] = []
    for pk in dict.fromkeys(keys):
        if pk in rows:
            publisher = rows[pk]["publisher_id"]
            taken[publisher] += 1
            (early if taken[publisher] <= OF_ONE else late).append(pk)
    return early + late


def load(keys: Iterable[int], at: dt.datetime, language: str, *, where: str = "") -> dict[int, Item]:
    """Return the listed ones of these articles as items by primary key, in one query; ``where`` as in :func:`item`."""
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return {}
    return {row["pk"]: item(row, language, where=where) for row in rows(keyed(wanted, at))}


def keyed(keys: Iterable[int], at: dt.datetime) -> ArticleQuerySet:
    """Return the listed ones of these articles.

    The rule stands in a subquery, so that the database goes by the keys and does not look through all that is listed.
    """
    return Article.objects.filter(Exists(access.listed(at).filter(pk=OuterRef("pk"))), pk__in=keys)


def listed(articles: ArticleQuerySet, language: str, *, where: str = "") -> list[Item]:
    """Return these articles as items, in their order, in one query; ``where`` as in :func:`item`."""
    return [item(row, language, where=where) for row in rows(articles)]


def shows(row: Mapping[str, Any]) -> None:
    """Note that the page shows this article: it depends on the article and its publisher from here on."""
    pagestore.depends(f"article:{row['pk']}", f"publisher:{row['publisher_id']}")


def item(row: Mapping[str, Any], language: str, *, why: str = "", where: str = "") -> Item:
    """Return one item, and note that the page shows it.

    ``where`` is the address of the list that shows it: there it may bear the second of two titles that are being tried.
    Without one it bears its title.
    """
    shows(row)
    zone = timezone.get_current_timezone()
    title, tried = titled(row, where)
    told = values(row) if title == row["title"] else values({**row, "title": title})
    return {**made(told, language, zone, this_year(zone)), "why": why, "tried": tried, "name": escaped(row["title"])}


def titled(row: Mapping[str, Any], where: str) -> tuple[str, str]:
    """Return the title that a list shows, and which of two it is (empty: none is tried); note until when that holds."""
    second, ends_at, at = row.get("title_trial__second"), row.get("title_trial__ends_at"), now()
    if not where or not second or ends_at is None or ends_at <= at:
        return row["title"], ""
    pagestore.valid_until(trying.turns_at(at, ends_at))
    which = trying.shown(row["pk"], where, at)
    return (second if which is trying.Shown.SECOND else row["title"]), which.value


@lru_cache(maxsize=4096)
def made(values: tuple[Any, ...], language: str, zone: dt.tzinfo, year: int) -> Item:
    """Return the item of a row's :func:`values`. The same ones make the same item, in one language, zone and year."""
    del zone, year  # they are part of what the item is remembered by
    row = dict(zip(FIELDS, values, strict=True))
    return {
        "pk": row["pk"],
        "id": row["public_id"],
        "url": Piece(f"/a/{row['public_id']}"),
        "title": escaped(row["title"]),
        "kp": breaks_at_punctuation(row["title"]),
        "summary": escaped(row["summary"]),
        "picture": _picture(row),
        "three": _three(row),
        "publisher": publisher(row, language, "publisher__"),
        "language": "" if row["language"].lower()[:2] == language[:2] else row["language"],
        "heat": row["heat"],
        "mark": _mark(row, language),
        **time(row, language),
    }


@cache
def _kinds(language: str) -> dict[str, str]:
    with override(language):
        return {
            Kind.VIDEO: _("Video"),
            Kind.GALLERY: _("Gallery"),
            Kind.SHORT: _("Short post"),
            Kind.LIVE: _("Live report"),
        }


def _mark(row: Mapping[str, Any], language: str) -> Piece | str:
    """Return what an item is where it is no plain article; of a video that stands for itself how long it is, too."""
    word = _kinds(language).get(row["kind"], "")
    length = row["cover__duration_ms"] if row["kind"] == Kind.VIDEO else 0
    return escaped(f"{word} {clock(length)}" if length else word)


def publisher(row: Mapping[str, Any], language: str, prefix: str = "") -> dict[str, Any]:
    """Return a publisher's name, address and badge from columns that begin with ``prefix``."""
    kind = row[f"{prefix}kind"]
    return {
        "name": escaped(row[f"{prefix}name"]),
        "url": Piece(f"/@{row[f'{prefix}handle']}"),
        "handle": row[f"{prefix}handle"],
        "kind": kind,
        "badge": badge(kind, row[f"{prefix}verified_at"], language),
    }


def time(row: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return the time a reader is told: published here, the original date of a source, or none at all."""
    if row["is_date_known"]:
        told = moment(row["published_at"], language)
        return {
            "at": told.short,
            "at_long": told.long,
            "at_hour": told.hour,
            "at_iso": Piece(told.iso),
            "date_known": True,
        }
    if original := row["original_on"]:
        text = partial(original, language)
        return {"at": text, "at_long": text, "at_hour": "", "at_iso": Piece(original), "date_known": True}
    return {"at": "", "at_long": "", "at_hour": "", "at_iso": "", "date_known": False}


def cover_of(row: Mapping[str, Any], shape: str = crops.WIDE, most: int = 1280) -> Picture | None:
    """Return an article's first picture for lists, in a shape as soon as that is cut and whole before; None without one."""
    if not row["cover__sha256"]:
        return None
    size = (row["cover__sha256"], row["cover__width"], row["cover__height"], row["cover__colour"])
    chosen, mark = crops.read(row["crops"]), row["publisher__mark_key"]
    if chosen and chosen[0].sha256 == row["cover__sha256"]:
        has_avif = chosen[0].has_avif and shape == crops.WIDE
        return crops.crop(*size, shape=shape, focus=chosen[0].focus, has_avif=has_avif, most=most, mark=mark)
    return picture(*size, bool(row.get("cover__has_avif")), most=most, mark=mark)


def _three(row: Mapping[str, Any]) -> list[dict[str, Piece]]:
    """Return the three pictures of an article whose writer wants three, as soon as they are cut."""
    chosen = crops.read(row["crops"])
    if len(chosen) < THREE:
        return []

    def address(one: crops.Chosen, form: str) -> Piece:
        name = crops.name(crops.WIDE, one.focus, THREE_WIDTH, form)
        return Piece(f"/media/{one.sha256}/{marked(name, row['publisher__mark_key'])}")

    return [
        {"src": address(one, "webp"), "avif": address(one, "avif") if one.has_avif else Piece("")} for one in chosen
    ]


def _picture(row: Mapping[str, Any]) -> dict[str, Any] | None:
    shown = cover_of(row, most=960)
    if shown is None:
        return None
    return {
        # Made of hexadecimal digits and widths: nothing in them needs escaping.
        "src": Piece(shown.src),
        "srcset": Piece(shown.srcset),
        "avif_srcset": Piece(shown.avif_srcset),
        "width": shown.width,
        "height": shown.height,
    }
