"""What a gate sent to a person of the host: read it, publish it or give it back: ``/desk/review``."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from haowen.domain.articles import reviewing
from haowen.domain.articles.chaining import chain_of
from haowen.domain.articles.models import Article
from haowen.domain.articles.publishing import RefusedError, SomebodyElseDidItError
from haowen.domain.people.acting import actor_of
from haowen.domain.people.models import User
from haowen.doors.desk.entry import works_here
from haowen.doors.forms import BOTH, UNPROCESSABLE, Form, attempt, for_people, see, the_person
from haowen.doors.reading import page_of
from haowen.kit import gates
from haowen.kit.refusals import Refused

MOST = 200
PUBLISH, RETURN = "publish", "return"


class ReviewForm(Form):
    """Publish it, or give it back."""

    do = forms.ChoiceField(
        label=gettext_lazy("Your decision"),
        choices=[
            (PUBLISH, gettext_lazy("Publish: it is before readers at once, and leaves this list.")),
            (
                RETURN,
                gettext_lazy("Give it back: it becomes a draft again; its writers can change it and send it anew."),
            ),
        ],
        widget=forms.RadioSelect,
    )


@for_people(works_here)
def index(request: HttpRequest) -> HttpResponse:
    """List what waits, the oldest first."""
    rows = reviewing.waiting().select_related("publisher", "channel", "head__made_by")[:MOST]
    return render(request, "desk/review.html", {"rows": rows, "is_zh": (get_language() or "").startswith("zh")})


@for_people(works_here, BOTH)
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the text that waits, with what the gates say of it, and take the decision."""
    rows = reviewing.waiting().select_related("publisher", "channel", "head__body", "head__made_by")
    article = get_object_or_404(rows, public_id=public_id)
    if request.method != "POST":
        return _page(request, article, ReviewForm())
    form = ReviewForm(request.POST)
    attempt(form, lambda said: _decide(article, the_person(request), said))
    if form.errors:
        return _page(request, article, form, UNPROCESSABLE)
    messages.success(request, _("Done: “%(title)s”.") % {"title": article.title})
    return see("/desk/review")


def _decide(article: Article, user: User, said: dict[str, Any]) -> None:
    try:
        if said["do"] == PUBLISH:
            reviewing.approve(article, by=user)
        else:
            reviewing.send_back(article, by=user)
    except RefusedError as refused:
        raise Refused(" ".join(finding.message for finding in refused.findings), field="do") from refused
    except SomebodyElseDidItError as other:
        raise Refused(_("Somebody else has decided meanwhile, or the text was changed."), field="do") from other


def _page(request: HttpRequest, article: Article, form: ReviewForm, status: int = 200) -> HttpResponse:
    head = article.head
    by = head.made_by if head and head.made_by else actor_of(the_person(request))
    context = (page_of(article, head) if head else {"article": article}) | {
        "findings": [
            found for found in gates.ask("publish", article=article, revision=head, by=by) if found.gate != "review"
        ]
        if head
        else [],
        "form": form,
        "is_staged": chain_of(article) is not None,
    }
    return render(request, "desk/review_one.html", context, status=status)
