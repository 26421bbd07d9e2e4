"""A vertical of the host: curated originals, in the order that the desk gave them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from haowen.domain.articles import access
from haowen.domain.headlines.models import Vertical
from haowen.doors.web import engine, items, paging
from haowen.doors.web.clockwork import timed
from haowen.doors.web.house import trail
from haowen.kit import pagestore
from haowen.kit.clock import now

COLUMNS = ("pk", "slug", "name_zh", "name_en")


def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one vertical: ``/o/<slug>?page=``."""
    at = now()
    page = paging.number(request)
    verticals: list[dict[str, Any]] = list(Vertical.objects.order_by("position", "pk").values(*COLUMNS))
    here = next((row for row in verticals if row["slug"] == slug), None)
    if here is None:
        raise Http404
    timed()
    pagestore.depends("originals")
    language = engine.language_of(engine.choices_of(request))
    named = "name_en" if language == engine.EN else "name_zh"
    entries = access.listed(at).filter(verticals__vertical=here["pk"])
    ordered = entries.order_by("verticals__position", "-verticals__pk")
    path = f"/o/{slug}"
    turned = paging.turn(
        entries.count(), page, lambda start, end: items.listed(ordered[start:end], language, where=path)
    )
    context = {
        "title": here[named],
        "description": _("%(name)s: originals chosen by the editors") % {"name": here[named]},
        "canonical": paging.canonical(path, page),
        "trail": trail((here[named], "")),
        "verticals": [(f"/o/{row['slug']}", row[named], row["slug"] == slug) for row in verticals],
        "turned": turned,
        "pages": paging.address(path),
    }
    return engine.render(request, "originals/show", context)
