"""What a publisher says of itself on its page; its name and handle are ``renaming``."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.media.models import Media
from haowen.domain.people.models import User
from haowen.domain.publishers.access import ARRANGING_ROLES
from haowen.domain.publishers.events import PublisherChanged
from haowen.domain.publishers.models import Publisher, PublisherLink
from haowen.domain.site.models import Language
from haowen.kit.events import announce
from haowen.kit.refusals import Refused
from haowen.text.directions import straight

TAGLINE_MOST, FIELD_MOST, ABOUT_MOST, CONTACT_MOST = 160, 60, 2000, 120
LINKS_MOST, LABEL_MOST, URL_MOST = 5, 40, 300


@dataclass(frozen=True, slots=True)
class Profile:
    """All that is said; ``links`` are pairs of a label and an address, in order."""

    tagline: str = ""
    field: str = ""
    about: str = ""
    contact: str = ""
    licence: str = ""
    language: str = Language.ZH_HANS
    avatar: Media | None = None
    links: Sequence[tuple[str, str]] = ()


def say(publisher: Publisher, profile: Profile, *, by: User) -> Publisher:
    """Say it on the publisher's page from now on. Owners and editors may."""
    if not publisher.members.filter(user=by, role__in=ARRANGING_ROLES).exists():
        raise Refused(_("Only owners and editors change the profile."))
    links = _checked(profile.links)
    said = {
        "tagline": " ".join(straight(profile.tagline).split()),
        "field": " ".join(profile.field.split()),
        "about": profile.about.replace("\x00", "").strip(),
        "contact": " ".join(profile.contact.split()),
    }
    for name, most in (
        ("tagline", TAGLINE_MOST),
        ("field", FIELD_MOST),
        ("about", ABOUT_MOST),
        ("contact", CONTACT_MOST),
    ):
        if len(said[name]) > most:
            raise Refused(_("At most %(most)d characters, please.") % {"most": most}, field=name)
    if profile.language not in Language.values:
        raise Refused(_("Please choose a language."), field="language")
    columns = {**said, "licence": profile.licence, "language": profile.language, "avatar": profile.avatar}
    with transaction.atomic():
        Publisher.objects.filter(pk=publisher.pk).update(**columns)
        PublisherLink.objects.filter(publisher=publisher).delete()
        PublisherLink.objects.bulk_create(
            PublisherLink(publisher=publisher, position=position, label=label, url=url)
            for position, (label, url) in enumerate(links)
        )
        announce(PublisherChanged(publisher_id=publisher.pk))
    publisher.refresh_from_db()
    return publisher


def _checked(links: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    if len(links) > LINKS_MOST:
        raise Refused(_("Five links are the most."))
    found = []
    for named, leads in links:
        label, url = " ".join(named.split()), leads.strip()
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > URL_MOST:
            raise Refused(_("A link begins with https:// and has at most 300 characters."), field="url")
        if not label or len(label) > LABEL_MOST:
            raise Refused(_("A link needs a name of at most 40 characters."), field="label")
        found.append((label, url))
    return found
