"""Taking a file from a writer: within what the role may bring and what room the publisher has."""

from typing import Any, NamedTuple, Protocol

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from haowen.domain.library import dropping, watermarks
from haowen.domain.library.models import Asset
from haowen.domain.media import checking, keeping, videos
from haowen.domain.media.models import Media
from haowen.domain.people.models import Actor, User
from haowen.domain.publishers.models import Member, MemberRole, Publisher
from haowen.domain.site.changing import current
from haowen.kit import limits
from haowen.kit.refusals import Refused

MEGABYTE = 1024 * 1024
HOUR = 3600


class Limits(NamedTuple):
    """What one role may bring."""

    picture_bytes: int
    video_bytes: int
    an_hour: int


LIMITS = {
    MemberRole.OWNER: Limits(40 * MEGABYTE, 1024 * MEGABYTE, 600),
    MemberRole.EDITOR: Limits(40 * MEGABYTE, 1024 * MEGABYTE, 600),
    MemberRole.WRITER: Limits(20 * MEGABYTE, 300 * MEGABYTE, 240),
}
MOST_BYTES = max(one.video_bytes for one in LIMITS.values())
"""What no role may go beyond."""


class Words(NamedTuple):
    """What is said of a file when it is brought."""

    name: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    is_decorative: bool = False


class Upload(Protocol):
    """A file that was sent, as Django holds it."""

    @property
    def size(self) -> int | None:
        """How many bytes it has."""

    def seek(self, offset: int, /) -> Any:
        """Go to a place in it."""

    def read(self, size: int = -1, /) -> bytes:
        """Read on."""


def limits_of(user: User, publisher: Publisher) -> Limits:
    """Return what this person may bring for this publisher. Raises Refused for who may bring nothing."""
    role = Member.objects.filter(user=user, publisher=publisher).values_list("role", flat=True).first()
    if role not in LIMITS:
        raise Refused(_("You may not add files for this publisher."))
    return LIMITS[MemberRole(role)]


def widest(user: User) -> Limits | None:
    """Return the most that this person may bring for any publisher; None for who may bring nothing."""
    roles = set(Member.objects.filter(user=user).values_list("role", flat=True))
    found = [limits for role, limits in LIMITS.items() if role in roles]
    return max(found, default=None)


def room(publisher: Publisher) -> tuple[int, int]:
    """Return how many bytes a publisher's files have, and how many they may have."""
    used = Asset.objects.filter(publisher=publisher).aggregate(sum=Sum("media__size_bytes"))["sum"] or 0
    return used, current().media_room * MEGABYTE


def take(
    publisher: Publisher, upload: Upload, words: Words, *, user: User, by: Actor, pictures_only: bool = False
) -> Asset:
    """Check a file, keep it and put it into the publisher's library. The same file twice is one.

    Raises Refused, with the reason, for what is no picture or video, broken, too large, or beyond the publisher's room.
    """
    allowed = limits_of(user, publisher)
    if not limits.take("media", user.public_id, allowed.an_hour, HOUR):
        text = _("You added %(count)d files within an hour; that is the most. Please go on later.")
        raise Refused(text % {"count": allowed.an_hour}, field="file")
    size = upload.size or 0
    upload.seek(0)
    looked = checking.look(upload.read(checking.HEAD_BYTES))
    if pictures_only and not looked.is_picture:
        raise Refused(_("This is a video; a picture is needed here."), field="file")
    _within(size, allowed.picture_bytes if looked.is_picture else allowed.video_bytes)
    _has_room(publisher, size)
    upload.seek(0)
    media = _kept(upload, looked, allowed, by)
    try:
        with transaction.atomic():
            asset = _entered(publisher, media, words, by)
            _has_room(publisher)  # others may have added files meanwhile; from here on they wait
    except Refused:
        dropping.forget(media)
        raise
    watermarks.mark(media, publisher)
    return asset


def _has_room(publisher: Publisher, more: int = 0) -> None:
    used, most = room(publisher)
    if used + more > most:
        text = _("There is no room for it: this publisher's files have %(used)d MB of %(most)d MB.")
        raise Refused(text % {"used": min(used, most) // MEGABYTE, "most": most // MEGABYTE}, field="file")


def _kept(upload: Upload, looked: checking.Looked, allowed: Limits, by: Actor) -> Media:
    if not looked.is_picture:
        return videos.keep_video(upload, looked.format, by=by, most=allowed.video_bytes)
    try:
        return keeping.keep(upload.read(allowed.picture_bytes + 1), by=by, most=allowed.picture_bytes)
    except Refused as refused:
        raise Refused(refused.message, field="file") from refused


def _within(size: int, most: int) -> None:
    if size > most:
        raise Refused(_("The file is too large; %(most)d MB is the most.") % {"most": most // MEGABYTE}, field="file")


def add(publisher: Publisher, media: Media, words: Words, *, by: Actor | None) -> Asset:
    """Put a kept file into a publisher's library; what was said of it before stays where nothing new is said."""
    asset = _entered(publisher, media, words, by)
    watermarks.mark(media, publisher)
    return asset


def _entered(publisher: Publisher, media: Media, words: Words, by: Actor | None) -> Asset:
    asset, is_new = Asset.objects.get_or_create(publisher=publisher, media=media, defaults={"added_by": by})
    said = {
        "name": words.name[:120],
        "alt": words.alt[:300],
        "caption": words.caption[:300],
        "credit": (words.credit or (media.credit if is_new else ""))[:200],
    }
    for field, value in said.items():
        if value:
            setattr(asset, field, value)
    asset.is_decorative = asset.is_decorative or words.is_decorative
    asset.trashed_at = None
    asset.save()
    return asset
