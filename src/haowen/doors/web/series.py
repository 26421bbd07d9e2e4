"""A publisher's series, from its first part on."""

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse

from haowen.domain.articles import access
from haowen.domain.articles.models import Series
from haowen.domain.publishers import access as publishers
from haowen.doors.web import engine, graphs, items, paging
from haowen.doors.web.clockwork import timed
from haowen.doors.web.house import trail
from haowen.kit import pagestore
from haowen.kit.clock import now

COLUMNS = ("pk", "title", "publisher_id", *(f"publisher__{name}" for name in ("name", "handle", "kind", "verified_at")))


def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the parts of a series in their order: ``/s/<id>?page=``."""
    at = now()
    page = paging.number(request)
    series = Series.objects.filter(public_id=public_id, publisher__in=publishers.visible(at)).values(*COLUMNS).first()
    if series is None:
        raise Http404
    timed()
    pagestore.depends(f"list:series:{series['pk']}", f"publisher:{series['publisher_id']}")
    language = engine.language_of(engine.choices_of(request))
    parts = access.listed(at).filter(series=series["pk"])
    ordered = parts.order_by(F("series_position").asc(nulls_last=True), "published_at", "pk")
    path = f"/s/{public_id}"
    turned = paging.turn(parts.count(), page, lambda start, end: items.listed(ordered[start:end], language, where=path))
    publisher = items.publisher(series, language, "publisher__")
    context = {
        "title": series["title"],
        "description": f"{series['title']} - {series['publisher__name']}",
        "canonical": paging.canonical(path, page),
        "trail": trail((series["publisher__name"], f"/@{series['publisher__handle']}"), (series["title"], "")),
        "publisher": publisher,
        "turned": turned,
        "graph": graphs.simple_previews("website", series["title"], "", paging.canonical(path, page)),
        "jsonld": graphs.listing(
            series["title"],
            paging.canonical(path, page),
            turned.rows,
            engine.TAGS[language],
            [(series["publisher__name"], f"/@{series['publisher__handle']}")],
        ),
        "first": (page - 1) * paging.SIZE + 1,
        "pages": paging.address(path),
    }
    return engine.render(request, "series/show", context)
