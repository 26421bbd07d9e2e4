"""Opening, changing and closing channels."""

import re
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from haowen.domain.channels.events import ChannelChanged
from haowen.domain.channels.models import Channel, Demand
from haowen.domain.site.models import SiteChange
from haowen.domain.site.recording import Person, note, unless_overtaken, written
from haowen.kit.events import announce
from haowen.kit.refusals import Refused

AI = "ai"  # any declaration on AI fulfils this demand
HISTORY = "history"  # readers may see what an article said before
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
ONE = "channel."  # with the slug: one channel, in the history of the site


def state(channel: Channel) -> str:
    """Return what the host has set about a channel, but for its place, as it stands in the history of the site."""
    return written(
        {
            "zh": channel.name_zh,
            "en": channel.name_en,
            "is_open": channel.is_open,
            "demands": sorted(channel.demands.values_list("declaration", flat=True)),
        }
    )


def open_channel(
    slug: str,
    zh: str,
    en: str,
    position: int | None = None,
    demands: Iterable[str] = (),
    *,
    by: Person | None = None,
    undoes: SiteChange | None = None,
) -> Channel:
    """Open a channel with its names in both languages. One that was closed under this slug opens again.

    Without a ``position`` it comes last. ``demands`` are kinds of declaration, ``ai`` or ``history``, without which nothing is
    published there. Without a doer nothing is written in the history: so does a site that is just being made.
    """
    if not _SLUG.fullmatch(slug):
        raise Refused(_("The address of a channel has small letters, digits and hyphens, at most 30."), field="slug")
    with transaction.atomic():
        channel = Channel.objects.select_for_update().filter(slug=slug).first() or Channel(slug=slug)
        if channel.pk and channel.is_open:
            raise Refused(_("There is already a channel at this address."), field="slug")
        before = state(channel) if channel.pk else ""
        if position is None:
            position = (Channel.objects.open().aggregate(last=Max("position"))["last"] or 0) + 1
        channel.is_open = True
        return _keep(channel, zh, en, position, demands, before=before, by=by, undoes=undoes)


def open_first() -> None:
    """Give a new site its first channels; a site that has any is left as it is."""
    with transaction.atomic():
        if not Channel.objects.exists():
            for position, (slug, zh, en) in enumerate(FIRST, 1):
                open_channel(slug, zh, en, position)


def change(
    channel: Channel,
    *,
    zh: str,
    en: str,
    position: int | None = None,
    demands: Iterable[str] | None = None,
    by: Person | None = None,
    base: int | None = None,
    undoes: SiteChange | None = None,
) -> Channel:
    """Rename a channel, or change what it demands or its number in the order (None: as it is).

    ``base`` is the last change of the site that the person had seen; Overtaken is raised where somebody has changed
    this channel since.
    """
    with transaction.atomic():
        unless_overtaken(base, history_name(channel))
        place = channel.position if position is None else position
        return _keep(channel, zh, en, place, demands, before=state(channel), by=by, undoes=undoes)


def close(
    channel: Channel, *, by: Person | None = None, base: int | None = None, undoes: SiteChange | None = None
) -> None:
    """Take a channel from the site; its articles stay where they are."""
    with transaction.atomic():
        unless_overtaken(base, history_name(channel))
        before = state(Channel.objects.get(pk=channel.pk))
        if Channel.objects.filter(pk=channel.pk, is_open=True).update(is_open=False):
            channel.is_open = False
            if by is not None:
                note(history_name(channel), before, state(channel), by, undoes=undoes)
            announce(ChannelChanged(channel_id=channel.pk))
    channel.is_open = False


def restore(channel: Channel, was: dict[str, Any], *, by: Person, undoes: SiteChange) -> None:
    """Make a channel what it was at an earlier time, as :func:`state` wrote it down."""
    with transaction.atomic():
        before = state(channel)
        channel.is_open = bool(was["is_open"])
        demands = [str(kind) for kind in was["demands"]]
        _keep(channel, was["zh"], was["en"], channel.position, demands, before=before, by=by, undoes=undoes)


def history_name(channel: Channel) -> str:
    """Return what a channel is called in the history of the site."""
    return f"{ONE}{channel.slug}"


def _keep(
    channel: Channel,
    zh: str,
    en: str,
    position: int,
    demands: Iterable[str] | None,
    *,
    before: str,
    by: Person | None,
    undoes: SiteChange | None,
) -> Channel:
    channel.name_zh, channel.name_en, channel.position = zh.strip(), en.strip(), position
    if not channel.name_zh or len(channel.name_zh) > ZH_MOST:
        raise Refused(_("A channel needs a Chinese name of at most 20 characters."), field="name_zh")
    if not channel.name_en or len(channel.name_en) > EN_MOST:
        raise Refused(_("A channel needs an English name of at most 30 characters."), field="name_en")
    channel.save()
    if demands is not None:
        channel.demands.all().delete()
        Demand.objects.bulk_create(Demand(channel=channel, declaration=kind) for kind in dict.fromkeys(demands))
    if by is not None and (after := state(channel)) != before:
        note(history_name(channel), before, after, by, undoes=undoes)
    announce(ChannelChanged(channel_id=channel.pk))
    return channel
