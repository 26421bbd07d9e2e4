"""The card picture of an article, 1200 × 630, for the previews of links: title, publisher, site, in type that has Chinese."""

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse

from haowen.domain.articles import access
from haowen.domain.media import crops
from haowen.domain.media.showing import path_of, widths
from haowen.doors.web.articles import obstacle
from haowen.doors.web.house import house
from haowen.kit import pagestore
from haowen.kit.clock import now

COVER_WIDTH = 960


def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """``/a/<id>/card.png``: the same for every reader, whatever their language or edition."""
    at = now()
    fields = ("pk", "title", "publisher_id", "publisher__name", "cover__sha256", "cover__width", "crops")
    row = access.readable(at).filter(public_id=public_id).values(*fields).first()
    if row is None:
        return obstacle(request, public_id, at)
    pagestore.depends("site", f"article:{row['pk']}", f"publisher:{row['publisher_id']}")
    pagestore.valid_until(access.edges(at, row["pk"]))
    from haowen.doors.web import drawing  # a library of pictures, which no other page needs

    site = house()
    picture = drawing.card(
        title=row["title"],
        publisher=row["publisher__name"],
        site=site["name"],
        cover=_cover(row),
        accent=site["accent"] or drawing.ACCENT,
    )
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
