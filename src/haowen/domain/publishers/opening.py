"""Opening publishers: for an applicant, by the host, or as one that the host keeps until its owner claims it."""

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.media.models import Media
from haowen.domain.publishers.events import PublisherOpened
from haowen.domain.publishers.models import Kind, Publisher
from haowen.domain.publishers.naming import checked_handle, handle_for
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
            language=Language(language.lower() if language.lower() in Language.values else "zh-hans"),
            is_kept_by_host=is_kept_by_host,
            verified_at=now() if verified else None,
        )
        announce(PublisherOpened(publisher_id=publisher.pk))
    return publisher


def kept_by_host(name: str, *, tagline: str = "", language: str = "zh-hans") -> Publisher:
    """Return the publisher of this name that the host keeps, opened if there is none.

    One that its owner has claimed, or that was applied for, is never found by a name alone.
    """
    name = " ".join(name.split())[:_NAME_COLUMN]
    with transaction.atomic():
        found = Publisher.objects.filter(name=name, is_kept_by_host=True).order_by("id").first()
        if found is not None:
            return found
        return open_publisher(
            handle=handle_for(name),
            name=name,
            kind=Kind.ORGANISATION,
            tagline=tagline,
            language=language,
            is_kept_by_host=True,
            verified=False,
        )
