"""Accounts: where requests come from, and where people land after signing in. The pages are allauth's, the looks ours."""

from collections.abc import Callable
from email.utils import formataddr
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import get_language, override

from haowen.domain.people.models import User
from haowen.domain.site.changing import current
from haowen.doors.forms import UNPROCESSABLE, local
from haowen.kit import addresses


def address_of(request: HttpRequest) -> str:
    """Return the address of whoever asks, for rate limits."""
    remote, forwarded = str(request.META.get("REMOTE_ADDR") or ""), request.headers.get("X-Forwarded-For", "")
    return addresses.client(remote, forwarded, settings.TRUSTED_PROXIES) or "unknown"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """How allauth behaves here."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Name the client behind trusted proxies."""
        return address_of(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead to the front page when nothing else was asked for (allauth itself honours a safe ``next``)."""
        return local(request.POST.get("next") or request.GET.get("next")) or "/"

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Lead newcomers where they wanted to go."""
        return self.get_login_redirect_url(request)

    def is_safe_url(self, url: str | None) -> bool:
        """Admit paths on this site alone."""
        return bool(local(url))

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Leave names alone: people sign in by e-mail."""
        del request, user

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the language that the account has chosen; without one, in that of the page that is being read."""
        user = context.get("user") or User.objects.filter(email__iexact=email).first()
        said = {**context, "site": current(), "base_url": settings.BASE_URL}
        with override(getattr(user, "language", "") or get_language()):
            super().send_mail(template_prefix, email, said)

    def format_email_subject(self, subject: str) -> str:
        """Leave the subject alone: the sender's name says which site it is."""
        return subject

    def get_from_email(self) -> str:
        """Name the site as the sender."""
        return formataddr((current().name, settings.DEFAULT_FROM_EMAIL))


class BrokenForms:
    """Middleware: a form of allauth's that was refused is answered 422 (its views answer 200)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass everything on."""
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        """Set the status of a page that shows a form with mistakes; labels say what a field is, never placeholders."""
        for form in (response.context_data or {}).values():
            if isinstance(form, BaseForm):
                for field in form.fields.values():
                    field.widget.attrs.pop("placeholder", None)
        if request.method == "POST" and response.status_code == HTTPStatus.OK:
            context = response.context_data or {}
            shown = (context.get(name) for name in ("form", "verify_form", "change_form"))
            if any(isinstance(form, BaseForm) and form.is_bound and form.errors for form in shown):
                response.status_code = UNPROCESSABLE
        return response
