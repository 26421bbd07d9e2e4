"""A draft as readers would see its text: for members alone, in no index, kept nowhere."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from haowen.derived.duplicates.reading import same_as
from haowen.domain.articles.models import Article
from haowen.doors.forms import for_people
from haowen.doors.reading import page_of
from haowen.doors.studio.articles import editable
from haowen.doors.words import PICTURE_TROUBLES


@for_people()
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the last saved text: ``/studio/a/<public_id>/preview``."""
    article = editable(request, public_id)
    if article.head is None:
        raise Http404
    shown = page_of(article, article.head) | {"elsewhere": list(_elsewhere(article)), "copies": same_as(article)}
    response = render(request, "studio/preview.html", shown)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response


def _elsewhere(article: Article) -> Iterator[dict[str, object]]:
    """Yield the pictures that could not be fetched, and why."""
    for row in article.pictures_elsewhere.exclude(trouble="").order_by("pk"):
        yield {"address": row.address, "is_cover": row.is_cover, "why": PICTURE_TROUBLES[row.trouble]}  # type: ignore[index]
