"""Channels: open, rename, order, close, open again; on ``/desk/site``."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from haowen.domain.channels import arranging, opening
from haowen.domain.channels.models import Channel
from haowen.domain.people.models import User
from haowen.domain.site.recording import Overtaken
from haowen.doors.desk import telling
from haowen.doors.desk.channelforms import ChannelForm
from haowen.doors.desk.site import page
from haowen.doors.forms import ACT, for_people, see, the_person
from haowen.kit.refusals import Refused


@for_people(User.is_operator, ACT)
def create(request: HttpRequest) -> HttpResponse:
    """Open a channel: POST ``/desk/site/channels``."""
    form = ChannelForm(request.POST, auto_id="channel_%s")
    status = telling.settled(
        form,
        lambda said: opening.open_channel(
            said["slug"], said["name_zh"], said["name_en"], demands=said["demands"], by=the_person(request)
        ),
    )
    if status:
        return page(request, channel_form=("", form), status=status)
    messages.success(request, _("The channel is open."))
    return see("/desk/site#channels")


@for_people(User.is_operator, ACT)
def update(request: HttpRequest, slug: str) -> HttpResponse:
    """Change, close or open a channel again (``do``): POST ``/desk/site/channels/<slug>``."""
    channel = get_object_or_404(Channel, slug=slug)
    form = ChannelForm(request.POST, auto_id=f"channel_{slug}_%s")
    do = str(request.POST.get("do", "save"))
    if status := telling.settled(form, lambda said: _update(channel, do, said, the_person(request))):
        return page(request, channel_form=(slug, form), status=status)
    messages.success(request, _("The channel is saved."))
    return see("/desk/site#channels")


def _update(channel: Channel, do: str, said: dict[str, Any], user: User) -> None:
    names = {"zh": said["name_zh"], "en": said["name_en"], "demands": said["demands"]}
    if do == "close":
        opening.close(channel, by=user, base=said["base"])
    elif do == "open":
        opening.open_channel(channel.slug, **names, by=user)
    else:
        opening.change(channel, **names, by=user, base=said["base"])


@for_people(User.is_operator, ACT)
def move(request: HttpRequest, slug: str) -> HttpResponse:
    """Move a channel (``step``: ``up``, ``down``, ``first``): POST ``/desk/site/channels/<slug>/move``."""
    channel = get_object_or_404(Channel, slug=slug)
    base = request.POST.get("base", "")
    try:
        arranging.move(
            channel,
            request.POST.get("step", ""),
            by=the_person(request),
            base=int(base) if base.isdecimal() else None,
        )
    except Overtaken:
        messages.error(request, _("Somebody else has changed the order in the meantime. This is how it is now."))
    except Refused as refused:
        messages.error(request, refused.message)
    return see("/desk/site#channels")
