"""Opening publishers: for an applicant, by the host, or as one that the host keeps until its owner claims it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from haowen.domain.media.models import Media
from haowen.domain.publishers.events import PublisherOpened
from haowen.domain.publishers.models import Kind, Publisher
from haowen.domain.publishers.naming import checked_handle, handles_for
from haowen.domain.site.models import Language
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused

_NAME_COLUMN = 60
_TAGLINE_COLUMN = 160


def open_publisher(
    *,
    handle: str,
    name: str,
    kind: Kind | str,
    tagline: str = "",
    field: str = "",
    avatar: Media | None = None,
    language: str = "zh-hans",
    is_kept_by_host: bool = False,
    verified: bool = True,
) -> Publisher:
    """Open a publisher. Raises Refused when the handle cannot be had or the name is empty."""
    if not name.strip():
        raise Refused(_("A name has 2 to 30 characters."), field="name")
    with transaction.atomic():
        publisher = Publisher.objects.create(
            handle=checked_handle(handle),
            name=name.strip()[:_NAME_COLUMN],
            kind=Kind(kind),
            tagline=tagline.strip()[:_TAGLINE_COLUMN],
            field=field.strip()[:_NAME_COLUMN],
            avatar=avatar,
            language=_language(language),
            is_kept_by_host=is_kept_by_host,
            verified_at=now() if verified else None,
        )
        announce(PublisherOpened(publisher_id=publisher.pk))
    return publisher


def kept_by_host(name: str, *, tagline: str = "", language: str = "zh-hans") -> Publisher:
    """Return the publisher of this name that the host keeps, opened if there is none.

    One that its owner has claimed, or that was applied for, is never found by a name alone.
    """
    wanted = Wanted(name, tagline, language)
    return all_kept_by_host([wanted])[wanted.plain()]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A publisher that something names."""

    name: str
    tagline: str = ""
    language: str = "zh-hans"

    def plain(self) -> str:
        """Return the name as it is kept."""
        return " ".join(self.name.split())[:_NAME_COLUMN].strip()


def all_kept_by_host(wanted: Iterable[Wanted]) -> dict[str, Publisher]:
    """Return the publishers of these names that the host keeps, by name as it was asked for; those there are not are opened.

    Capital letters make no other name.
    """
    asked = {each.plain(): each for each in wanted if each.plain()}
    with transaction.atomic():
        lowered = Publisher.objects.annotate(lowered=Lower("name"))
        # Not every database knows the small forms of letters with accents, so the name itself is asked for too.
        same = Q(lowered__in=[name.lower() for name in asked]) | Q(name__in=asked)
        rows = lowered.filter(same, is_kept_by_host=True).order_by("-id")
        found: dict[str, Publisher] = {publisher.name.lower(): publisher for publisher in rows}
        missing = {each.plain(): each for each in {name.lower(): each for name, each in asked.items()}.values()}
        missing = {name: each for name, each in missing.items() if name.lower() not in found}
        handles = handles_for(missing)
        opened = [
            Publisher(
                handle=handle,
                name=name,
                kind=Kind.ORGANISATION,
                tagline=missing[name].tagline.strip()[:_TAGLINE_COLUMN],
                language=_language(missing[name].language),
                is_kept_by_host=True,
            )
            for name, handle in handles.items()
        ]
        Publisher.objects.bulk_create(opened)
        announce(*(PublisherOpened(publisher_id=publisher.pk) for publisher in opened))
    found |= {publisher.name.lower(): publisher for publisher in opened}
    return {name: found[name.lower()] for name in asked}


def _language(given: str) -> Language:
    return Language(given.lower() if given.lower() in Language.values else "zh-hans")
