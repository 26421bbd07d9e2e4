"""Reading applications: approve, ask back, refuse with reasons: ``/desk/applications``."""

import copy
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, F, Min, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from haowen.domain.people.models import Role, User
from haowen.domain.publishers import access as publishers
from haowen.domain.publishers import applying, proving
from haowen.domain.publishers.models import Application, ApplicationState, FlagReason, Kind, NameChange
from haowen.domain.site.changing import current
from haowen.doors import letters
from haowen.doors.desk.credentials import CredentialForm, running_out
from haowen.doors.forms import BOTH, UNPROCESSABLE, Form, Lines, attempt, for_people, see, the_person
from haowen.doors.words import APPLICATION_STATES, FLAG_REASONS, PUBLISHER_KINDS, channel_name
from haowen.kit.clock import now

MOST = 200
LATE = timedelta(days=1)
APPROVE, ASK, REFUSE = "approve", "ask", "refuse"
SHOWN = [state for state in ApplicationState if state != ApplicationState.DRAFT]


class AnswerForm(Form):
    """The host's answer to an application."""

    do = forms.ChoiceField(
        label=gettext_lazy("Your decision"),
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


class SeenForm(CredentialForm):
    """The credential that was seen, if one was: asked for where an application is approved."""

    prefix = "seen"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for nothing: people need no document."""
        super().__init__(*args, **kwargs)
        self.fields["what"].required = False

    def clean(self) -> dict[str, Any]:
        """Ask what it was, once anything is said of it."""
        said = super().clean() or {}
        if not said.get("what", "").strip() and any(value for name, value in said.items() if name != "what"):
            self.add_error("what", _("Say what was verified."))
        return said

    def seen(self) -> dict[str, Any] | None:
        """Return what ``credentials.put`` takes, or None where nothing was seen."""
        return self.cleaned_data if self.cleaned_data.get("what", "").strip() else None


@for_people(User.is_operator, BOTH)
def index(request: HttpRequest) -> HttpResponse:
    """List applications by state, the oldest first; by POST say who looks at the chosen ones."""
    if request.method == "POST":
        return _give(request)
    state = request.GET.get("state", ApplicationState.SUBMITTED)
    state = state if state in SHOWN else ApplicationState.SUBMITTED
    counted = {
        row["state"]: row["count"] for row in Application.objects.order_by().values("state").annotate(count=Count("pk"))
    }
    rows = Application.objects.filter(state=state).select_related("applicant", "taken_by").prefetch_related("flags")
    kind, words = request.GET.get("kind", ""), request.GET.get("q", "").strip()
    if kind in Kind.values:
        rows = rows.filter(kind=kind)
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(handle__icontains=words) | Q(applicant__name__icontains=words))
    is_waiting = state in applying.OPEN
    ordered = rows.order_by("submitted_at", "id") if is_waiting else rows.order_by("-decided_at", "-id")
    context = {
        "tabs": [{"key": key.value, "name": APPLICATION_STATES[key], "count": counted.get(key, 0)} for key in SHOWN],
        "state": state,
        "is_waiting": is_waiting,
        "waiting": Application.objects.filter(state=ApplicationState.SUBMITTED).aggregate(
            number=Count("pk"), since=Min("submitted_at")
        ),
        "running_out": running_out().count(),
        "operators": User.objects.filter(role=Role.OPERATOR, is_active=True).order_by("name", "pk"),
        "kinds": PUBLISHER_KINDS.items(),
        "chosen_kind": kind,
        "words": words,
        "rows": [
            {
                "application": row,
                "kind": PUBLISHER_KINDS[Kind(row.kind)],
                "flags": [FLAG_REASONS[reason] for reason in {FlagReason(flag.reason): 1 for flag in row.flags.all()}],
                "is_late": now() - row.submitted_at > LATE,
            }
            for row in ordered[:MOST]
        ],
    }
    context["names_waiting"] = NameChange.objects.filter(is_granted=None).count()
    return render(request, "desk/applications.html", context)


def _give(request: HttpRequest) -> HttpResponse:
    """Take what was chosen, give it to somebody, or lay it back for all."""
    me, what = the_person(request), request.POST.get("do", "")
    people = {"take": me, "free": None}
    if what == "give":
        people["give"] = get_object_or_404(User, public_id=request.POST.get("to", ""), role=Role.OPERATOR)
    if what not in people:
        raise Http404
    number = applying.give(request.POST.getlist("id")[:MOST], to=people[what], by=me)
    said = ngettext("Done for %(number)d application.", "Done for %(number)d applications.", number)
    messages.success(request, said % {"number": number})
    return see(f"/desk/applications?state={request.POST.get('state', ApplicationState.SUBMITTED)}")


def _next(after: Application, by: User) -> str:
    """Return where the next one that waits is looked at: one's own first, and none that somebody else looks at."""
    rows = Application.objects.filter(state=ApplicationState.SUBMITTED).exclude(pk=after.pk)
    free = rows.filter(Q(taken_by=by) | Q(taken_by=None)).order_by(F("taken_by").desc(nulls_last=True), "submitted_at")
    found = free.values_list("public_id", flat=True).first()
    return f"/desk/applications/{found}" if found else "/desk/applications"


@for_people(User.is_operator, BOTH)
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one application and take the decision on it."""
    found = get_object_or_404(
        Application.objects.exclude(state=ApplicationState.DRAFT).select_related(
            "applicant", "publisher", "decided_by"
        ),
        public_id=public_id,
    )
    if request.method != "POST":
        return _page(request, found, (AnswerForm(initial={"do": APPROVE}), SeenForm()))
    form, seen = AnswerForm(request.POST), SeenForm(request.POST)
    if request.POST.get("look") and form.is_valid():
        return _page(request, found, (form, seen), letter=_letter(found, form.cleaned_data))
    if seen.is_valid():
        attempt(form, lambda said: _decide(found, the_person(request), said, seen.seen()))
    if form.errors or seen.errors:
        found.refresh_from_db()
        return _page(request, found, (form, seen), UNPROCESSABLE)
    messages.success(request, _("Done. The applicant sees it on the page of the application."))
    return see(_next(found, the_person(request)) if "next" in request.POST else "/desk/applications")


def _letter(application: Application, said: dict[str, Any]) -> dict[str, str]:
    """Return the letter that the applicant would get, in the applicant's language; nothing is decided yet."""
    states = {APPROVE: ApplicationState.APPROVED, ASK: ApplicationState.ASKED, REFUSE: ApplicationState.REFUSED}
    foreseen = copy.copy(application)
    foreseen.state, foreseen.reasons = states[said["do"]], said["reasons"].strip()
    language = application.applicant.language or current().default_language
    subject, paragraphs = letters.application(foreseen, language)
    return {"subject": subject, "text": "\n\n".join(paragraphs)}


def _decide(application: Application, user: User, said: dict[str, Any], seen: dict[str, Any] | None) -> None:
    if said["do"] == APPROVE:
        applying.approve(application, by=user, seen=seen)
    elif said["do"] == ASK:
        applying.ask(application, by=user, questions=said["reasons"])
    else:
        applying.refuse(application, by=user, reasons=said["reasons"])


def _page(
    request: HttpRequest,
    application: Application,
    forms_: tuple[AnswerForm, SeenForm],
    status: int = 200,
    *,
    letter: dict[str, str] | None = None,
) -> HttpResponse:
    form, seen = forms_
    context = {
        "application": application,
        "seen": seen,
        "state": APPLICATION_STATES[ApplicationState(application.state)],
        "kind": PUBLISHER_KINDS[Kind(application.kind)],
        "channels": [channel_name(channel) for channel in application.channels.all()],
        "is_claim": application.state in applying.OPEN and proving.kept_publisher(application) is not None,
        "flags": [
            {"flag": flag, "reason": FLAG_REASONS[FlagReason(flag.reason)]}
            for flag in application.flags.select_related("publisher")
        ],
        "documents": application.documents.prefetch_related("openings__by"),
        "words": [
            {"word": word, "state": APPLICATION_STATES[ApplicationState(word.state)]}
            for word in application.words.select_related("by")
        ],
        "letter": letter,
        "owned": publishers.owned_by(application.applicant),
        "earlier": Application.objects.filter(applicant=application.applicant)
        .exclude(pk=application.pk)
        .exclude(state=ApplicationState.DRAFT)
        .order_by("-submitted_at"),
        "form": form if application.state in applying.OPEN else None,
    }
    return render(request, "desk/application.html", context, status=status)
