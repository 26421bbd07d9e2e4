"""Sitemaps: what may be found, told to search engines. An index, articles by fives of thousands, publishers, channels, news.

Which file an article stands in follows from its number alone, so a file whose articles have not changed stays as it is.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Exists, ExpressionWrapper, F, IntegerField, Max, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from haowen.domain.articles import access
from haowen.domain.articles.models import Article
from haowen.domain.media.showing import picture
from haowen.doors.web.clockwork import timed
from haowen.doors.web.house import house
from haowen.formats import sitemaps
from haowen.kit import pagestore
from haowen.kit.clock import now

SIZE = 5000
NEWS_FOR = dt.timedelta(days=2)
NEWS_MOST = 1000
OWN = ("/about", "/about/badges", "/contact", "/terms", "/how-we-rank", "/how-we-decide", "/join")


def index(request: HttpRequest) -> HttpResponse:
    """Answer ``/sitemap.xml``: the other files, each with the time of its latest change."""
    del request
    at = _begin()
    base = settings.BASE_URL
    parts = [
        (f"{base}/sitemap-articles-{part}.xml", _latest(*changed)) for part, *changed in _parts(access.listed(at), "pk")
    ]
    written = [
        (f"{base}/sitemap-publishers-{part}.xml", _latest(*changed))
        for part, *changed in _parts(access.listed(at), "publisher_id")
    ]
    return _answer(sitemaps.index([(f"{base}/sitemap-places.xml", None), *written, *parts]))


def _parts(articles: QuerySet[Article], key: str) -> Iterable[tuple[int, Any, Any]]:
    """Return the number of each file (from 1) with the latest times in it; files without anything are not there."""
    part = ExpressionWrapper((F(key) - 1) / SIZE, output_field=IntegerField())
    counted = (
        articles.order_by().annotate(part=part).values("part").annotate(a=Max("published_at"), b=Max("changed_at"))
    )
    return [(row["part"] + 1, row["a"], row["b"]) for row in counted.order_by("part")]


def of_articles(request: HttpRequest, part: int) -> HttpResponse:
    """Answer ``/sitemap-articles-<n>.xml``: by four statements, however many articles there are."""
    del request
    at = _begin()
    numbers = (SIZE * (part - 1) + 1, SIZE * part)
    columns = ("pk", "public_id", "language", "published_at", "changed_at", "translation_of_id")
    cover = ("cover__sha256", "cover__width", "cover__height")
    rows = list(access.listed(at).filter(pk__range=numbers).order_by("pk").values(*columns, *cover))
    if not rows:
        raise Http404
    pictures = _pictures(numbers)
    groups = _translations(at, numbers)
    places = []
    for row in rows:
        covers = [(row["cover__sha256"], row["cover__width"], row["cover__height"])] if row["cover__sha256"] else []
        group = groups.get(row["translation_of_id"] or row["pk"], {})
        places.append(
            sitemaps.Place(
                url=_address(row["public_id"]),
                changed=_latest(row["published_at"], row["changed_at"]),
                translations=tuple((language, _address(public_id)) for public_id, language in sorted(group.items()))
                if len(group) > 1
                else (),
                pictures=tuple(dict.fromkeys(_picture(*one) for one in (*covers, *pictures[row["pk"]]))),
            )
        )
    return _answer(sitemaps.sitemap(places))


def _pictures(numbers: tuple[int, int]) -> dict[int, list[tuple[str, int, int]]]:
    """Return the pictures in the texts of articles with these numbers."""
    columns = [f"revision__pictures__media__{name}" for name in ("sha256", "width", "height")]
    found: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
    shown = Article.objects.published().filter(pk__range=numbers, revision__pictures__isnull=False)
    for key, *picture_of in shown.order_by("pk", "revision__pictures__pk").values_list("pk", *columns):
        found[key].append((picture_of[0], picture_of[1], picture_of[2]))
    return found


def _translations(at: dt.datetime, numbers: tuple[int, int]) -> dict[int, dict[str, str]]:
    """Return articles that say the same in several languages, by the key of the one that all of them translate."""
    here = Article.objects.filter(pk__range=numbers, translation_of__isnull=False)
    roots = access.listed(at).filter(pk=OuterRef("translation_of"))
    rows = (
        access.listed(at)
        .filter(
            Q(translation_of__gte=numbers[0], translation_of__lte=numbers[1])
            | Q(translation_of__in=here.values("translation_of"))
        )
        .annotate(has_root=Exists(roots))
        .values_list(
            "translation_of_id",
            "public_id",
            "language",
            "has_root",
            "translation_of__public_id",
            "translation_of__language",
        )
    )
    groups: dict[int, dict[str, str]] = defaultdict(dict)
    for root, public_id, language, has_root, root_id, root_language in rows:
        groups[root][public_id] = language
        if has_root:
            groups[root][root_id] = root_language
    return groups


def of_publishers(request: HttpRequest, part: int) -> HttpResponse:
    """Answer ``/sitemap-publishers-<n>.xml``: those of whom something can be read."""
    del request
    at = _begin()
    pagestore.depends("list:publishers")
    numbers = (SIZE * (part - 1) + 1, SIZE * part)
    written = (
        access.listed(at)
        .filter(publisher__gte=numbers[0], publisher__lte=numbers[1])
        .order_by()
        .values("publisher__handle")
        .annotate(a=Max("published_at"), b=Max("changed_at"))
        .order_by("publisher")
    )
    places = [
        sitemaps.Place(url=f"{settings.BASE_URL}/@{row['publisher__handle']}", changed=_latest(row["a"], row["b"]))
        for row in written
    ]
    if not places:
        raise Http404
    return _answer(sitemaps.sitemap(places))


def of_places(request: HttpRequest) -> HttpResponse:
    """Answer ``/sitemap-places.xml``: the front page, the channels, the host's own pages."""
    del request
    at = _begin()
    latest = {
        row["channel"]: _latest(row["a"], row["b"])
        for row in access.listed(at)
        .order_by()
        .values("channel")
        .annotate(a=Max("published_at"), b=Max("changed_at"))
        .order_by("channel")
    }
    base = settings.BASE_URL
    front = max((changed for changed in latest.values() if changed), default=None)
    return _answer(
        sitemaps.sitemap([
            sitemaps.Place(url=f"{base}/", changed=front),
            *(
                sitemaps.Place(url=f"{base}/c/{channel['slug']}", changed=latest.get(channel["pk"]))
                for channel in house()["channels"]
            ),
            *(sitemaps.Place(url=base + path) for path in OWN),
        ])
    )  # fmt: skip


