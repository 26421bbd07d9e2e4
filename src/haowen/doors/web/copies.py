"""A copy of what stood at an address that an article cites, where the host shows such: ``/a/<id>/references/<key>/archive``."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from haowen.domain.articles import access
from haowen.domain.sources import copying
from haowen.doors.web import articles, engine, errors
from haowen.doors.web.house import trail
from haowen.doors.web.marks import escaped, moment
from haowen.kit import pagestore
from haowen.kit.clock import now
from haowen.text import markup


def show(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """Show the copy with where and when it was taken; it goes with the article that cites it."""
    at = now()
    pagestore.depends("site")  # by which the host shows copies, or none
    row = access.readable(at).filter(public_id=public_id).values("pk", "publisher_id", "title", "language").first()
    if row is None:
        return articles.obstacle(request, public_id, at)
    pagestore.depends(f"article:{row['pk']}", f"publisher:{row['publisher_id']}")
    pagestore.valid_until(access.edges(at, row["pk"]))
    found = copying.shown_to_readers(public_id, key, at)
    if found is None:
        return errors.not_found(request)
    _article, source, copy = found
    language = engine.language_of(engine.choices_of(request))
    title = _("Archived copy")
    words = {
        "gap": _("A picture is missing here."),
        "remote": _("Picture at its source:"),
        "unplaced": _("Text that could not be placed:"),
        "cite": _("Reference {n}"),
        "table": _("Table"),
    }
    context = {
        "title": escaped(f"{title}: {source.title}"),
        "heading": escaped(copy.title),
        "noindex": True,
        "trail": trail((row["title"], f"/a/{public_id}#references"), (title, "")),
        "article": {"title": escaped(row["title"]), "url": f"/a/{public_id}#references", "lang": row["language"]},
        "source": {"url": escaped(source.url), "host": escaped(urlsplit(source.url).hostname or "")},
        "at": moment(copy.fetched_at, language),
        "sha256": copy.sha256,
        "copy_lang": escaped(copy.language),
        "body": markup.shown(copy.html, pictures={}, cited={}, words=words),
    }
    response = engine.render(request, "articles/copy", context)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
