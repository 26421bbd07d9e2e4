"""Articles that go through the stages of a review: what waits for oneself, the case, the printed sheet."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from haowen.domain.articles import passing, vetting
from haowen.domain.articles.chaining import chain_of, standing
from haowen.domain.articles.models import Review, ReviewState
from haowen.domain.people.acting import actor_of
from haowen.domain.people.models import User
from haowen.doors.forms import ACT, BOTH, UNPROCESSABLE, for_people, see, the_person
from haowen.doors.reading import page_of
from haowen.doors.studio.articles import editable
from haowen.kit import gates
from haowen.kit.clock import now
from haowen.kit.refusals import Refused

MOST = 100
SHOWN = 60  # characters of a paragraph by which it is chosen
DIGITS = 6
OF_WHO = ("stages", "membership", "review", "permits")  # gates that ask who publishes, and not what


@for_people()
def index(request: HttpRequest) -> HttpResponse:
    """List what this person can pass, and what else is under way: ``/studio/reviews``."""
    user = the_person(request)
    mine = passing.waiting_for(user)
    asked = {review.pk for review, _stage in mine}
    others = passing.seen_by(user).exclude(state=ReviewState.DONE).exclude(pk__in=asked).order_by("reached_at")[:MOST]
    context = {
        "mine": [_item(review) for review, _stage in mine],
        "others": [_item(review) for review in others],
        "entries": vetting.waiting_for(user),
    }
    return render(request, "studio/reviews.html", context)


def _item(review: Review) -> dict[str, Any]:
    stage = passing.stage_of(review) if review.state == ReviewState.OPEN else None
    due = passing.due_at(review, stage) if stage else None
    return {"review": review, "stage": stage, "due_at": due, "is_overdue": due is not None and due < now()}


def _load(request: HttpRequest, public_id: str) -> Review:
    rows = passing.seen_by(the_person(request)).select_related("article__head__body", "article__head__cover")
    review = rows.filter(article__public_id=public_id, article__trashed_at=None).order_by("-pk").first()
    if review is None:
        raise Http404
    return review


@for_people(methods=BOTH)
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the text at its stage, and do what is asked (``do``): ``/studio/reviews/<public_id>``."""
    review = _load(request, public_id)
    if request.method != "POST":
        return _page(request, review)
    do = request.POST.get("do", "")
    try:
        _act(review, do, request, the_person(request))
    except Refused as refused:
        return _page(request, review, refused, UNPROCESSABLE)
    messages.success(request, _("Done: “%(title)s”.") % {"title": review.article.title})
    return see(f"/studio/reviews/{public_id}" if do == "remark" else "/studio/reviews")


def _act(review: Review, do: str, request: HttpRequest, user: User) -> None:
    said = request.POST
    acts: dict[str, Callable[[], object]] = {
        "pass": lambda: passing.pass_stage(
            review, by=user, revision=said.get("revision", ""), position=_position(said.get("stage", ""))
        ),
        "back": lambda: passing.send_back(review, by=user, reason=said.get("reason", "")),
        "remark": lambda: passing.remark(review, by=user, text=said.get("text", ""), passage=_passage(review, said)),
        "urgent": lambda: passing.release_urgently(
            review, by=user, reason=said.get("why", ""), revision=said.get("revision", "")
        ),
    }
    if do not in acts:
        raise Refused(_("Please choose what is to be done."))
    acts[do]()


def _position(said: str) -> int | None:
    """Return the stage that was meant; a form of another's making that names none means the one where it waits."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < DIGITS else None


def _passage(review: Review, said: QueryDict) -> str:
    """Return the passage that was marked, or the paragraph that was chosen by its number."""
    number, head = said.get("paragraph", ""), review.article.head
    if (marked := said.get("passage", "").strip()) or head is None:
        return marked
    lines = passing.passages(head)
    is_known = number.isascii() and number.isdigit() and len(number) < DIGITS and 1 <= int(number) <= len(lines)
    return lines[int(number) - 1][: passing.PASSAGE_MOST].strip() if is_known else ""


def _page(request: HttpRequest, review: Review, refused: Refused | None = None, status: int = 200) -> HttpResponse:
    user, article = the_person(request), review.article
    head = article.head
    stage = passing.stage_of(review) if review.state == ReviewState.OPEN else None
    chain = chain_of(article)
    last = chain.stages.order_by("-position").first() if chain else None
    due = passing.due_at(review, stage) if stage else None
    is_out_early = passing.is_out_early(review)
    context = (page_of(article, head) if head else {"article": article}) | _steps(review) | {
        "review": review,
        "stage": stage,
        "obstacle": passing.obstacle(review, stage, user) if stage else "",
        "is_ready": bool(chain and not stage and review.state == ReviewState.OPEN),
        "may_be_urgent": bool(
            chain and chain.may_be_urgent and last and stage and not is_out_early and not passing.obstacle(review, last, user)
        ),
        "findings": [
            found for found in gates.ask("publish", article=article, revision=head, by=actor_of(user)) if found.gate not in OF_WHO
        ] if head else [],
        "passages": [line[:SHOWN] + ("…" if len(line) > SHOWN else "") for line in passing.passages(head)] if head else [],
        "remarks": review.remarks.select_related("revision"),
        "refused": refused,
        "said": request.POST,
        "due_at": due,
        "is_overdue": due is not None and due < now(),
    }  # fmt: skip
    return render(request, "studio/review.html", context, status=status)


def _steps(review: Review) -> dict[str, Any]:
    chain = chain_of(review.article)
    held = standing(review, review.article.head, chain) if chain else {}
    return {
        "steps": [{"stage": stage, "pass": held.get(stage.position)} for stage in chain.stages.all()] if chain else []
    }


@for_people()
def sheet(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show who passed what and when, to be printed: ``/studio/reviews/<public_id>/sheet``."""
    review = _load(request, public_id)
    passes = review.passes.select_related("revision")
    remarks = review.remarks.select_related("revision")
    context = {"review": review, "article": review.article, "passes": passes, "remarks": remarks} | _steps(review)
    return render(request, "studio/review_sheet.html", context)


@for_people(methods=ACT)
def recall(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take an article back from review: POST ``/studio/a/<public_id>/recall``."""
    article = editable(request, public_id)
    try:
        passing.recall(article, by=the_person(request))
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("It is a draft again."))
    return see(f"/studio/a/{public_id}")
