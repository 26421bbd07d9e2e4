"""What a writer is told about published articles that have most of the text in common."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from haowen.derived.duplicates import reading
from haowen.doors.forms import for_people
from haowen.doors.studio.articles import editable


@for_people()
def index(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show them with what stands in both, side by side: ``/studio/a/<public_id>/copies``."""
    article = editable(request, public_id)
    if article.head is None:
        raise Http404
    return render(request, "studio/copies.html", {"article": article, "sides": reading.beside(article, article.head)})
