"""Opening, changing and closing channels."""

import re
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.channels.events import ChannelChanged
from haowen.domain.channels.models import Channel, Demand
from haowen.kit.events import announce
from haowen.kit.refusals import Refused

AI = "ai"  # any declaration on AI fulfils this demand
# What a new site starts with; the host renames, closes and adds on the desk.
FIRST = (
    ("top", "要闻", "Top stories"),
    ("sports", "体育", "Sports"),
    ("ent", "娱乐", "Entertainment"),
    ("finance", "财经", "Finance"),
    ("tech", "科技", "Technology"),
    ("auto", "汽车", "Motoring"),
)
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,29}")
ZH_MOST, EN_MOST = 20, 30


def open_channel(slug: str, zh: str, en: str, position: int, demands: Iterable[str] = ()) -> Channel:
    """Open a channel with its names in both languages. One that was closed under this slug opens again.

    ``demands`` are kinds of declaration, or ``ai``, without which nothing is published there.
    """
    if not _SLUG.fullmatch(slug):
        raise Refused(_("The address of a channel has small letters, digits and hyphens, at most 30."), field="slug")
    with transaction.atomic():
        channel = Channel.objects.select_for_update().filter(slug=slug).first() or Channel(slug=slug)
        if channel.pk and channel.is_open:
            raise Refused(_("There is already a channel at this address."), field="slug")
        channel.is_open = True
        return _keep(channel, zh, en, position, demands)


def open_first() -> None:
    """Give a new site its first channels; a site that has any is left as it is."""
    with transaction.atomic():
        if not Channel.objects.exists():
            for position, (slug, zh, en) in enumerate(FIRST, 1):
                open_channel(slug, zh, en, position)


def change(channel: Channel, *, zh: str, en: str, position: int, demands: Iterable[str] | None = None) -> Channel:
    """Rename or move a channel, or change what it demands (None: as it is)."""
    with transaction.atomic():
        return _keep(channel, zh, en, position, demands)


def close(channel: Channel) -> None:
    """Take a channel from the site; its articles stay where they are."""
    with transaction.atomic():
        if Channel.objects.filter(pk=channel.pk, is_open=True).update(is_open=False):
            announce(ChannelChanged(channel_id=channel.pk))
    channel.is_open = False


def _keep(channel: Channel, zh: str, en: str, position: int, demands: Iterable[str] | None) -> Channel:
    channel.name_zh, channel.name_en, channel.position = zh.strip(), en.strip(), position
    if not channel.name_zh or len(channel.name_zh) > ZH_MOST:
        raise Refused(_("A channel needs a Chinese name of at most 20 characters."), field="name_zh")
    if not channel.name_en or len(channel.name_en) > EN_MOST:
        raise Refused(_("A channel needs an English name of at most 30 characters."), field="name_en")
    channel.save()
    if demands is not None:
        channel.demands.all().delete()
        Demand.objects.bulk_create(Demand(channel=channel, declaration=kind) for kind in dict.fromkeys(demands))
    announce(ChannelChanged(channel_id=channel.pk))
    return channel