def of_news(request: HttpRequest) -> HttpResponse:
    """Answer ``/news-sitemap.xml``: what came out in the last two days, at a time that is known."""
    del request
    at = _begin()
    recent = access.listed(at).filter(is_date_known=True, published_at__gt=at - NEWS_FOR).newest()
    rows = list(recent.values("public_id", "title", "language", "published_at")[:NEWS_MOST])
    if oldest := min((row["published_at"] for row in rows if row["published_at"]), default=None):
        pagestore.valid_until(oldest + NEWS_FOR)
    told = [
        sitemaps.News(
            url=_address(row["public_id"]),
            title=row["title"],
            language=row["language"],
            published=timezone.localtime(row["published_at"]),
        )
        for row in rows
    ]
    return _answer(sitemaps.news(house()["name"], told))


def _begin() -> dt.datetime:
    """Say what every one of these files depends on. The one list stands for each article in it."""
    pagestore.depends("site", "list:all")
    timed()
    return now()


def _answer(text: str) -> HttpResponse:
    return HttpResponse(
        text,
        content_type="application/xml; charset=utf-8",
        headers={"Cache-Control": "no-cache", "Vary": "Accept-Encoding"},
    )


def _address(public_id: str) -> str:
    return f"{settings.BASE_URL}/a/{public_id}"


def _picture(sha256: str, width: int, height: int) -> str:
    return settings.BASE_URL + picture(sha256, width, height, "", has_avif=False).src


def _latest(*moments: dt.datetime | None) -> dt.datetime | None:
    latest = max((at for at in moments if at is not None), default=None)
    return timezone.localtime(latest).replace(microsecond=0) if latest else None
