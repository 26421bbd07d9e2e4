"""Applying for a publisher: what it takes, for everybody; the form and one's own applications, after signing in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.domain.channels.models import Channel
from haowen.domain.people.models import User
from haowen.domain.publishers import applying
from haowen.domain.publishers.models import Application, ApplicationState, Kind
from haowen.doors.forms import (
    BOTH,
    UNPROCESSABLE,
    Form,
    Lines,
    attempt,
    for_people,
    person,
    see,
    the_person,
    to_sign_in,
)
from haowen.doors.words import APPLICATION_STATES, PUBLISHER_KINDS

DOCUMENTS = {
    Kind.PERSON: gettext_lazy(
        "No documents. Write under your own name or a pen name; say what you want to write about."
    ),
    Kind.ORGANISATION: gettext_lazy(
        "The certificate of registration, and a letter that you may speak for the organisation."
    ),
    Kind.COMPANY: gettext_lazy("The business licence, and a letter that you may speak for the company."),
    Kind.MEDIA: gettext_lazy("The licence to publish or to provide news, and a letter of the editorial office."),
    Kind.GOVERNMENT: gettext_lazy("A letter of the authority with its seal, and the name of the person in charge."),
}


class ApplicationForm(Form):
    """Who wants to open which publisher, and why."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Who opens it"), choices=list(PUBLISHER_KINDS.items()), widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the publisher"),
        max_length=30,
        help_text=gettext_lazy("2 to 30 characters. Readers see it beside every article."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    handle = forms.CharField(
        label=gettext_lazy("Handle in the address"),
        max_length=60,
        help_text=gettext_lazy("3 to 30 small letters, digits or underscores: the address becomes /@handle."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )
    tagline = forms.CharField(
        label=gettext_lazy("Tagline"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("One sentence under the name."),
    )
    field = forms.CharField(
        label=gettext_lazy("Field"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("For example: local history, personal finance."),
    )
    channels = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Channels you want to write for"),
        queryset=Channel.objects.none(),
        required=False,
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )
    motivation = Lines(
        label=gettext_lazy("What you want to write, and why"),
        max_length=4000,
        help_text=gettext_lazy("At least 10 characters. Links to earlier work help. Name the documents you can show."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the channels that are open now, by their names in the reader's language."""
        super().__init__(*args, **kwargs)
        channels = self.fields["channels"]
        channels.queryset = Channel.objects.open()  # type: ignore[attr-defined]
        channels.label_from_instance = channel_name  # type: ignore[attr-defined]

    def clean_handle(self) -> str:
        """Take the handle without its sign and in small letters, as people type it."""
        return str(self.cleaned_data["handle"]).strip().removeprefix("@").lower()


class AnswerForm(Form):
    """What the applicant answers to the host's questions."""

    text = Lines(label=gettext_lazy("Your answer"), max_length=4000)


def channel_name(channel: Channel) -> str:
    """Return a channel's name in the language that is active."""
    from django.utils.translation import get_language

    return channel.name_zh if (get_language() or "").startswith("zh") else channel.name_en


def _kinds() -> list[dict[str, Any]]:
    return [{"key": kind.value, "name": name, "documents": DOCUMENTS[kind]} for kind, name in PUBLISHER_KINDS.items()]


def _mine(user: User) -> list[dict[str, Any]]:
    rows = Application.objects.filter(applicant=user).select_related("publisher").order_by("-submitted_at", "-id")
    return [{"application": row, "state": APPLICATION_STATES[ApplicationState(row.state)]} for row in rows]


def _page(request: HttpRequest, user: User | None, form: ApplicationForm | None, status: int = 200) -> HttpResponse:
    context = {"kinds": _kinds(), "form": form, "mine": _mine(user) if user else []}
    return render(request, "forms/join.html", context, status=status)


def show(request: HttpRequest) -> HttpResponse:
    """Say what it takes; to people also the form and their applications: ``/join``."""
    user = person(request)
    if request.method == "POST":
        return create(request)
    return _page(request, user, ApplicationForm() if user else None)


def create(request: HttpRequest) -> HttpResponse:
    """Take an application in: POST ``/join``."""
    user = person(request)
    if user is None:
        return to_sign_in(request, "/join")
    form = ApplicationForm(request.POST)
    made = attempt(form, lambda said: applying.submit(user, **said))
    if made is None:
        return _page(request, user, form, UNPROCESSABLE)
    messages.success(request, _("Your application is in. You will be told what comes of it."))
    return see(f"/join/{made.public_id}")


@for_people(methods=BOTH)
def application(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one of one's own applications, and take the answer to questions: ``/join/<public_id>``."""
    found = get_object_or_404(
        Application.objects.select_related("publisher"), public_id=public_id, applicant=the_person(request)
    )
    form = AnswerForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        attempt(form, lambda said: applying.answer(found, by=the_person(request), text=said["text"]))
        if not form.errors:
            messages.success(request, _("Your answer is in."))
            return see(f"/join/{public_id}")
        status = UNPROCESSABLE
        found.refresh_from_db()
    context = {
        "application": found,
        "state": APPLICATION_STATES[ApplicationState(found.state)],
        "kind": PUBLISHER_KINDS[Kind(found.kind)],
        "channels": [channel_name(channel) for channel in found.channels.all()],
        "form": form if found.state == ApplicationState.ASKED else None,
    }
    return render(request, "forms/application.html", context, status=status)
