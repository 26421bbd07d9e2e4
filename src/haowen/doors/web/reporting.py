"""Reporting that something is wrong, by anybody, and the page that tells the reporter what came of it."""

import re
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from haowen.domain.articles import access as articles
from haowen.domain.comments import access as comments
from haowen.domain.moderation import reporting
from haowen.domain.moderation.models import Case, Outcome, Reason
from haowen.domain.people.acting import actor_of
from haowen.domain.publishers import access as publishers
from haowen.domain.statements.models import Ground
from haowen.doors.forms import TOO_MANY, UNPROCESSABLE, Form, Lines, attempt, local, person, see
from haowen.doors.web.accounts import address_of
from haowen.doors.words import GROUNDS, OUTCOMES, REASONS
from haowen.kit import limits
from haowen.kit.clock import now

_ARTICLE = re.compile(r"^/a/([0-9A-Za-z]{1,20})$")
_COMMENT = re.compile(r"^/a/([0-9A-Za-z]{1,20})/comments/([0-9]{1,9})$")
_PUBLISHER = re.compile(r"^/@([a-z0-9_]{3,30})(?:/.*)?$")
REPORTS_AN_HOUR = {"stranger": 5, "person": 30}
ABOUT_MOST = 300


class ReportForm(Form):
    """What is wrong with it, in one word and in one's own."""

    about = forms.CharField(widget=forms.HiddenInput, required=False, max_length=ABOUT_MOST)
    reason = forms.ChoiceField(
        label=gettext_lazy("What is wrong"), choices=list(REASONS.items()), widget=forms.RadioSelect
    )
    text = Lines(
        label=gettext_lazy("What exactly, and where"),
        required=False,
        max_length=4000,
        help_text=gettext_lazy("The passage, what is true instead, a source: whatever helps to look at it."),
    )
    contact = forms.CharField(
        label=gettext_lazy("How to reach you"),
        required=False,
        max_length=120,
        help_text=gettext_lazy(
            "E-mail or telephone, if we may ask back. To an e-mail address we also write what was decided. Only moderators see it."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words where the reason alone says nothing."""
        said = super().clean() or {}
        if said.get("reason") == Reason.OTHER and not said.get("text", "").strip():
            self.add_error("text", _("Please say in a few words what is wrong."))
        return said


def _thing(about: str) -> dict[str, Any]:
    """Find what an address on this site shows: the article, comment or publisher itself, otherwise the page."""
    path = local(about).split("?")[0].split("#")[0][:ABOUT_MOST]
    if found := _COMMENT.match(path):
        comment = (
            comments.visible(now())
            .filter(article__public_id=found[1], floor=int(found[2]))
            .select_related("article", "actor")
            .first()
        )
        return {"comment": comment} if comment else {"page": path}
    if found := _ARTICLE.match(path):
        article = articles.readable(now()).filter(public_id=found[1]).select_related("publisher").first()
        return {"article": article} if article else {"page": path}
    if found := _PUBLISHER.match(path):
        publisher = publishers.visible(now()).filter(handle=found[1]).first()
        return {"publisher": publisher} if publisher else {"page": path}
    return {"page": path or "/"}


def _show(request: HttpRequest, form: ReportForm, about: str, status: int = 200) -> HttpResponse:
    thing = _thing(about)
    comment = thing.get("comment")
    # What readers do not see is named by its floor alone.
    said = comment.text if comment and comments.said(now()).filter(pk=comment.pk).exists() else ""
    context = {"form": form, "about": about, **thing, "said": said}
    return render(request, "forms/report.html", context, status=status)


def new(request: HttpRequest) -> HttpResponse:
    """Show the form, or take it in: ``/report?about=<path>``."""
    if request.method == "POST":
        return create(request)
    about = local(request.GET.get("about"))[:ABOUT_MOST]
    return _show(request, ReportForm(initial={"about": about}), about)


@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """Open or join a case, and lead to its address."""
    about = local(request.POST.get("about") or request.GET.get("about"))[:ABOUT_MOST]
    form = ReportForm(request.POST)
    user = person(request)
    if form.is_valid():
        who = ("person", user.public_id) if user else ("stranger", address_of(request))
        if not limits.take(f"report-{who[0]}", who[1], REPORTS_AN_HOUR[who[0]], 3600):
            form.add_error(
                None,
                _(
                    "There have been many reports from here within the hour. Your text is kept below: please send it later."
                ),
            )
            return _show(request, form, about, TOO_MANY)
    by = actor_of(user) if user else None
    made = attempt(
        form,
        lambda said: reporting.report(
            **_thing(about), reason=said["reason"], text=said["text"], contact=said["contact"], by=by
        ),
    )
    if made is None:
        return _show(request, form, about, UNPROCESSABLE)
    return see(f"/cases/{made.number}-{made.secret}")


@require_safe
def case(request: HttpRequest, number: int, secret: str) -> HttpResponse:
    """Show whoever holds the address where the case stands and what was decided; never who reported."""
    found = get_object_or_404(Case.objects.select_related("article", "comment__article", "publisher"), number=number)
    if found.secret != secret:
        raise Http404
    decisions = [
        {"at": row.at, "outcome": OUTCOMES[Outcome(row.outcome)], "note": row.note, "statement": row.statement, "ground": GROUNDS[Ground(row.statement.ground)] if row.statement else ""}
        for row in found.decisions.select_related("statement")
    ]  # fmt: skip
    context = {"case": found, "decisions": decisions, "here": request.build_absolute_uri(request.path)}
    response = render(request, "forms/case.html", context)
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
