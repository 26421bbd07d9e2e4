"""Asking for things to be brought in: addresses found in what was pasted, files put by until their turn."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haowen.domain.imports.events import ImportAsked
from haowen.domain.imports.models import OPEN_STATES, Import, Item
from haowen.domain.people.models import Actor, User
from haowen.domain.publishers.models import Member, MemberRole, Publisher
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.publicids import new_id
from haowen.kit.refusals import Refused

MEGABYTE: Final = 1024 * 1024
A_DAY: Final = dt.timedelta(days=1)
ADDRESSES_MOST, FILES_MOST = 100, 20  # at one time
WAITING_MOST: Final = 1024 * MEGABYTE  # of one publisher
_ADDRESS = re.compile(r"https?://[^\s<>\"'“”‘’「」『』（）()【】《》，。；！？、\u3000|]+", re.IGNORECASE)
_BARE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_AFTER: Final = ".,;:!?*_"


class Limits(NamedTuple):
    """What one role may ask for within a day, and how large one file may be."""

    addresses: int
    files: int
    file_bytes: int


LIMITS: Final = {
    MemberRole.OWNER: Limits(300, 50, 200 * MEGABYTE),
    MemberRole.EDITOR: Limits(300, 50, 200 * MEGABYTE),
    MemberRole.WRITER: Limits(100, 20, 50 * MEGABYTE),
}


class Upload(Protocol):
    """A file that was sent, as Django holds it."""

    name: str | None
    size: int | None

    def chunks(self) -> Iterator[bytes]:
        """Return its bytes, piece by piece."""


def limits_of(user: User, publisher: Publisher) -> Limits:
    """Return what this person may bring in for this publisher. Raises Refused for who may bring nothing."""
    role = Member.objects.filter(user=user, publisher=publisher).values_list("role", flat=True).first()
    if role not in LIMITS:
        raise Refused(_("You may not bring anything in for this publisher."))
    return LIMITS[MemberRole(role)]


def addresses_in(text: str) -> list[str]:
    """Return the web addresses in what was pasted, each once: those in running text, and lines that are nothing else."""
    found = []
    for line in text.splitlines():
        bare = line.strip()
        if _BARE.fullmatch(bare):
            found.append(f"https://{bare}")
        found += [each.rstrip(_AFTER) for each in _ADDRESS.findall(line)]
    return list(dict.fromkeys(each for each in found if _host(each)))


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def folder_of(work: Import) -> Path:
    """Return where the files of an import wait."""
    return Path(settings.DATA) / "incoming" / work.public_id


def start(publisher: Publisher, text: str, uploads: Sequence[Upload], *, user: User, by: Actor) -> Import:
    """Keep what is asked for and have it brought in. Raises Refused, and nothing is kept."""
    allowed = limits_of(user, publisher)
    addresses = addresses_in(text)
    _check(publisher, addresses, uploads, allowed)
    work = Import(publisher=publisher, by=by, language=get_language() or "zh-hans", public_id=new_id())
    items = [
        Item(work=work, position=at, name=address[:2000], host=_host(address)[:120])
        for at, address in enumerate(addresses, 1)
    ]
    folder = folder_of(work)
    for at, upload in enumerate(uploads, len(items) + 1):
        name = Path(upload.name or "").name[:200] or _("a file")
        items.append(
            Item(work=work, position=at, name=name, spool=f"{at}", size_bytes=_put_by(upload, folder / f"{at}"))
        )
    with transaction.atomic():
        work.save()
        Item.objects.bulk_create(items)
        announce(ImportAsked(import_id=work.pk))
    return work


def _check(publisher: Publisher, addresses: list[str], uploads: Sequence[Upload], allowed: Limits) -> None:
    if not addresses and not uploads:
        raise Refused(_("There is no address in it, and no file. An address begins with https://."), field="addresses")
    if len(addresses) > ADDRESSES_MOST:
        text = _("These are %(count)d addresses; %(most)d at one time are the most.")
        raise Refused(text % {"count": len(addresses), "most": ADDRESSES_MOST}, field="addresses")
    if len(uploads) > FILES_MOST:
        raise Refused(_("%(most)d files at one time are the most.") % {"most": FILES_MOST}, field="uploads")
    for upload in uploads:
        if (upload.size or 0) > allowed.file_bytes:
            text = _("%(name)s is too large; %(most)d MB is the most.")
            raise Refused(text % {"name": upload.name, "most": allowed.file_bytes // MEGABYTE}, field="uploads")
    lately = Item.objects.filter(work__publisher=publisher, work__began_at__gt=now() - A_DAY)
    if addresses and lately.exclude(host="").count() + len(addresses) > allowed.addresses:
        text = _("%(most)d addresses within a day are the most. Please go on tomorrow.")
        raise Refused(text % {"most": allowed.addresses}, field="addresses")
    if uploads and lately.filter(host="").count() + len(uploads) > allowed.files:
        text = _("%(most)d files within a day are the most. Please go on tomorrow.")
        raise Refused(text % {"most": allowed.files}, field="uploads")
    waiting = Item.objects.filter(work__publisher=publisher, state__in=OPEN_STATES).aggregate(sum=Sum("size_bytes"))
    if (waiting["sum"] or 0) + sum(upload.size or 0 for upload in uploads) > WAITING_MOST:
        raise Refused(_("Too much is waiting already. Please go on when it is done."), field="uploads")


def _put_by(upload: Upload, path: Path) -> int:
    """Write a file to where it waits; return how many bytes it has."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    size = 0
    with path.open("wb") as file:
        for chunk in upload.chunks():
            size += file.write(chunk)
    return size
