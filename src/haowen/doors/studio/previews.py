"""A draft as readers would see its text: for members alone, in no index, kept nowhere."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from haowen.derived.duplicates.reading import same_as
from haowen.domain.articles.models import Article, Revision
from haowen.doors.forms import for_people
from haowen.doors.studio.articles import editable
from haowen.doors.studio.drafting import channel_name
from haowen.doors.studio.keeping import picture, pictures
from haowen.doors.words import CREDIT_ROLES, DECLARATIONS, PICTURE_TROUBLES
from haowen.text import markup


def words() -> dict[str, str]:
    """Return what stands at marks in a body, in the reader's language."""
    return {
        "gap": _("A picture is missing here"),
        "remote": _("Picture on another site"),
        "unplaced": _("Text that the import could not place"),
        "cite": _("Reference {n}"),
        "video": _("Video"),
        "save": _("This browser does not play videos; the video as a file"),
        "soon": _("Smaller versions are still being made. Where it does not play yet, it will soon."),
        "transcript": _("What is said in the video"),
    }


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


def page_of(article: Article, revision: Revision) -> dict[str, object]:
    """Return what a page needs that shows one revision as readers would see it."""
    html = revision.body.html
    rows = {reference.key: reference for reference in revision.references.all()}
    cited = markup.numbered(html, rows)
    return {
        "article": article,
        "revision": revision,
        "body": markup.shown(html, pictures=pictures(html, article.publisher_id), cited=cited, words=words()),
        "references": [rows[key] for key in cited],
        "declarations": [{"name": DECLARATIONS[d.kind], "row": d} for d in revision.declarations.all()],  # type: ignore[index]
        "credits": [{"role": CREDIT_ROLES[c.role], "name": c.name} for c in revision.credits.all()],  # type: ignore[index]
        "cover": picture(revision.cover.sha256) if revision.cover else None,
        "channel": channel_name(article.channel) if article.channel else "",
    }
