"""How other sites show an article of ours in theirs (oEmbed 1.0): a quotation with a link, and a picture."""

import json
import re
from html import escape
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from haowen.domain.articles import access
from haowen.domain.media.showing import step_of
from haowen.doors.web.house import house
from haowen.doors.web.items import cover_of
from haowen.kit import pagestore
from haowen.kit.clock import now
from haowen.text.excerpts import excerpt
from haowen.text.xmltext import DECLARATION, element

WIDTH, HEIGHT = 600, 240
CARD = (1200, 630)
SIDE_MOST = 100_000
FORMS = {"json": "application/json+oembed", "xml": "text/xml+oembed"}
_ARTICLE = re.compile(r"/a/(?P<id>[0-9a-z]{4,20})")
_STATUSES = {
    access.ObstacleKind.WITHDRAWN: (410, "The publisher has taken this article back."),
    access.ObstacleKind.WITHHELD_LAW: (451, "The host withholds this article on a legal ground."),
    access.ObstacleKind.WITHHELD_TERMS: (403, "The host withholds this article under its terms of use."),
}
FIELDS = (
    "pk", "public_id", "title", "summary", "language", "publisher_id", "publisher__name", "publisher__handle",
    "revision__body__plain", "cover__sha256", "cover__width", "cover__height", "cover__colour", "crops", "publisher__mark_key",
)  # fmt: skip


def show(request: HttpRequest) -> HttpResponse:
    """Answer ``/oembed?url=&format=json|xml&maxwidth=&maxheight=``."""
    form = request.GET.get("format", "") or "json"
    if form not in FORMS:
        return _refused(501, "The formats are json and xml.")
    limits = [_side(request.GET.get(name, "")) for name in ("maxwidth", "maxheight")]
    if None in limits:
        return _refused(400, "maxwidth and maxheight are numbers of pixels.")
    asked = request.GET.get("url", "")
    if not asked:
        return _refused(400, "The parameter url names an article of this site.")
    at = now()
    public_id = _named(asked)
    row = access.readable(at).filter(public_id=public_id).values(*FIELDS).first() if public_id else None
    if row is None:
        return _missing(public_id)
    pagestore.depends("site", f"article:{row['pk']}", f"publisher:{row['publisher_id']}")
    pagestore.valid_until(access.edges(at, row["pk"]))
    said = _said(row, limits[0] or SIDE_MOST, limits[1] or SIDE_MOST)
    if form == "json":
        return _answer(json.dumps(said, ensure_ascii=False), "application/json")
    inside = (element(name, str(value)) for name, value in said.items())
    return _answer(DECLARATION + element("oembed", *inside), "text/xml")


def _named(url: str) -> str:
    """Return the id of the article at an address of this site, nothing for any other address."""
    try:
        parts = urlsplit(url)
        here = urlsplit(settings.BASE_URL)
        is_ours = parts.scheme in ("http", "https") and parts.netloc.lower() == here.netloc.lower()
    except ValueError:
        return ""
    found = _ARTICLE.fullmatch(parts.path.rstrip("/"))
    return found["id"] if is_ours and found else ""


def _side(text: str) -> int | None:
    """Return a number of pixels, 0 where none is asked for, None for what is no number."""
    if not text:
        return 0
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(SIDE_MOST)) and int(text) else None


def _missing(public_id: str) -> HttpResponse:
    found = access.obstacle(public_id) if public_id else None
    if found is None:
        return _refused(404, "There is no such article on this site.")
    pagestore.depends(f"article:{found.article_id}", f"publisher:{found.publisher_id}")
    pagestore.valid_until(found.until)
    return _refused(*_STATUSES[found.kind])


def _said(row: dict[str, Any], width: int, height: int) -> dict[str, Any]:
    base, site = settings.BASE_URL, house()["name"]
    address = f"{base}/a/{row['public_id']}"
    by = {"name": row["publisher__name"], "url": f"{base}/@{row['publisher__handle']}"}
    text = row["summary"] or excerpt(row["revision__body__plain"])
    # Markup alone, no script and no style: it works under any content security policy, and shows nothing of ours
    # that its reader did not ask for.
    html = (
        f'<blockquote cite="{escape(address)}" lang="{escape(row["language"])}"><p><a href="{escape(address)}">'
        f"{escape(row['title'])}</a></p><p>{escape(text)}</p>"
        f'<footer>— <a href="{escape(by["url"])}">{escape(by["name"])}</a>, {escape(site)}</footer></blockquote>'
    )
    thumbnail = _thumbnail(row, address, width, height)
    return {
        "version": "1.0",
        "type": "rich",
        "title": row["title"],
        "author_name": by["name"],
        "author_url": by["url"],
        "provider_name": site,
        "provider_url": f"{base}/",
        "html": html,
        "width": min(WIDTH, width),
        "height": min(HEIGHT, height),
        **thumbnail,
    }


def _thumbnail(row: dict[str, Any], address: str, width: int, height: int) -> dict[str, Any]:
    """Return the largest picture within the limits: the cover in one of its sizes, else the card; none where none fits."""
    sizes: list[tuple[str, int, int]] = []
    if row["cover__sha256"] and row["cover__width"]:
        for most in (1280, 960, 640, 320):
            if (shown := cover_of(row, most=most)) is not None:
                step = min(step_of(shown.src), shown.width)
                sizes.append((settings.BASE_URL + shown.src, step, round(shown.height * step / shown.width)))
    sizes.append((f"{address}/card.png", *CARD))
    for url, wide, high in sizes:
        if wide <= width and high <= height:
            return {"thumbnail_url": url, "thumbnail_width": wide, "thumbnail_height": high}
    return {}


def _answer(text: str, content_type: str, status: int = 200) -> HttpResponse:
    return HttpResponse(
        text,
        status=status,
        content_type=f"{content_type}; charset=utf-8",
        headers={"Cache-Control": "no-cache", "Vary": "Accept-Encoding", "Access-Control-Allow-Origin": "*"},
    )


def _refused(status: int, why: str) -> HttpResponse:
    return _answer(f"{why}\n", "text/plain", status)
