"""What the desk does: headlines, originals, settings, channels and publishers."""

import datetime as dt
from typing import TYPE_CHECKING

from haowen.domain.channels import opening as channels
from haowen.domain.headlines import originals, placing
from haowen.domain.headlines.models import Slot, Vertical
from haowen.domain.media.models import Media
from haowen.domain.publishers import membership, opening, profiling, renaming
from haowen.domain.publishers.models import Publisher
from haowen.domain.site import changing
from haowen.kit.clock import now

if TYPE_CHECKING:
    from tests.pagestore_site.small_site import SmallSite


def place(site: "SmallSite", one: int, other: int) -> None:
    where = ("lead", "second", "channel")[other % 3]
    placing.place(
        site.article(one), where, channel=site.channel(one) if where == "channel" else None, position=other % 2,
        starts_at=now() + dt.timedelta(seconds=15 * (one % 2)), until=site.term(other), by=site.olga,
    )  # fmt: skip


def end_slot(site: "SmallSite", one: int, _other: int) -> None:
    if Slot.objects.exists():
        placing.end(site.nth(Slot, one), by=site.olga)


def open_vertical(site: "SmallSite", one: int, other: int) -> None:
    originals.open_vertical(("deep", "wide")[one % 2], f"深水{other}", f"Deep {other}", other)


def enter(site: "SmallSite", one: int, other: int) -> None:
    originals.enter(site.nth(Vertical, other), site.article(one), one % 3)


def leave(site: "SmallSite", one: int, other: int) -> None:
    originals.leave(site.nth(Vertical, other), site.article(one))


def change_site(site: "SmallSite", one: int, other: int) -> None:
    fields = ({"name": f"好文{site.turn}"}, {"about_zh": f"我们{site.turn}"}, {"time_zone": ("UTC", "Asia/Tokyo")[other % 2]},
              {"default_language": ("en", "zh-hans")[other % 2]}, {"icp_number": f"ICP {site.turn}"})  # fmt: skip
    changing.change(site.olga, **fields[one % len(fields)])


def notice(site: "SmallSite", one: int, _other: int) -> None:
    origin = ("upload", "repost")[one % 2]
    changing.set_notice(origin, zh=f"声明{site.turn}", en=f"Notice {site.turn}", by=site.olga)


def footer(site: "SmallSite", _one: int, _other: int) -> None:
    changing.set_footer([{"label_zh": f"链接{site.turn}", "label_en": "Link", "url": "/about"}], by=site.olga)


def terms(site: "SmallSite", one: int, _other: int) -> None:
    moment = now() + dt.timedelta(seconds=20) if one % 2 else None
    changing.issue_terms(f"条款{site.turn}", f"Terms {site.turn}", by=site.olga, in_force_at=moment)


def channel(site: "SmallSite", one: int, other: int) -> None:
    channel = site.channel(one)
    if other % 3 == 0:
        channels.close(channel)
    elif channel.is_open:
        channels.change(channel, zh=f"频道{site.turn}", en=f"Channel {site.turn}", position=other)
    else:
        channels.open_channel(channel.slug, "又开", "Open again", other)


def rename_publisher(site: "SmallSite", one: int, other: int) -> None:
    renaming.rename(site.publisher(one), f"river_{other}", by=site.olga)


def rename_by_name(site: "SmallSite", one: int, other: int) -> None:
    renaming.rename(site.publisher(one), name=f"河的号{other}", by=site.olga)


def say_profile(site: "SmallSite", one: int, other: int) -> None:
    publisher = Publisher.objects.filter(members__user=site.olga).order_by("pk")[0]
    links = [(f"旧站{site.turn}", "https://example.org/")] * (other % 3)
    avatar = Media.objects.first() if one % 2 else None
    profile = profiling.Profile(tagline=f"看河{site.turn}", about=f"我们{site.turn}", links=links, avatar=avatar)
    profiling.say(publisher, profile, by=site.olga)


def open_publisher(site: "SmallSite", one: int, other: int) -> None:
    opening.open_publisher(handle=f"new_{one}_{other}", name=f"河的新号{one}{other}", kind="person")


def member(site: "SmallSite", one: int, other: int) -> None:
    publisher = site.publisher(one)
    if other % 2:
        membership.add(publisher, site.carol, "writer")
    else:
        membership.remove(publisher, site.carol)


DESK = {
    act.__name__: act
    for act in (
        place, end_slot, open_vertical, enter, leave, change_site, notice, footer, terms, channel, rename_publisher,
        rename_by_name, say_profile, open_publisher, member,
    )
}  # fmt: skip
