"""Changing what the host says about its site. Every change is kept: what it was, what it became, by whom."""

import datetime as dt
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from haowen.domain.site.colouring import checked
from haowen.domain.site.events import SiteChanged
from haowen.domain.site.models import FooterLink, Notice, Origin, Site, SiteChange, Terms
from haowen.domain.site.recording import Overtaken, Person, note, since, unless_overtaken, written
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused

_COLUMNS = Site._meta.concrete_fields  # noqa: SLF001 - Django's documented interface
SETTINGS = frozenset(field.name for field in _COLUMNS) - {"id", "changed_at"}
LINKS_MOST = 12
LINKS = "footer"
TERMS = "terms"


@cache
def time_zones() -> tuple[str, ...]:
    """Return the names of time zones that are offered, in their order: a place, or UTC."""
    return tuple(
        sorted(name for name in available_timezones() if name == "UTC" or ("/" in name and not name.startswith("Etc/")))
    )


def current() -> Site:
    """Return the site's settings; before anybody set one, the defaults (not yet kept)."""
    return Site.objects.filter(pk=1).first() or Site(time_zone=settings.TIME_ZONE)


def change(by: Person, *, base: int | None = None, undoes: SiteChange | None = None, **fields: object) -> Site:
    """Set some of :data:`SETTINGS`. Raises Refused, naming the field, when a value cannot be; then none is set.

    ``base`` is the last change that the person had seen: what others changed since stays where the person left it alone;
    where both changed the same, Overtaken is raised.
    """
    if unknown := set(fields) - SETTINGS:
        raise TypeError(f"the site has no settings {sorted(unknown)}")
    with transaction.atomic():
        site = Site.objects.select_for_update().filter(pk=1).first() or Site(time_zone=settings.TIME_ZONE)
        said = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
        if base is not None:
            said = _beside_others(site, said, base)
        before = {name: getattr(site, name) for name in said}
        for name, value in said.items():
            setattr(site, name, value)
        _check(site, set(said))
        site.save()
        changed = {name: str(before[name]) for name in said if before[name] != getattr(site, name)}
        for name, was in changed.items():
            note(name, was, str(getattr(site, name)), by, undoes=undoes)
        if changed:
            announce(SiteChanged())
    return site


def _beside_others(site: Site, said: dict[str, object], base: int) -> dict[str, object]:
    """Return what a person really set, who had seen the site as it was at change ``base``."""
    overtaken = {}
    mine = dict(said)
    for name, (first, last) in since(base, said).items():
        if str(said[name]) == first.before:
            del mine[name]  # left alone: the other's value stays
        elif str(said[name]) != str(getattr(site, name)):
            overtaken[name] = last
    if overtaken:
        raise Overtaken(overtaken)
    return mine


def _check(site: Site, said: set[str]) -> None:
    if not site.name:
        raise Refused(_("The site needs a name."), field="name")
    if "time_zone" in said and site.time_zone not in available_timezones():
        raise Refused(_no_zone(site.time_zone), field="time_zone")
    if "accent" in said:
        site.accent = checked(site.accent)
    try:
        site.clean_fields()
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        raise Refused(messages[0], field=name) from error
    for name in ("parent_url", "police_url", "indexnow_url", "push_url"):
        if (url := getattr(site, name)) and not url.startswith(("https://", "http://")):
            raise Refused(_("Write a web address that begins with https://."), field=name)
    if not 1 <= site.title_least <= site.title_most <= 200:  # noqa: PLR2004 - the column holds 200
        raise Refused(_("Titles: the least must not be over the most, and the most not over 200."), field="title_most")


def _no_zone(said: str) -> str:
    by_city = {name.rpartition("/")[2].casefold(): name for name in time_zones()}
    near = get_close_matches(said.rpartition("/")[2].replace(" ", "_").casefold(), by_city, n=1, cutoff=0.75)
    if not near:
        return _("There is no such time zone.")
    return _("There is no such time zone. Is it %(name)s?") % {"name": by_city[near[0]]}


def set_notice(
    origin: Origin | str,
    *,
    zh: str,
    en: str,
    by: Person,
    base: int | None = None,
    undoes: SiteChange | None = None,
) -> Notice:
    """Set the standing text under articles of one origin; empty texts show nothing."""
    if origin not in Origin.values:
        raise Refused(_("There is no such origin."), field="origin")
    with transaction.atomic():
        unless_overtaken(base, f"notice.{origin}")
        notice, _made = Notice.objects.select_for_update().get_or_create(origin=origin)
        before = _notice_said(notice)
        notice.text_zh, notice.text_en = zh.strip(), en.strip()
        after = _notice_said(notice)
        if before != after:
            notice.save()
            note(f"notice.{origin}", before, after, by, undoes=undoes)
            announce(SiteChanged())
    return notice


def _notice_said(notice: Notice) -> str:
    has_text = notice.text_zh or notice.text_en
    return written({"zh": notice.text_zh, "en": notice.text_en}) if has_text else ""


def set_footer(
    links: Iterable[Mapping[str, str]], *, by: Person, base: int | None = None, undoes: SiteChange | None = None
) -> list[FooterLink]:
    """Put these links (``label_zh``, ``label_en``, ``url``) in the footer, in their order, in place of the old ones."""
    rows = [_link(position, link) for position, link in enumerate(links)]
    if len(rows) > LINKS_MOST:
        raise Refused(_("The footer has room for 12 links."), field="links")
    with transaction.atomic():
        unless_overtaken(base, LINKS)
        before = _links_said(FooterLink.objects.all())
        if before == _links_said(rows):
            return list(FooterLink.objects.all())
        FooterLink.objects.all().delete()
        FooterLink.objects.bulk_create(rows)
        note(LINKS, before, _links_said(rows), by, undoes=undoes)
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


def _links_said(rows: Iterable[FooterLink]) -> str:
    said = [{"label_zh": row.label_zh, "label_en": row.label_en, "url": row.url} for row in rows]
    return written(said) if said else ""


def issue_terms(
    zh: str,
    en: str,
    *,
    by: Person,
    in_force_at: dt.datetime | None = None,
    base: int | None = None,
    undoes: SiteChange | None = None,
) -> Terms:
    """Keep the next version of the terms, in force from a moment on (at once if none is said)."""
    if not zh.strip() or not en.strip():
        raise Refused(_("The terms are needed in both languages."), field="terms_en" if zh.strip() else "terms_zh")
    with transaction.atomic():
        unless_overtaken(base, TERMS)
        last = Terms.objects.aggregate(last=Max("version"))["last"] or 0
        latest = Terms.objects.filter(version=last).first()
        moment = in_force_at or now()
        if latest is not None and moment <= latest.in_force_at:
            raise Refused(_("A new version comes into force after the one before it."), field="in_force_at")
        terms = Terms.objects.create(version=last + 1, text_zh=zh.strip(), text_en=en.strip(), in_force_at=moment)
        note(TERMS, str(last or ""), str(terms.version), by, undoes=undoes)
        announce(SiteChanged())
    return terms


def terms_in_force(at: dt.datetime | None = None) -> Terms | None:
    """Return the version of the terms that counts at a moment (now), if there is one."""
    return Terms.objects.filter(in_force_at__lte=at or now()).order_by("-in_force_at", "-version").first()
