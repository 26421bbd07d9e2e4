"""What an article is shared by: its address as a QR code."""

import io
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from haowen.domain.articles import access
from haowen.doors.web.articles import obstacle
from haowen.kit import pagestore
from haowen.kit.clock import now


def qr(request: HttpRequest, public_id: str) -> HttpResponse:
    """``/a/<id>/qr.svg``: a code that leads a phone to the article."""
    at = now()
    found = access.readable(at).filter(public_id=public_id).values_list("pk", "publisher_id").first()
    if found is None:
        return obstacle(request, public_id, at)
    key, publisher = found
    pagestore.depends(f"article:{key}", f"publisher:{publisher}")  # it is withheld with its publisher
    pagestore.valid_until(access.edges(at, key))
    return HttpResponse(_code(f"{settings.BASE_URL}/a/{public_id}"), content_type="image/svg+xml")


@lru_cache(maxsize=512)
def _code(address: str) -> bytes:
    import segno  # takes a quarter of a second: too much for the start of every process

    out = io.BytesIO()
    # Dark on white in every theme: some readers of codes do not take the reverse. The white border is part of the code.
    segno.make(address, error="m", micro=False).save(
        out,
        kind="svg",
        scale=4,
        border=4,
        dark="#000",
        light="#fff",
        xmldecl=False,
        svgns=True,
        nl=False,
        omitsize=False,
    )
    return out.getvalue()
