"""Accounts: where requests come from, and where people land after signing in. The pages are allauth's, the looks ours."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from haowen.doors.forms import local


def address_of(request: HttpRequest) -> str:
    """Return the address of whoever asks, for rate limits.

    ``X-Forwarded-For`` is believed only as far as it was written by proxies that the deployment trusts: from the right,
    the first address that is not one of them is the client's.
    """
    trusted = set(getattr(settings, "TRUSTED_PROXIES", ()))
    address = str(request.META.get("REMOTE_ADDR") or "")
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    while address in trusted and hops:
        address = hops.pop()
    return address or "unknown"


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
