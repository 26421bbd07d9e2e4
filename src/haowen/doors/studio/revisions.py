"""The history of an article: every saved state, and the text of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from haowen.doors.forms import for_people
from haowen.doors.studio import plain
from haowen.doors.studio.articles import editable
from haowen.doors.studio.previews import page_of


@for_people()
def index(request: HttpRequest, public_id: str) -> HttpResponse:
    """List revisions, the newest first: ``/studio/a/<public_id>/revisions``."""
    article = editable(request, public_id)
    rows = article.revisions.select_related("made_by", "made_from").order_by("-number")
    return render(request, "studio/revisions.html", {"article": article, "revisions": rows})


@for_people()
def show(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Show one revision as readers would see it and as plain text: ``/studio/a/<public_id>/revisions/<number>``."""
    article = editable(request, public_id)
    revision = get_object_or_404(
        article.revisions.select_related("body", "cover", "made_by", "redacted_under"), number=number
    )
    context = page_of(article, revision) | {"text": plain.to_markdown(revision.body.html)}
    return render(request, "studio/revision.html", context)
