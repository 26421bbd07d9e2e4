"""The pages of comments: all under an article, and one floor with what was said around it."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from haowen.domain.articles import access
from haowen.domain.comments import access as comments_access
from haowen.domain.comments.models import Comment
from haowen.doors.web import articles, errors
from haowen.doors.web.engine import choices_of, language_of, render
from haowen.doors.web.house import trail
from haowen.doors.web.marks import Piece, escaped
from haowen.doors.web.statements import BEST_FIRST, comment_columns
from haowen.doors.web.threads import selects, thread, viewer_of
from haowen.kit import pagestore
from haowen.kit.clock import now
from haowen.text.numbers import compact

SIZE = 30
PAGES = 10_000
ABOVE = 20  # floors of one talk on the page of its last; the first of them leads further up
ORDERS = {"best": BEST_FIRST, "new": ("-floor",), "floor": ("floor",)}
FIELDS = (
    "pk",
    "public_id",
    "title",
    "language",
    "publisher_id",
    "channel__slug",
    "channel__name_zh",
    "channel__name_en",
    "shows_selected_comments",
    "publisher__shows_selected_comments",
)


def index(request: HttpRequest, public_id: str) -> HttpResponse:
    """``/a/<id>/comments?order=best|new|floor&page=``: every floor that is shown, also the ones whose text is gone."""
    at = now()
    row = _article(public_id, at)
    if row is None:
        return articles.obstacle(request, public_id, at)
    order = request.GET.get("order", "best")
    order = order if order in ORDERS else "best"
    viewer = viewer_of(request)
    said = comments_access.said(at) if viewer is None else comments_access.said_to(viewer, at)
    shown = (said if order == "best" else comments_access.floors(viewer)).filter(article=row["pk"])
    total = shown.count()
    last = max(1, -(-total // SIZE))
    page = _page(request.GET.get("page", "1"))
    if page is None or page > last:
        return errors.not_found(request)
    found = comment_columns(shown.order_by(*ORDERS[order]), at)[(page - 1) * SIZE : page * SIZE]
    return _answer(
        request, "comments/index", row, list(found),
        {
            "heading": escaped(_("Comments: %(n)s") % {"n": row["comment_count"]}), "order": order, "page": page, "last": last,
            "address": Piece(f"/a/{public_id}/comments?order={order}&amp;page="), "floor": None, "noindex": page > 1 or order != "best",
        },
    )  # fmt: skip


def show(request: HttpRequest, public_id: str, floor: int) -> HttpResponse:
    """``/a/<id>/comments/<floor>``: one floor, the floors above it that it answers, and the answers to it."""
    at = now()
    row = _article(public_id, at)
    if row is None:
        return articles.obstacle(request, public_id, at)
    floors = Comment.objects.filter(article=row["pk"])
    one = floors.filter(floor=floor).values("pk").first()
    if one is None:
        return errors.not_found(request)
    above = _above(one["pk"])
    answers = (
        comments_access.floors(viewer_of(request))
        .filter(answers=one["pk"])
        .order_by("floor")
        .values_list("pk", flat=True)[:SIZE]
    )
    found = comment_columns(floors.filter(pk__in=[*above, one["pk"], *answers]).order_by("floor"), at)
    # Each floor stands here by itself: nothing needs to be quoted twice.
    return _answer(
        request, "comments/show", row, [{**each, "answers__floor": None} for each in found],
        {"heading": escaped(_("Floor %(n)s") % {"n": floor}), "floor": floor, "page": 1, "last": 1, "address": "", "noindex": True},
    )  # fmt: skip


def _article(public_id: str, at: dt.datetime) -> dict[str, Any] | None:
    row = access.readable(at).filter(public_id=public_id).values(*FIELDS).first()
    if row is None:
        return None
    visible = comments_access.said(at).filter(article=row["pk"])
    may_comment = access.open_to_comments(at).filter(pk=row["pk"]).exists()
    return {**row, "comment_count": visible.count(), "may_comment": may_comment}


def _above(key: int) -> list[int]:
    """Return the keys of the floors that a floor answers, up to :data:`ABOVE`, by one statement."""
    columns = ["__".join(["answers"] * depth) + "_id" for depth in range(1, ABOVE + 1)]
    row = Comment.objects.filter(pk=key).values_list(*columns).first()
    return [above for above in row or () if above is not None]


def _page(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) <= PAGES else None


def _answer(
    request: HttpRequest, template: str, row: dict[str, Any], found: list[Any], more: dict[str, Any]
) -> HttpResponse:
    language = language_of(choices_of(request))
    public_id = row["public_id"]
    pagestore.depends(f"article:{row['pk']}", f"comments:{row['pk']}", f"publisher:{row['publisher_id']}", "site")
    pagestore.bounded()
    at = now()
    pagestore.valid_until(access.edges(at, row["pk"]))
    pagestore.valid_until(comments_access.edge(row["pk"], at))
    channel = row["channel__name_en" if language == "en" else "channel__name_zh"]
    steps = [(channel, f"/c/{row['channel__slug']}")] if channel else []
    context = {
        "title": Piece(f"{more['heading']} - {escaped(row['title'])}"),
        "description": escaped(_("What readers say about “%(title)s”") % {"title": row["title"]}),
        "canonical": Piece(f"/a/{public_id}/comments"),
        "channel": row["channel__slug"],
        "id": public_id,
        "article_title": escaped(row["title"]),
        "article_lang": row["language"],
        "trail": trail(*steps, (row["title"], f"/a/{public_id}"), (_("Comments"), "")),
        "threads": [thread(each, language, viewer_of(request)) for each in found],
        "comment_count": compact(row["comment_count"], language),
        "may_comment": row["may_comment"],
        "selects": selects(row),
        **more,
    }
    return render(request, template, context)
