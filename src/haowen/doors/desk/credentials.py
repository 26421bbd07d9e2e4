"""Credentials of publishers: what runs out, and what was verified of one: ``/desk/credentials``."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.domain.people.models import User
from haowen.domain.publishers import credentials
from haowen.domain.publishers.models import Credential, Publisher
from haowen.doors.forms import BOTH, UNPROCESSABLE, Form, attempt, for_people, see, the_person

SOON = dt.timedelta(days=30)
MOST = 200
KEY_DIGITS = 12


class CredentialForm(Form):
    """What was verified."""

    what = forms.CharField(
        label=gettext_lazy("What was verified"),
        max_length=80,
        help_text=gettext_lazy("Readers see this beside the badge: certificate of registration, for example."),
    )
    number = forms.CharField(label=gettext_lazy("Number"), required=False, max_length=80)
    issuer = forms.CharField(label=gettext_lazy("Issued by"), required=False, max_length=100)
    valid_until = forms.DateField(
        label=gettext_lazy("Valid until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Owners are reminded 30 and 7 days before; when it lapses, the badge goes."),
    )
    stops_publishing = forms.BooleanField(
        label=gettext_lazy("When it lapses, the publisher cannot publish either (with a statement of reasons)"),
        required=False,
    )


@for_people(User.is_operator)
def index(request: HttpRequest) -> HttpResponse:
    """List what has lapsed or runs out within 30 days, the soonest first."""
    rows = running_out()
    found = None
    if words := request.GET.get("q", "").strip().removeprefix("@"):
        found = Publisher.objects.filter(handle__istartswith=words) | Publisher.objects.filter(name__icontains=words)
    context = {"rows": rows[:MOST], "words": words, "found": found.order_by("name")[:20] if found is not None else None}
    return render(request, "desk/credentials.html", context)


@for_people(User.is_operator, BOTH)
def show(request: HttpRequest, handle: str) -> HttpResponse:
    """Show what was verified of a publisher; note a credential, or see one again."""
    publisher = get_object_or_404(Publisher, handle=handle)
    key = request.POST.get("renews") or request.GET.get("renews") or ""
    known = int(key) if key.isdecimal() and len(key) <= KEY_DIGITS else 0
    renews = publisher.credentials.filter(pk=known).first()
    if request.method == "POST":
        form = CredentialForm(request.POST)
        made = attempt(form, lambda said: credentials.put(publisher, by=the_person(request), renews=renews, **said))
        if made is not None:
            messages.success(request, _("Noted. The badge says what was verified and when."))
            return see(f"/desk/credentials/{publisher.handle}")
    else:
        form = CredentialForm(initial=_said(renews) if renews else None)
    context: dict[str, Any] = {
        "publisher": publisher,
        "rows": publisher.credentials.select_related("verified_by"),
        "renews": renews,
        "form": form,
    }
    return render(request, "desk/credential.html", context, status=UNPROCESSABLE if form.errors else 200)


def running_out() -> QuerySet[Credential]:
    """Return what has lapsed or runs out within 30 days, the soonest first."""
    rows = Credential.objects.filter(valid_until__lte=credentials.today() + SOON).select_related("publisher")
    return rows.order_by("valid_until", "pk")


def _said(row: Credential) -> dict[str, Any]:
    return {name: getattr(row, name) for name in CredentialForm.base_fields}
