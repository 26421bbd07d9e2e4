"""What the forms of every door share: keep what was typed, say what is wrong beside it, ask who is there."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import quote

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

from haowen.domain.people.models import User
from haowen.kit.refusals import Refused

SIGN_IN = "/accounts/login/"
UNPROCESSABLE = 422
CONFLICT = 409
TOO_MANY = 429

Made = TypeVar("Made")
View = Callable[..., HttpResponseBase]


class Form(forms.Form):
    """A form whose mistakes are told by us, in the reader's language, with everything typed kept."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave the colon after labels to nobody."""
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def refuse(self, refused: Refused) -> None:
        """Put what an act said beside the field that it is about."""
        self.add_error(refused.field if refused.field in self.fields else None, refused.message)


class Moment(forms.DateTimeField):
    """A date and time, typed in the site's time zone (the one that is active)."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class Lines(forms.CharField):
    """Several lines of text; line ends become one kind."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> str:
        """Normalise line ends, so that what is kept does not depend on the browser."""
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


def attempt(form: Form, act: Callable[[dict[str, Any]], Made]) -> Made | None:
    """Do the act with what the form says; what is refused is said on the form (``form.errors`` tells)."""
    if form.is_valid():
        try:
            return act(form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
    return None


def see(address: str) -> HttpResponse:
    """Answer a POST: 303 to the page that shows what was done."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def local(address: str | None) -> str:
    """Return the address if it is a path on this site, otherwise nothing."""
    if address and address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return address
    return ""


def back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """Answer a POST with 303 to the page named in the form, if it is on this site."""
    return see(local(request.POST.get("next")) or otherwise)


def to_sign_in(request: HttpRequest, after: str = "") -> HttpResponse:
    """Lead a stranger to sign in and back to where the act was asked for."""
    where = quote(after or request.get_full_path(), safe="/")
    return (
        see(f"{SIGN_IN}?next={where}") if request.method == "POST" else HttpResponseRedirect(f"{SIGN_IN}?next={where}")
    )


def person(request: HttpRequest) -> User | None:
    """Return who is signed in."""
    user = request.user
    return user if isinstance(user, User) else None


def the_person(request: HttpRequest) -> User:
    """Return who is signed in, where the view is only reached by somebody who is."""
    user = person(request)
    if user is None:
        raise Http404
    return user


def for_people(
    may: Callable[[User], bool] = lambda _user: True, methods: Sequence[str] = ("GET", "HEAD")
) -> Callable[[View], View]:
    """Admit to a view those who may: strangers are led to sign in, others find nothing here (404)."""

    def decorate(view: View) -> View:
        def admitted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = person(request)
            if user is None:
                return to_sign_in(request)
            if not may(user):
                raise Http404
            if request.method not in methods:
                return HttpResponse(status=405, headers={"Allow": ", ".join(methods)})
            return view(request, *args, **kwargs)

        admitted.__name__ = view.__name__
        admitted.__doc__ = view.__doc__
        admitted.__module__ = view.__module__
        return admitted

    return decorate


ACT = ("POST",)
BOTH = ("GET", "HEAD", "POST")
