"""Changing what the host says about its site. Every change is kept: what it was, what it became, by whom."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Protocol
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from haowen.domain.site.events import SiteChanged
from haowen.domain.site.models import FooterLink, Notice, Origin, Site, SiteChange, Terms
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused

_COLUMNS = Site._meta.concrete_fields  # noqa: SLF001 - Django's documented interface
SETTINGS = frozenset(field.name for field in _COLUMNS) - {"id", "changed_at"}
LINKS_MOST = 12


class Person(Protocol):
    """Whoever changes something; the site names people by public id alone."""

    @property
    def public_id(self) -> str:
        """The person's public identifier."""


def current() -> Site:
    """Return the site's settings; before anybody set one, the defaults (not yet kept)."""
    return Site.objects.filter(pk=1).first() or Site(time_zone=settings.TIME_ZONE)


def change(by: Person, **fields: object) -> Site:
    """Set some of :data:`SETTINGS`. Raises Refused, naming the field, when a value cannot be; then none is set."""
    if unknown := set(fields) - SETTINGS:
        raise TypeError(f"the site has no settings {sorted(unknown)}")
    with transaction.atomic():
        site = Site.objects.select_for_update().filter(pk=1).first() or Site(time_zone=settings.TIME_ZONE)
        before = {name: getattr(site, name) for name in fields}
        for name, value in fields.items():
            setattr(site, name, value.strip() if isinstance(value, str) else value)
        _check(site)
        site.save()
        changed = {name: str(before[name]) for name in fields if before[name] != getattr(site, name)}
        for name, was in changed.items():
            _note(name, was, str(getattr(site, name)), by)
        if changed:
            announce(SiteChanged())
    return site


def _check(site: Site) -> None:
    if not site.name:
        raise Refused(_("The site needs a name."), field="name")
    if site.time_zone not in available_timezones():
        raise Refused(_("There is no such time zone."), field="time_zone")
    try:
        site.clean_fields()
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        raise Refused(messages[0], field=name) from error
    for name in ("parent_url", "police_url"):
        if (url := getattr(site, name)) and not url.startswith(("https://", "http://")):
            raise Refused(_("Write a web address that begins with https://."), field=name)
    if not 1 <= site.title_least <= site.title_most <= 200:  # noqa: PLR2004 - the column holds 200
        raise Refused(_("Titles: the least must not be over the most, and the most not over 200."), field="title_most")


def _note(field: str, before: str, after: str, by: Person) -> None:
    SiteChange.objects.create(field=field, before=before, after=after, by_public_id=by.public_id, at=now())


def set_notice(origin: Origin | str, *, zh: str, en: str, by: Person) -> Notice:
    """Set the standing text under articles of one origin; empty texts show nothing."""
    if origin not in Origin.values:
        raise Refused(_("There is no such origin."), field="origin")
    with transaction.atomic():
        notice, _made = Notice.objects.select_for_update().get_or_create(origin=origin)
        before = f"{notice.text_zh}\n\n{notice.text_en}".strip()
        notice.text_zh, notice.text_en = zh.strip(), en.strip()
        after = f"{notice.text_zh}\n\n{notice.text_en}".strip()
        if before != after:
            notice.save()
            _note(f"notice.{origin}", before, after, by)
            announce(SiteChanged())
    return notice


def set_footer(links: Iterable[Mapping[str, str]], *, by: Person) -> list[FooterLink]:
    """Put these links (``label_zh``, ``label_en``, ``url``) in the footer, in their order, in place of the old ones."""
    rows = [_link(position, link) for position, link in enumerate(links)]
    if len(rows) > LINKS_MOST:
        raise Refused(_("The footer has room for 12 links."), field="links")
    with transaction.atomic():
        before = _spoken(FooterLink.objects.all())
        if before == _spoken(rows):
            return list(FooterLink.objects.all())
        FooterLink.objects.all().delete()
        FooterLink.objects.bulk_create(rows)
        _note("footer", before, _spoken(rows), by)
        announce(SiteChanged())
    return list(FooterLink.objects.all())


def _link(position: int, link: Mapping[str, str]) -> FooterLink:
    zh, en, url = (link.get(name, "").strip() for name in ("label_zh", "label_en", "url"))
    if not (zh or en):
        raise Refused(_("Every link in the footer needs a text."), field="links")
    is_path = url.startswith("/") and not url.startswith(("//", "/\\"))
    if not (is_path or url.startswith(("https://", "http://", "mailto:", "tel:"))):
        raise Refused(_("A link in the footer begins with https:// or with a slash."), field="links")
    row = FooterLink(label_zh=zh or en, label_en=en or zh, url=url, position=position)
    try:
        row.clean_fields()
    except ValidationError as error:
        raise Refused(next(iter(error.message_dict.values()))[0], field="links") from error
    return row


def _spoken(rows: Iterable[FooterLink]) -> str:
    return "\n".join(f"{row.label_zh} / {row.label_en}: {row.url}" for row in rows)


def issue_terms(zh: str, en: str, *, by: Person, in_force_at: dt.datetime | None = None) -> Terms:
    """Keep the next version of the terms, in force from a moment on (at once if none is said)."""
    if not zh.strip() or not en.strip():
        raise Refused(_("The terms are needed in both languages."), field="terms_en" if zh.strip() else "terms_zh")
    with transaction.atomic():
        last = Terms.objects.aggregate(last=Max("version"))["last"] or 0
        latest = Terms.objects.filter(version=last).first()
        moment = in_force_at or now()
        if latest is not None and moment <= latest.in_force_at:
            raise Refused(_("A new version comes into force after the one before it."), field="in_force_at")
        terms = Terms.objects.create(version=last + 1, text_zh=zh.strip(), text_en=en.strip(), in_force_at=moment)
        _note("terms", str(last or ""), str(terms.version), by)
        announce(SiteChanged())
    return terms


def terms_in_force(at: dt.datetime | None = None) -> Terms | None:
    """Return the version of the terms that counts at a moment (now), if there is one."""
    return Terms.objects.filter(in_force_at__lte=at or now()).order_by("-in_force_at", "-version").first()
