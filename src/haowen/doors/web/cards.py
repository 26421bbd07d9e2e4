"""The card picture of an article, 1200 × 630, for the previews of links: title, publisher, site, in type that has Chinese."""

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from haowen.domain.articles import access
from haowen.domain.articles.covering import crops_of
from haowen.domain.media import crops
from haowen.domain.media.showing import path_of, widths
from haowen.doors.forms import for_people, the_person
from haowen.doors.web.articles import obstacle
from haowen.doors.web.house import house
from haowen.kit import pagestore
from haowen.kit.clock import now

COVER_WIDTH = 960


def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """``/a/<id>/card.png``: the same for every reader, whatever their language or edition."""
    at = now()
    fields = (
        "pk", "title", "publisher_id", "publisher__name", "publisher__mark_key", "cover__sha256", "cover__width", "crops",
    )  # fmt: skip
    row = access.readable(at).filter(public_id=public_id).values(*fields).first()
    if row is None:
        return obstacle(request, public_id, at)
    pagestore.depends("site", f"article:{row['pk']}", f"publisher:{row['publisher_id']}")
    pagestore.valid_until(access.edges(at, row["pk"]))
    return _drawn(row["title"], row["publisher__name"], _cover(row), is_marked=bool(row["publisher__mark_key"]))


@for_people()
def draft(request: HttpRequest, public_id: str) -> HttpResponse:
    """``/studio/a/<id>/card.png``: the card that a draft will have, for its writers; kept nowhere."""
    rows = access.editable_by(the_person(request)).select_related("publisher", "head__cover")
    article = get_object_or_404(rows, public_id=public_id, head__isnull=False)
    head = article.head
    cover = None
    if head is not None and head.cover is not None:
        said = {"cover__sha256": head.cover.sha256, "cover__width": head.cover.width, "crops": crops_of(head)}
        cover = _cover(said)
    publisher = article.publisher
    response = _drawn(head.title if head else "", publisher.name, cover, is_marked=bool(publisher.mark_key))
    response["Cache-Control"] = "private, no-store"
    return response


def _drawn(title: str, publisher: str, cover: Path | None, *, is_marked: bool) -> HttpResponse:
    from haowen.doors.web import drawing  # a library of pictures, which no other page needs

    site = house()
    picture = drawing.card(
        title=title, publisher=publisher, site=site["name"], cover=cover, accent=site["accent"] or drawing.ACCENT,
        is_marked=is_marked,
    )  # fmt: skip
    return HttpResponse(picture, content_type="image/png")


def _cover(row: dict[str, Any]) -> Path | None:
    """Return the file that stands on the card: the square around the focus, or the whole picture until that is cut."""
    if not row["cover__sha256"]:
        return None
    chosen = crops.read(row["crops"])
    steps = crops.STEPS[crops.SQUARE] if chosen else widths(row["cover__width"])
    for step in sorted(steps, key=lambda step: (step > COVER_WIDTH, -step if step <= COVER_WIDTH else step)):
        name = crops.name(crops.SQUARE, chosen[0].focus, step) if chosen else f"w{step}.webp"
        if path := path_of(row["cover__sha256"], name):
            return path
    return None
