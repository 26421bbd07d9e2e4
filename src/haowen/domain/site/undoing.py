"""Undoing a change of the site: the value from before comes back, by a change of its own that says which one it undoes."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.site import changing
from haowen.domain.site.changing import LINKS, SETTINGS, TERMS
from haowen.domain.site.models import Origin, Site, SiteChange, Terms
from haowen.domain.site.recording import Overtaken, Person, read
from haowen.kit.clock import now
from haowen.kit.refusals import Refused


def last_of(row: SiteChange) -> SiteChange:
    """Return the latest change of the same setting: the row itself where nobody changed it again."""
    return SiteChange.objects.filter(field=row.field).order_by("-pk")[0]


def undo(row: SiteChange, *, by: Person, seen: int) -> None:
    """Bring back what a setting was before this change. Raises Refused where that cannot be.

    ``seen`` is the latest change of the setting that the person knows of; Overtaken is raised where there is a later one.
    """
    with transaction.atomic():
        last = last_of(row)
        if last.pk != seen:
            raise Overtaken({row.field: last})
        if last.after == row.before and row.field != TERMS:
            raise Refused(_("It is already as it was before that change."))
        _bring_back(row, by)


def _bring_back(row: SiteChange, by: Person) -> None:
    name, _dot, origin = row.field.partition(".")
    if row.field in SETTINGS:
        value = Site._meta.get_field(row.field).to_python(row.before)  # type: ignore[union-attr]  # noqa: SLF001 - Django's documented interface
        changing.change(by, undoes=row, **{row.field: value})
    elif name == "notice" and origin in Origin.values:
        texts = _kept(row.before, {"zh": "", "en": ""})
        changing.set_notice(origin, zh=texts["zh"], en=texts["en"], by=by, undoes=row)
    elif row.field == LINKS:
        changing.set_footer(_kept(row.before, []), by=by, undoes=row)
    elif row.field == TERMS:
        _issue_again(row, by)
    else:
        raise Refused(_("This change cannot be undone here."))


def _kept(before: str, nothing: Any) -> Any:
    """Return a value of several parts from the history; what is written down in an older form cannot be read back."""
    if not before:
        return nothing
    value = read(before)
    if type(value) is not type(nothing):
        raise Refused(_("This change was written down in a form that cannot be undone; please set it by hand."))
    return value


def _issue_again(row: SiteChange, by: Person) -> None:
    """Issue the text of the version before as the next one: what was in force is never changed."""
    old = Terms.objects.filter(version=int(row.before)).first() if row.before else None
    if old is None:
        raise Refused(_("Before this version there were no terms; a version that was issued stays."))
    coming = Terms.objects.order_by("-version")[0].in_force_at
    moment = max(now(), coming + dt.timedelta(seconds=1))  # after a version that is still to come
    changing.issue_terms(old.text_zh, old.text_en, by=by, in_force_at=moment, undoes=row)
