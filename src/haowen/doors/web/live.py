"""The entries of a live report by themselves, for a reader's page that asks what is new."""

from django.http import HttpRequest, HttpResponse

from haowen.domain.articles import access
from haowen.domain.articles.models import Kind
from haowen.doors.web import articles, engine, errors
from haowen.doors.web.entries import Asked, report
from haowen.kit import pagestore
from haowen.kit.clock import now


def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """``/a/<id>/live``: the entries without the page around them."""
    at = now()
    fields = ("pk", "public_id", "kind", "language", "publisher_id", "published_at")
    row = access.readable(at).filter(public_id=public_id).values(*fields).first()
    if row is None:
        return articles.obstacle(request, public_id, at)
    if row["kind"] != Kind.LIVE:
        return errors.not_found(request)
    pagestore.depends("site", f"article:{row['pk']}", f"publisher:{row['publisher_id']}")
    pagestore.valid_until(access.edges(at, row["pk"]))
    answer = HttpResponse(report(row, Asked.of(request), engine.language_of(engine.choices_of(request)), at).html)
    answer["X-Robots-Tag"] = "noindex"
    return answer
