"""A publisher's page: who it is, what it wrote, its series, and its months."""

import datetime as dt
import re
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone

from haowen.domain.articles import access as articles
from haowen.domain.articles.models import ArticleQuerySet, Series
from haowen.domain.publishers import access
from haowen.domain.publishers.credentials import in_force as in_force_today
from haowen.domain.publishers.models import FormerHandle, PublisherEffect, PublisherLink, PublisherRestriction
from haowen.domain.readers.models import Follow
from haowen.domain.statements.standing import in_force
from haowen.doors.web import discovery, engine, errors, graphs, items, paging
from haowen.doors.web.clockwork import timed
from haowen.doors.web.house import trail
from haowen.doors.web.marks import MONTHS, Piece, avatar_of, escaped, foreign, partial
from haowen.doors.web.statements import counted, followers_of
from haowen.kit import pagestore
from haowen.kit.clock import now
from haowen.text.numbers import compact

COLUMNS = (
    "pk", "public_id", "handle", "name", "kind", "tagline", "field", "about", "contact", "is_kept_by_host", "verified_at", "created_at",
    "avatar__sha256", "avatar__width", "avatar__height", "avatar__colour", "avatar__has_avif",
)  # fmt: skip
SERIES = 6
_MAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_MONTH = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])")


def show(request: HttpRequest, handle: str, month: str = "") -> HttpResponse:
    """Show a publisher: ``/@<handle>`` and ``/@<handle>/<yyyy-mm>``, both with ``?before=&after=``."""
    at = now()
    if handle != handle.lower():
        return HttpResponsePermanentRedirect(f"/@{handle.lower()}" + (f"/{month}" if month else ""))
    row = _find(handle, at)
    if row is None:
        return _elsewhere(request, handle, month, at)
    language = engine.language_of(engine.choices_of(request))
    pagestore.depends(f"publisher:{row['pk']}", f"list:publisher:{row['pk']}")
    timed()
    pagestore.bounded()  # the number of followers
    written = articles.listed(at).filter(publisher=row["pk"])
    months = _months(written, language)
    path = f"/@{row['handle']}"
    shown = written
    if month:
        shown, path = shown.filter(_within(month)), f"{path}/{month}"
        if not any(iso == month for year in months for _m, iso, _count in year["months"]):
            raise Http404
    piece = paging.stretch(request, shown, path)
    pinned = [] if month or not piece.is_first else items.rows(written.filter(pinned_at__isnull=False))
    on_top = {row["pk"] for row in pinned}
    told = {**items.publisher(row, language), "tagline": escaped(row["tagline"]), "field": escaped(row["field"])}
    context = {
        "title": row["name"] if not month else f"{row['name']} {partial(month, language)}",
        "description": row["tagline"] or row["name"],
        "canonical": piece.own,
        "feeds": discovery.feeds(f"/@{row['handle']}", row["name"]),
        "graph": [
            *graphs.simple_previews("profile", row["name"], row["tagline"], piece.own),
            ("profile:username", escaped(row["handle"])),
        ],
        "jsonld": graphs.profile(row, (items.item(one, language) for one in piece.rows), engine.TAGS[language]),
        "trail": trail((row["name"], f"/@{row['handle']}"), (partial(month, language), ""))
        if month
        else trail((row["name"], "")),
        "publisher": {
            **told,
            "avatar": avatar_of(row, "avatar", row["name"]),
            "tagline_lang": foreign(row["tagline"], language),
            "is_kept_by_host": row["is_kept_by_host"],
            "verified": f"{timezone.localtime(row['verified_at']):%Y-%m-%d}" if row["verified_at"] else "",
            "about": [escaped(line) for line in row["about"].split("\n") if line.strip()],
            "about_lang": foreign(row["about"], language),
            "contact": _contact(row["contact"]),
            "links": _links(row["pk"]),
            "proof": escaped(row["proof"] or ""),
            "articles": compact(row["written"], language),
            "followers": compact(row["followers"], language),
            "since": partial(f"{timezone.localtime(row['created_at']):%Y-%m}", language),
        },
        "month": partial(month, language) if month else "",
        "pinned": [items.item(row, language, where=path) for row in pinned],
        "groups": _by_month([row for row in piece.rows if row["pk"] not in on_top], language, path),
        "newer": piece.newer,
        "older": piece.older,
        "first_page": path,
        "months": months,
        "here": month,
        "series": [] if month or not piece.is_first else _series(row["pk"], at),
        "is_followed": _is_followed(request, row["pk"]),
    }
    return engine.render(request, "publishers/show", context)


