"""The first operator of a new site, through the one-time address that ``serve`` prints: ``/setup/<token>``."""

from typing import Any

from django import forms
from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from haowen.domain.people.models import Role, User
from haowen.domain.site import changing
from haowen.doors.forms import UNPROCESSABLE, Form, attempt, see
from haowen.doors.web.signup import NAME_MOST, checked_name
from haowen.doors.words import LANGUAGES
from haowen.kit import onetime

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class SetupForm(Form):
    """Who runs the site, and what it is called."""

    site_name = forms.CharField(label=gettext_lazy("Name of the site"), max_length=60)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the site"),
        choices=list(LANGUAGES.items()),
        widget=forms.RadioSelect,
        initial="zh-hans",
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=NAME_MOST, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        help_text=gettext_lazy("At least 10 characters; no common word."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_name(self) -> str:
        """Keep names readable."""
        return checked_name(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        """Ask for a password that is not guessed at once."""
        said = super().clean() or {}
        if password := said.get("password"):
            try:
                validate_password(password, User(email=said.get("email", ""), name=said.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return said


def show(request: HttpRequest, token: str) -> HttpResponse:
    """Make the first operator, once; afterwards there is nothing here."""
    if not onetime.fits(token) or User.objects.filter(role=Role.OPERATOR).exists():
        raise Http404
    if request.method != "POST":
        return _page(request, SetupForm(initial={"site_name": changing.current().name}))
    form = SetupForm(request.POST)
    user = attempt(form, lambda said: _make(said, token))
    if user is None:
        return _page(request, form, UNPROCESSABLE)
    login(request, user, backend=BACKEND)
    return see("/desk/site")


def _page(request: HttpRequest, form: SetupForm, status: int = 200) -> HttpResponse:
    response = render(request, "forms/setup.html", {"form": form}, status=status)
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


def _make(said: dict[str, Any], token: str) -> User:
    from allauth.account.models import EmailAddress

    with transaction.atomic():
        user = User.objects.create_user(said["email"], said["password"], name=said["name"], role=Role.OPERATOR)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        changing.change(by=user, name=said["site_name"], default_language=said["language"])
        if not onetime.redeem(token):  # last: a mistake before it leaves the key usable
            raise Http404
    return user
