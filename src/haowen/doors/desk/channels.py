"""Channels: open, rename, order, close, open again; on ``/desk/site``."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from haowen.domain.channels import opening
from haowen.domain.channels.models import Channel
from haowen.domain.people.models import User
from haowen.doors.desk.channelforms import ChannelForm
from haowen.doors.desk.site import page
from haowen.doors.forms import ACT, UNPROCESSABLE, attempt, for_people, see


@for_people(User.is_operator, ACT)
def create(request: HttpRequest) -> HttpResponse:
    """Open a channel: POST ``/desk/site/channels``."""
    form = ChannelForm(request.POST, auto_id="channel_%s")
    attempt(
        form,
        lambda said: opening.open_channel(
            said["slug"], said["name_zh"], said["name_en"], said["position"], said["demands"]
        ),
    )
    if form.errors:
        return page(request, channel_form=("", form), status=UNPROCESSABLE)
    messages.success(request, _("The channel is open."))
    return see("/desk/site#channels")


@for_people(User.is_operator, ACT)
def update(request: HttpRequest, slug: str) -> HttpResponse:
    """Change, close or open a channel again (``do``): POST ``/desk/site/channels/<slug>``."""
    channel = get_object_or_404(Channel, slug=slug)
    form = ChannelForm(request.POST, auto_id=f"channel_{slug}_%s")
    attempt(form, lambda said: _update(channel, str(request.POST.get("do", "save")), said))
    if form.errors:
        return page(request, channel_form=(slug, form), status=UNPROCESSABLE)
    messages.success(request, _("The channel is saved."))
    return see("/desk/site#channels")


def _update(channel: Channel, do: str, said: dict[str, Any]) -> None:
    if do == "close":
        opening.close(channel)
    elif do == "open":
        opening.open_channel(channel.slug, said["name_zh"], said["name_en"], said["position"], said["demands"])
    else:
        opening.change(
            channel, zh=said["name_zh"], en=said["name_en"], position=said["position"], demands=said["demands"]
        )
