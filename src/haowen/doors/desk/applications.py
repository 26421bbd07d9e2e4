"""Reading applications: approve, ask back, refuse with reasons: ``/desk/applications``."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from haowen.domain.people.models import User
from haowen.domain.publishers import access as publishers
from haowen.domain.publishers import applying
from haowen.domain.publishers.models import Application, ApplicationState, Kind, Publisher
from haowen.doors.forms import BOTH, UNPROCESSABLE, Form, Lines, attempt, for_people, see, the_person
from haowen.doors.words import APPLICATION_STATES, PUBLISHER_KINDS

MOST = 200
APPROVE, ASK, REFUSE = "approve", "ask", "refuse"


class AnswerForm(Form):
    """The host's answer to an application."""

    do = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[
            (APPROVE, gettext_lazy("Approve: the publisher is opened at once, and the applicant owns it.")),
            (ASK, gettext_lazy("Ask back: the applicant reads your questions and can answer them.")),
            (REFUSE, gettext_lazy("Refuse: the applicant reads your reasons. The handle becomes free again.")),
        ],
        widget=forms.RadioSelect,
    )
    reasons = Lines(label=gettext_lazy("Questions or reasons, for the applicant"), required=False, max_length=4000)

    def clean(self) -> dict[str, Any]:
        """Ask for words where the applicant needs them."""
        said = super().clean() or {}
        if said.get("do") in (ASK, REFUSE) and not said.get("reasons", "").strip():
            self.add_error("reasons", _("The applicant needs to read why: please write it down."))
        return said


@for_people(User.is_operator)
def index(request: HttpRequest) -> HttpResponse:
    """List applications by state, the oldest first."""
    state = request.GET.get("state", ApplicationState.SUBMITTED)
    state = state if state in ApplicationState.values else ApplicationState.SUBMITTED
    counted = {
        row["state"]: row["count"] for row in Application.objects.order_by().values("state").annotate(count=Count("pk"))
    }
    rows = Application.objects.filter(state=state).select_related("applicant").order_by("submitted_at", "id")[:MOST]
    context = {
        "tabs": [
            {"key": key.value, "name": name, "count": counted.get(key, 0)} for key, name in APPLICATION_STATES.items()
        ],
        "state": state,
        "rows": [{"application": row, "kind": PUBLISHER_KINDS[Kind(row.kind)]} for row in rows],
    }
    return render(request, "desk/applications.html", context)


@for_people(User.is_operator, BOTH)
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one application and take the decision on it."""
    found = get_object_or_404(
        Application.objects.select_related("applicant", "publisher", "decided_by"), public_id=public_id
    )
    if request.method != "POST":
        return _page(request, found, AnswerForm(initial={"do": APPROVE}))
    form = AnswerForm(request.POST)
    attempt(form, lambda said: _decide(found, the_person(request), said))
    if form.errors:
        found.refresh_from_db()
        return _page(request, found, form, UNPROCESSABLE)
    messages.success(request, _("Done. The applicant sees it on the page of the application."))
    return see("/desk/applications")


def _decide(application: Application, user: User, said: dict[str, Any]) -> None:
    if said["do"] == APPROVE:
        applying.approve(application, by=user)
    elif said["do"] == ASK:
        applying.ask(application, by=user, questions=said["reasons"])
    else:
        applying.refuse(application, by=user, reasons=said["reasons"])


def _page(request: HttpRequest, application: Application, form: AnswerForm, status: int = 200) -> HttpResponse:
    is_zh = (get_language() or "").startswith("zh")
    context = {
        "application": application,
        "state": APPLICATION_STATES[ApplicationState(application.state)],
        "kind": PUBLISHER_KINDS[Kind(application.kind)],
        "channels": [channel.name_zh if is_zh else channel.name_en for channel in application.channels.all()],
        "is_claim": Publisher.objects.filter(handle=application.handle, is_kept_by_host=True).exists(),
        "owned": publishers.owned_by(application.applicant),
        "earlier": Application.objects.filter(applicant=application.applicant)
        .exclude(pk=application.pk)
        .order_by("-submitted_at"),
        "form": form if application.state in applying.OPEN else None,
    }
    return render(request, "desk/application.html", context, status=status)
