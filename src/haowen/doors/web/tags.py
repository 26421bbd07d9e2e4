"""Articles under one word."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from haowen.domain.articles import access
from haowen.domain.articles.models import Tag
from haowen.doors.web import engine, graphs, items, paging
from haowen.doors.web.clockwork import timed
from haowen.doors.web.house import trail
from haowen.kit import pagestore
from haowen.kit.clock import now


def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the articles under a tag, the newest first: ``/t/<tag>?before=&after=``."""
    at = now()
    tag = Tag.objects.filter(slug=slug).values("pk", "name").first()
    if tag is None:
        raise Http404
    timed()
    pagestore.depends(f"list:tag:{tag['pk']}")
    language = engine.language_of(engine.choices_of(request))
    articles = access.listed(at).filter(tags=tag["pk"])
    path = f"/t/{quote(slug)}"
    piece = paging.stretch(request, articles, path)
    listed = [items.item(row, language, where=path) for row in piece.rows]
    context = {
        "title": tag["name"],
        "description": _("Articles about %(tag)s") % {"tag": tag["name"]},
        "canonical": piece.own,
        "trail": trail((tag["name"], "")),
        "total": articles.count(),
        "items": listed,
        "graph": graphs.simple_previews("website", tag["name"], "", piece.own),
        "jsonld": graphs.listing(tag["name"], piece.own, listed, engine.TAGS[language]),
        "newer": piece.newer,
        "older": piece.older,
        "first_page": path,
    }
    return engine.render(request, "tags/show", context)
