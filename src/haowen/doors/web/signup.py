"""Signing up: e-mail, password, and the name that others see."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.text.directions import straight

NAME_LEAST, NAME_MOST = 1, 40


def checked_name(value: str) -> str:
    """Return a name in the form that is kept: one line, single spaces; raise ValidationError when nothing is left."""
    name = " ".join(straight(value).split())
    if not name or not any(character.isalnum() for character in name):
        raise forms.ValidationError(_("Please write a name that others can read."))
    return name


class SignupForm(forms.Form):
    """What allauth's own form does not ask: the display name."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=NAME_MOST,
        help_text=gettext_lazy("Others see it beside your comments. It can be changed."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    field_order = ("email", "name", "password1")

    def clean_name(self) -> str:
        """Keep names readable."""
        return checked_name(self.cleaned_data["name"])

    def signup(self, request: HttpRequest, user: Any) -> None:
        """Keep the name, and the language that was being read, on the new account."""
        del request
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
