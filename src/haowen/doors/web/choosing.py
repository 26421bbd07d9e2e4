"""A signed-in reader's own settings: the name, and how pages are shown: ``/accounts/preferences``."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.domain.people.models import User
from haowen.doors.forms import BOTH, UNPROCESSABLE, Form, for_people, see, the_person
from haowen.doors.web.signup import NAME_MOST, checked_name

COOKIE = "prefs"
FIELDS = ("name", "language", "edition", "theme", "size")


class PreferencesForm(Form):
    """Name, language, edition, theme, size; nothing chosen means: as the browser and the host say."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=NAME_MOST, widget=forms.TextInput(attrs={"autocomplete": "nickname"})
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the interface"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("", gettext_lazy("As the browser asks")), ("zh-hans", "简体中文"), ("en", "English")],
    )
    edition = forms.ChoiceField(
        label=gettext_lazy("Edition"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("", gettext_lazy("Standard")), ("care", gettext_lazy("Care: large type, one column"))],
    )
    theme = forms.ChoiceField(
        label=gettext_lazy("Colours"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("", gettext_lazy("As the device")),
            ("light", gettext_lazy("Light")),
            ("dark", gettext_lazy("Dark")),
            ("contrast", gettext_lazy("High contrast")),
        ],
    )
    size = forms.ChoiceField(
        label=gettext_lazy("Size of type"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("1", gettext_lazy("Small")),
            ("", gettext_lazy("Normal")),
            ("3", gettext_lazy("Large")),
            ("4", gettext_lazy("Larger")),
            ("5", gettext_lazy("Largest")),
        ],
    )

    def clean_name(self) -> str:
        """Keep names readable."""
        return checked_name(self.cleaned_data["name"])


def _said(user: User) -> dict[str, str]:
    normal = {"edition": "standard", "theme": "auto", "size": "2"}
    return {field: "" if getattr(user, field) == normal.get(field) else getattr(user, field) for field in FIELDS}


@for_people(methods=BOTH)
def edit(request: HttpRequest) -> HttpResponse:
    """Show and save the settings. What a cookie said before gives way to what the account now says."""
    user = the_person(request)
    if request.method != "POST":
        return render(request, "forms/preferences.html", {"form": PreferencesForm(initial=_said(user))})
    form = PreferencesForm(request.POST)
    if not form.is_valid():
        return render(request, "forms/preferences.html", {"form": form}, status=UNPROCESSABLE)
    for field in FIELDS:
        setattr(user, field, form.cleaned_data[field])
    user.save(update_fields=FIELDS)
    messages.success(request, _("Your settings are saved."))
    response = see("/accounts/preferences")
    response.delete_cookie(COOKIE)
    return response
