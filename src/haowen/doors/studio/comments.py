"""Comments under a publisher's own articles: ``/studio/@<handle>/comments`` and the rules for them, ``…/comments/rules``."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.domain.articles.models import Article
from haowen.domain.comments import access, arranging, blocking
from haowen.domain.comments.models import BlockedPerson, BlockedWord, Comment, Does
from haowen.domain.people.acting import actor_of
from haowen.domain.people.models import Actor, User
from haowen.domain.publishers import access as publishers
from haowen.domain.publishers.models import Member, Publisher
from haowen.doors.forms import BOTH, UNPROCESSABLE, Form, for_people, see, the_person
from haowen.kit.clock import now
from haowen.kit.refusals import Refused

A_PAGE = 30
PAGE_DIGITS = 5
SHOWN = {
    "": gettext_lazy("All"),
    "unanswered": gettext_lazy("Unanswered"),
    "waiting": gettext_lazy("Waiting for you"),
    "unselected": gettext_lazy("Not selected"),
    "pinned": gettext_lazy("On top"),
}
EMPTY = {
    "": gettext_lazy("Nobody has written under your articles yet. What readers say stands here, the newest first."),
    "unanswered": gettext_lazy("Nothing waits for an answer."),
    "waiting": gettext_lazy("Nothing waits. What falls under one of your rules stands here until you let it through."),
    "unselected": gettext_lazy("Nothing is left out. Where you show selected comments only, the others stand here."),
    "pinned": gettext_lazy("Nothing stands on top. Up to five comments of an article can stand before all others."),
}
DOES = {Does.WAIT: gettext_lazy("wait until you let them through"), Does.REFUSE: gettext_lazy("are refused")}
SELECTS = {"": None, "all": False, "selected": True}


class WordForm(Form):
    """A word, and what becomes of comments with it."""

    word = forms.CharField(
        label=gettext_lazy("Word"),
        max_length=80,
        help_text=gettext_lazy(
            "Found whatever its width, its case and the signs between; a Latin word by itself only."
        ),
    )
    does = forms.ChoiceField(
        label=gettext_lazy("Comments with it"), choices=list(DOES.items()), initial=Does.WAIT, widget=forms.RadioSelect
    )


@for_people(methods=BOTH)
def index(request: HttpRequest, handle: str) -> HttpResponse:
    """List what readers say, the newest first, or do something with one of them."""
    user = the_person(request)
    publisher = get_object_or_404(publishers.written_by(user), handle=handle)
    if request.method != "POST":
        return _page(request, publisher, user)
    return _act(request, publisher, user)


def _act(request: HttpRequest, publisher: Publisher, user: User) -> HttpResponse:
    by, do = actor_of(user), request.POST.get("do", "")
    here = _here(request, publisher)
    try:
        if do == "selects":
            _select_under(request, publisher, by)
        else:
            comment = _comment(request, publisher)
            _acts(request, by)[do](comment)
    except KeyError as unknown:
        raise Http404 from unknown
    except Refused as refused:
        text = request.POST.get("text", "") if do == "answer" else ""
        return _page(request, publisher, user, wrong=refused.message, typed=(request.POST.get("comment", ""), text))
    messages.success(request, _("Done."))
    return see(here)


def _here(request: HttpRequest, publisher: Publisher) -> str:
    """Return the address of the list from which an act was asked for."""
    said = {name: request.GET.get(name, "") for name in ("show", "article", "page")}
    query = urlencode({name: value for name, value in said.items() if value})
    return f"/studio/@{publisher.handle}/comments" + (f"?{query}" if query else "")


def _acts(request: HttpRequest, by: Actor) -> dict[str, Callable[[Comment], object]]:
    said = request.POST
    return {
        "answer": lambda one: arranging.answer(one, said.get("text", ""), by=by),
        "pin": lambda one: arranging.pin(one, by=by),
        "unpin": lambda one: arranging.unpin(one, by=by),
        "select": lambda one: arranging.select(one, by=by),
        "unselect": lambda one: arranging.unselect(one, by=by),
        "let_through": lambda one: arranging.let_through(one, by=by),
        "block": lambda one: _block(one, said.get("does", ""), by),
    }


def _block(comment: Comment, does: str, by: Actor) -> None:
    if comment.actor is None:
        raise Refused(_("Whoever wrote this has no account any more."))
    blocking.block_person(comment.article.publisher, comment.actor, does, by=by)


def _comment(request: HttpRequest, publisher: Publisher) -> Comment:
    key = request.POST.get("comment", "").replace("\0", "")
    rows = Comment.objects.filter(article__publisher=publisher, removed_at=None)
    return get_object_or_404(rows.select_related("article__publisher", "actor"), public_id=key)


def _select_under(request: HttpRequest, publisher: Publisher, by: Actor) -> None:
    said = request.POST.get("selects", "")
    if said not in SELECTS:
        raise Refused(_("There is nothing here."))
    article = _article(request, publisher)
    if article is None:
        raise Http404
    arranging.show_selected(article, only=SELECTS[said], by=by)


def _article(request: HttpRequest, publisher: Publisher) -> Article | None:
    """Load the article to which the list is narrowed."""
    key = request.GET.get("article", "").replace("\0", "")
    rows = Article.objects.filter(publisher=publisher).select_related("publisher")
    return get_object_or_404(rows, public_id=key) if key else None


def _page(
    request: HttpRequest,
    publisher: Publisher,
    user: User,
    *,
    wrong: str = "",
    typed: tuple[str, str] = ("", ""),
) -> HttpResponse:
    article = _article(request, publisher)
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else ""
    rows = Comment.objects.filter(article__publisher=publisher, removed_at=None)
    rows = rows.filter(article=article) if article else rows
    said = request.GET.get("page", "")
    page = max(1, int(said)) if said.isascii() and said.isdecimal() and len(said) <= PAGE_DIGITS else 1
    found = list(_described(_narrowed(rows, shown))[(page - 1) * A_PAGE : page * A_PAGE + 1])
    kept = {"article": article.public_id} if article else {}
    context = {
        "publisher": publisher,
        "article": article,
        "selects": next(key for key, value in SELECTS.items() if article and value is article.shows_selected_comments)
        if article
        else "",
        "tabs": [
            {"name": name, "is_here": key == shown, "url": "?" + urlencode({"show": key, **kept}), "count": rows.filter(waits_since__isnull=False).count() if key == "waiting" else 0}
            for key, name in SHOWN.items()
        ],
        "items": [_item(one, typed) for one in found[:A_PAGE]],
        "empty": EMPTY[shown],
        "newer": "?" + urlencode({"show": shown, **kept, "page": page - 1}) if page > 1 else "",
        "older": "?" + urlencode({"show": shown, **kept, "page": page + 1}) if len(found) > A_PAGE else "",
        "may_rule": publishers.arranged_by(user).filter(pk=publisher.pk).exists(),
        "does": DOES.items(),
        "wrong": wrong,
    }  # fmt: skip
    return render(request, "studio/comments.html", context, status=UNPROCESSABLE if wrong else 200)


def _narrowed(rows: QuerySet[Comment], shown: str) -> QuerySet[Comment]:
    if shown == "waiting":
        return rows.filter(waits_since__isnull=False)
    if shown == "unselected":
        return rows.filter(waits_since=None, selected_at=None, publisher=None).exclude(access.SHOWS_ALL)
    if shown == "pinned":
        return rows.filter(pinned_at__isnull=False)
    if shown == "unanswered":
        ours = Member.objects.filter(publisher=OuterRef("article__publisher"), user=OuterRef("actor__user"))
        answers = Comment.objects.filter(
            answers=OuterRef("pk"), publisher=OuterRef("article__publisher"), removed_at=None
        )
        return rows.filter(publisher=None).exclude(Exists(ours)).exclude(Exists(answers))
    return rows


def _described(rows: QuerySet[Comment]) -> QuerySet[Comment]:
    """Add what the list says of each: whether the host withholds it, and whether all are shown under its article."""
    seen = access.visible(now())
    return (
        rows.select_related("article", "actor__user", "publisher", "answers")
        .annotate(
            is_visible=Exists(seen.filter(pk=OuterRef("pk"))),
            is_answered_visible=Exists(seen.filter(pk=OuterRef("answers"), removed_at=None)),
            shows_all=ExpressionWrapper(access.SHOWS_ALL, output_field=BooleanField()),
            is_ours=Exists(
                Member.objects.filter(publisher=OuterRef("article__publisher"), user=OuterRef("actor__user"))
            ),
            owner=F("article__publisher"),
        )
        .order_by("-pk")
    )


def _item(comment: Any, typed: tuple[str, str]) -> dict[str, Any]:
    is_selected = comment.shows_all or comment.selected_at is not None or comment.publisher_id is not None
    return {
        "comment": comment,
        "name": str(comment.publisher or comment.actor or "") or _("A reader"),
        "answered": comment.answers if comment.answers_id and comment.is_answered_visible else None,
        "is_selecting": not comment.shows_all,
        "is_shown": comment.is_visible and comment.waits_since is None and is_selected,
        "may_be_blocked": comment.actor_id is not None and not comment.is_ours,
        "typed": typed[1] if typed[0] == comment.public_id else "",
    }


@for_people(methods=BOTH)
def rules(request: HttpRequest, handle: str) -> HttpResponse:
    """Show the publisher's rules, and set or take one back; owners and editors do."""
    user = the_person(request)
    publisher = get_object_or_404(publishers.arranged_by(user), handle=handle)
    if request.method != "POST":
        return _rules(request, publisher, WordForm())
    do, by = request.POST.get("do", ""), actor_of(user)
    form = WordForm(request.POST if do == "word" else None)
    try:
        if do == "word":
            if not form.is_valid():
                return _rules(request, publisher, form)
            blocking.block_word(publisher, **form.cleaned_data, by=by)
        elif do == "selects":
            arranging.show_selected(publisher, only=request.POST.get("selects") == "selected", by=by)
        elif do in {"back", "back_and_show"}:
            blocking.take_back(_rule(request, publisher), by=by, shows_what_waited=do == "back_and_show")
        else:
            raise Http404
    except Refused as refused:
        form = WordForm(request.POST)
        form.is_valid()
        form.refuse(refused)
        return _rules(request, publisher, form)
    messages.success(request, _("Done."))
    return see(f"/studio/@{publisher.handle}/comments/rules")


def _rule(request: HttpRequest, publisher: Publisher) -> BlockedWord | BlockedPerson:
    sort, _sep, key = request.POST.get("rule", "").partition(":")
    number = int(key) if key.isascii() and key.isdecimal() and len(key) < len("1000000000") else 0
    if sort == "word":
        return get_object_or_404(BlockedWord.objects.select_related("publisher"), pk=number, publisher=publisher)
    rows = BlockedPerson.objects.select_related("publisher", "actor")
    return get_object_or_404(rows, pk=number, publisher=publisher)


def _rules(request: HttpRequest, publisher: Publisher, form: WordForm) -> HttpResponse:
    context = {
        "publisher": publisher,
        "form": form,
        "words": [{"row": row, "does": DOES[Does(row.does)]} for row in publisher.blocked_words.all()],
        "people": [
            {"row": row, "does": DOES[Does(row.does)]}
            for row in publisher.blocked_people.select_related("actor")
        ],
    }  # fmt: skip
    return render(request, "studio/comment_rules.html", context, status=UNPROCESSABLE if form.errors else 200)
