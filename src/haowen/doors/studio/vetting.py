"""The entries of a live report that wait to be passed, one by one: ``/studio/reviews/<public_id>/entries``."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from haowen.domain.articles import vetting
from haowen.domain.articles.models import Article, EntryReview, Kind
from haowen.domain.people.models import User
from haowen.doors.forms import BOTH, UNPROCESSABLE, for_people, see, the_person
from haowen.doors.reading import entry
from haowen.kit.clock import now
from haowen.kit.refusals import Refused


@for_people(methods=BOTH)
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what waits, the longest waiting first, and pass or return one (``do``, ``entry``)."""
    user = the_person(request)
    article = get_object_or_404(vetting.reports_of(user), public_id=public_id, kind=Kind.LIVE)
    if request.method != "POST":
        return _page(request, article)
    review = vetting.seen_by(user).filter(text__entry__article=article, public_id=request.POST.get("entry", "")).first()
    try:
        _act(review, request.POST.get("do", ""), request.POST.get("reason", ""), user)
    except Refused as refused:
        return _page(request, article, refused, UNPROCESSABLE)
    return see(f"/studio/reviews/{public_id}/entries")


def _act(review: EntryReview | None, do: str, reason: str, user: User) -> None:
    if review is None:
        raise Refused(_("Somebody else has decided meanwhile, or the text was changed."))
    if do == "pass":
        vetting.pass_entry(review, by=user)
    elif do == "return":
        vetting.return_entry(review, by=user, reason=reason)
    else:
        raise Refused(_("Please choose what is to be done."))


def _page(request: HttpRequest, article: Article, refused: Refused | None = None, status: int = 200) -> HttpResponse:
    user = the_person(request)
    rows = list(vetting.seen_by(user).filter(text__entry__article=article)[: vetting.MOST])
    way = vetting.way_of(article)
    context = {
        "article": article,
        "publisher": article.publisher,
        "stage": way.stage if way else None,
        "goes_first": way.goes_first if way else False,
        "items": [_item(row, way, user) for row in rows],
        "refused": refused,
        "said": request.POST,
    }
    return render(request, "studio/entries.html", context, status=status)


def _item(review: EntryReview, way: vetting.Way | None, user: User) -> dict[str, Any]:
    due = vetting.due_at(review, way)
    text = review.text
    return {
        "review": review,
        "text": text,
        "body": entry(text.html, text.entry.article.publisher),
        "is_correction": text.entry.texts.filter(pk__lt=text.pk).exists(),
        "obstacle": vetting.obstacle(review, way, user),
        "due_at": due,
        "is_overdue": due is not None and due < now(),
    }
