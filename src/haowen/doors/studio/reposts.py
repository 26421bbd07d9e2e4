"""Reposting: taking over what another publisher grants, asking for it, saying who may repost one's own."""

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.domain.articles import access
from haowen.domain.articles.models import Article
from haowen.domain.people.acting import actor_of
from haowen.domain.people.models import User
from haowen.domain.publishers import access as publishers
from haowen.domain.publishers.models import Publisher
from haowen.domain.reposts import asking, granting, reposting
from haowen.domain.reposts.granting import Terms
from haowen.domain.reposts.models import Answer, Request, Who
from haowen.doors.forms import ACT, BOTH, UNPROCESSABLE, Form, Lines, attempt, for_people, see, the_person
from haowen.doors.words import REPOST_ANSWERS, REPOST_GRANTS
from haowen.kit.refusals import Refused

DEFAULT = "default"
SHOWN = 100


class AskForm(Form):
    """For whom, and in what words."""

    publisher = forms.ModelChoiceField(
        label=gettext_lazy("For which of your publishers"),
        queryset=Publisher.objects.none(),
        to_field_name="handle",
        empty_label=None,
    )
    words = Lines(
        label=gettext_lazy("What you want it for"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(Form):
    """Yes or no."""

    may_change = forms.BooleanField(label=gettext_lazy("With changes"), required=False)
    reasons = Lines(
        label=gettext_lazy("Reasons"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class GrantForm(Form):
    """Who may repost, and whether it may be changed."""

    who = forms.ChoiceField(
        label=gettext_lazy("Who may repost it?"), choices=list(REPOST_GRANTS.items()), widget=forms.RadioSelect
    )
    named = forms.CharField(
        label=gettext_lazy("Which publishers"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Their handles (@…), separated by spaces or commas."),
    )
    may_change = forms.BooleanField(label=gettext_lazy("They may change it"), required=False)

    @classmethod
    def of(cls, terms: Terms, *, has_default: bool, data: Any = None) -> "GrantForm":
        """Return the form filled with what is granted; of an article it can also be as its publisher says."""
        is_default = has_default and not terms.is_own
        initial = {
            "who": DEFAULT if is_default else terms.who,
            "named": " ".join(f"@{one.handle}" for one in terms.named),
            "may_change": terms.may_change,
        }
        form = cls(data, initial=initial)
        if has_default:
            who: Any = form.fields["who"]
            who.choices = [(DEFAULT, _("As the publisher says for all its articles")), *who.choices]
        return form

    def clean_named(self) -> list[Publisher]:
        """Return the publishers of these handles."""
        handles = [one.removeprefix("@") for one in re.split(r"[\s,，、;；]+", self.cleaned_data["named"]) if one]
        found = {one.handle: one for one in Publisher.objects.filter(handle__in=handles)}
        if missing := [handle for handle in handles if handle not in found]:
            raise forms.ValidationError(_("There is no publisher %(handle)s.") % {"handle": f"@{missing[0]}"})
        return list(found.values())


@for_people(methods=BOTH)
def new(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what may be done with an article, and take it over or ask for it: ``/studio/repost/<public_id>``."""
    user = the_person(request)
    article = get_object_or_404(access.readable_by(user).select_related("publisher", "revision"), public_id=public_id)
    mine = publishers.written_by(user).exclude(pk=article.publisher_id)
    form = AskForm(request.POST if request.method == "POST" else None)
    form.fields["publisher"].queryset = mine  # type: ignore[attr-defined]
    form.fields["publisher"].label_from_instance = lambda one: one.name  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        publisher = form.cleaned_data["publisher"]
        try:
            return _taken(request, article, publisher, user) or _asked(request, article, publisher, form, user)
        except Refused as refused:
            form.refuse(refused)
    choices = [_choice(article, publisher) for publisher in mine]
    terms = granting.terms_of(article)
    context = {"article": article, "form": form, "choices": choices, "terms": REPOST_GRANTS[terms.who], "may_change": terms.may_change,
               "may_ask": any(one["permit"].may_ask and not one["is_waiting"] for one in choices)}  # fmt: skip
    return render(request, "studio/repost.html", context, status=UNPROCESSABLE if form.errors else 200)


def _choice(article: Article, publisher: Publisher) -> dict[str, Any]:
    asked = Request.objects.filter(article=article, publisher=publisher).first()
    made = Article.objects.filter(publisher=publisher, repost_of__original=article, trashed_at=None).first()
    return {
        "publisher": publisher,
        "permit": granting.permit_for(article, publisher),
        "request": asked,
        "answer": REPOST_ANSWERS[Answer(asked.answer)] if asked else "",
        "is_waiting": asked is not None and asked.answer == Answer.OPEN,
        "made": made,
    }


def _taken(request: HttpRequest, article: Article, publisher: Publisher, user: User) -> HttpResponse | None:
    if not granting.permit_for(article, publisher).may_repost:
        return None
    made = reposting.make(article, publisher, by=actor_of(user))
    messages.success(request, _("This draft says what the original says, and that it is a repost of it."))
    return see(f"/studio/a/{made.public_id}")


def _asked(request: HttpRequest, article: Article, publisher: Publisher, form: AskForm, user: User) -> HttpResponse:
    asking.ask(article, publisher, by=actor_of(user), words=form.cleaned_data["words"])
    messages.success(request, _("Asked. The answer comes here and by mail."))
    return see(f"/studio/repost/{article.public_id}")


@for_people(methods=BOTH)
def grants(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show and set who may repost one article: ``/studio/a/<public_id>/reposts``."""
    user = the_person(request)
    article = get_object_or_404(access.editable_by(user).select_related("publisher", "head"), public_id=public_id)
    may_answer = asking.answered_by(user, article.publisher)
    if request.method == "POST" and not may_answer:
        raise Http404
    form = GrantForm.of(granting.terms_of(article), has_default=True, data=request.POST or None)
    if request.method == "POST" and _granted(form, article):
        messages.success(request, _("Kept."))
        return see(f"/studio/a/{public_id}/reposts")
    context = {
        "publisher": article.publisher,
        "article": article,
        "form": form,
        "may_answer": may_answer,
        "granted": REPOST_GRANTS[granting.terms_of(article).who],
        "default": REPOST_GRANTS[granting.default_of(article.publisher).who],
        "requests": [_told(one) for one in article.repost_requests.select_related("publisher", "article")[:SHOWN]],
        "reposts": article.reposts.select_related("article__publisher").order_by("-made_at")[:SHOWN],
    }
    return render(request, "studio/grants.html", context, status=UNPROCESSABLE if form.errors else 200)


def _granted(form: GrantForm, of: Article | Publisher) -> bool:
    def act(said: dict[str, Any]) -> bool:
        who = None if said["who"] == DEFAULT else Who(said["who"])
        granting.grant(of, who=who, may_change=said["may_change"], named=said["named"])
        return True

    return bool(attempt(form, act))


@for_people(methods=BOTH)
def index(request: HttpRequest, handle: str) -> HttpResponse:
    """Show what others ask for, and set what a publisher grants by default: ``/studio/@<handle>/reposts``."""
    user = the_person(request)
    publisher = get_object_or_404(publishers.of_user(user), handle=handle)
    may_answer = asking.answered_by(user, publisher)
    if request.method == "POST" and not may_answer:
        raise Http404
    form = GrantForm.of(granting.default_of(publisher), has_default=False, data=request.POST or None)
    if request.method == "POST" and _granted(form, publisher):
        messages.success(request, _("Kept."))
        return see(f"/studio/@{handle}/reposts")
    rows = Request.objects.filter(article__publisher=publisher).select_related("publisher", "article")
    context = {
        "publisher": publisher,
        "form": form,
        "may_answer": may_answer,
        "granted": REPOST_GRANTS[granting.default_of(publisher).who],
        "requests": [_told(one) for one in rows.order_by("answer", "-asked_at")[:SHOWN]],
        "asked": [_told(one) for one in publisher.repost_requests.select_related("article__publisher")[:SHOWN]],
    }
    return render(request, "studio/grants.html", context, status=UNPROCESSABLE if form.errors else 200)


def _answerable(user: User, handle: str) -> Publisher:
    publisher = get_object_or_404(publishers.of_user(user), handle=handle)
    if not asking.answered_by(user, publisher):
        raise Http404
    return publisher


def _told(row: Request) -> dict[str, Any]:
    return {"row": row, "answer": REPOST_ANSWERS[Answer(row.answer)], "is_open": row.answer == Answer.OPEN,
            "form": AnswerForm(auto_id=f"id_{row.pk}_%s")}  # fmt: skip


@for_people(methods=ACT)
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Answer a request: POST ``/studio/reposts/<number>``."""
    user = the_person(request)
    row = get_object_or_404(Request.objects.select_related("article__publisher"), pk=number)
    publisher = _answerable(user, row.article.publisher.handle)
    form = AnswerForm(request.POST)
    done = attempt(
        form,
        lambda said: asking.answer(row, granted=request.POST.get("do") == "grant", by=actor_of(user), **said),
    )
    if done is None:
        messages.error(request, " ".join(str(one) for errors in form.errors.values() for one in errors))
    else:
        messages.success(request, _("Answered."))
    return see(f"/studio/@{publisher.handle}/reposts")
