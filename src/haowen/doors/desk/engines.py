"""Search engines that are told of changes: ``/desk/site/engines``. None is, until somebody says so here."""

import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.derived.pushing.models import Standing
from haowen.derived.pushing.receivers import receivers
from haowen.derived.pushing.sending import waiting
from haowen.domain.people.models import User
from haowen.domain.site import changing
from haowen.doors.forms import BOTH, UNPROCESSABLE, Form, attempt, for_people, see, the_person

ADDRESS = "/desk/site/engines"


class EnginesForm(Form):
    """Who is told."""

    tells_indexnow = forms.BooleanField(
        label=gettext_lazy("Tell search engines of changed addresses by IndexNow"),
        required=False,
        help_text=gettext_lazy(
            "Bing, Yandex and others pass on among themselves what one of them is told. The key is made here and shown at an address of its own."
        ),
    )
    indexnow_url = forms.CharField(label=gettext_lazy("IndexNow is told at"), max_length=300, required=False)
    push_url = forms.CharField(
        label=gettext_lazy("Address of a search engine's interface for sites"),
        max_length=500,
        required=False,
        help_text=gettext_lazy(
            "As the engine's console shows it, with the token. New and changed addresses are sent there, one a line. Empty: nothing is sent."
        ),
    )


@for_people(User.is_operator, BOTH)
def edit(request: HttpRequest) -> HttpResponse:
    """Show who is told and how it stands with each, and save it."""
    site = changing.current()
    if request.method != "POST":
        said = {
            "tells_indexnow": bool(site.indexnow_key),
            "indexnow_url": site.indexnow_url,
            "push_url": site.push_url,
        }
        return _page(request, EnginesForm(initial=said, auto_id="engines_%s"))
    form = EnginesForm(request.POST, auto_id="engines_%s")
    attempt(form, lambda said: changing.change(the_person(request), **_fields(said, site.indexnow_key)))
    if form.errors:
        return _page(request, form, UNPROCESSABLE)
    messages.success(request, _("Saved. What changes from now on is told within a minute."))
    return see(ADDRESS)


def _fields(said: dict[str, Any], key: str) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "indexnow_key": (key or secrets.token_hex(16)) if said["tells_indexnow"] else "",
        "push_url": said["push_url"],
    }
    if said["indexnow_url"]:
        fields["indexnow_url"] = said["indexnow_url"]
    return fields


def _page(request: HttpRequest, form: EnginesForm, status: int = 200) -> HttpResponse:
    standings = {one.receiver: one for one in Standing.objects.all()}
    rows = [
        {"name": receiver.name, "waiting": waiting(receiver.name).count(), "standing": standings.get(receiver.name)}
        for receiver in receivers()
    ]
    context = {"form": form, "rows": rows, "key": changing.current().indexnow_key}
    return render(request, "desk/engines.html", context, status=status)