def _find(handle: str, at: dt.datetime) -> dict[str, Any] | None:
    own = OuterRef("pk")
    held = in_force_today().filter(publisher=own).order_by("-verified_at", "-pk")
    written = articles.listed(at).filter(publisher=own)
    row: dict[str, Any] | None = (
        access.visible(at)
        .filter(handle=handle)
        .annotate(
            followers=followers_of(own),
            written=counted(written, "publisher"),
            undated=counted(written.filter(is_date_known=False, original_on=""), "publisher"),
        )
        .annotate(proof=Subquery(held.values("what")[:1]))
        .values(*COLUMNS, "followers", "written", "undated", "proof")
        .first()
    )
    return row


def _elsewhere(request: HttpRequest, handle: str, month: str, at: dt.datetime) -> HttpResponse:
    """Lead a former handle to the present one; say what withholds a publisher; otherwise there is none."""
    former = FormerHandle.objects.filter(handle=handle).values_list("publisher__handle", flat=True).first()
    if former:
        return HttpResponsePermanentRedirect(f"/@{former}" + (f"/{month}" if month else ""))
    under = (
        PublisherRestriction.objects.filter(in_force(at), publisher__handle=handle, effect=PublisherEffect.WITHHELD)
        .values("publisher_id", "until", "statement__ground", "statement__rule", "statement__public_id")
        .first()
    )
    if under is None:
        raise Http404
    pagestore.depends(f"publisher:{under['publisher_id']}")
    pagestore.valid_until(under["until"])
    return errors.withheld(
        request, ground=under["statement__ground"], rule=under["statement__rule"], case=under["statement__public_id"]
    )


def _within(month: str) -> Q:
    """Return the condition that an article came out in a month of the site's time, or says so of its source."""
    matched = _MONTH.fullmatch(month)
    if matched is None:
        raise Http404
    year, number = int(matched[1]), int(matched[2])
    zone = timezone.get_current_timezone()
    start = dt.datetime(year, number, 1, tzinfo=zone)
    end = dt.datetime(year + number // 12, number % 12 + 1, 1, tzinfo=zone)
    return _DATED & Q(published_at__gte=start, published_at__lt=end)


_DATED = Q(is_date_known=True) | ~Q(original_on="")


def _months(written: ArticleQuerySet, language: str) -> list[dict[str, Any]]:
    """Return years, the newest first, each with its months: name, ``yyyy-mm`` and number of articles."""
    counted = (
        written.filter(_DATED)
        .order_by()
        .annotate(month=TruncMonth("published_at"))
        .values("month")
        .annotate(times=Count("pk"))
        .order_by("-month")
    )
    years = []
    for year, rows in groupby(counted, key=lambda row: row["month"].year):
        months = [
            (MONTHS[row["month"].month - 1][:3] if language == engine.EN else f"{row['month'].month}月",
             f"{row['month']:%Y-%m}", row["times"])
            for row in rows
        ]  # fmt: skip
        years.append({"year": year, "months": months[::-1]})
    return years


def _by_month(rows: list[dict[str, Any]], language: str, where: str) -> list[dict[str, Any]]:
    """Return the page's articles under the months in which they came out; those without a date have no month."""

    def month(row: dict[str, Any]) -> str:
        if row["is_date_known"]:
            return f"{timezone.localtime(row['published_at']):%Y-%m}"
        return f"{timezone.localtime(row['published_at']):%Y-%m}" if row["original_on"] else ""

    return [
        {
            "month": partial(key, language) if key else "",
            "items": [items.item(row, language, where=where) for row in group],
        }
        for key, group in groupby(rows, key=month)
    ]


def _series(publisher_id: int, at: dt.datetime) -> list[dict[str, Any]]:
    """Return the publisher's series that have something to read, with how many."""
    readable = articles.listed(at).filter(series=OuterRef("pk"))
    rows = (
        Series.objects.filter(Exists(readable), publisher=publisher_id)
        .annotate(times=counted(readable, "series"))
        .order_by("-created_at", "-pk")
    )
    found = []
    for row in rows.values("pk", "public_id", "title", "times")[:SERIES]:
        pagestore.depends(f"list:series:{row['pk']}")
        found.append({"url": escaped(f"/s/{row['public_id']}"), "title": escaped(row["title"]), "times": row["times"]})
    return found


def _links(publisher_id: int) -> list[dict[str, Any]]:
    rows = PublisherLink.objects.filter(publisher=publisher_id).values("label", "url")
    return [{"label": escaped(row["label"]), "url": escaped(row["url"])} for row in rows]


def _contact(said: str) -> Piece:
    """Return how the publisher is reached; an address of e-mail can be followed."""
    shown = escaped(said)
    return Piece(f'<a href="mailto:{shown}">{shown}</a>') if _MAIL.fullmatch(said) else shown


def _is_followed(request: HttpRequest, publisher_id: int) -> bool:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return False
    return Follow.objects.filter(publisher=publisher_id, actor__user=user).exists()
