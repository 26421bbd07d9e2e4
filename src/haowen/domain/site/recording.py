"""The history of the site: every change as a row, exactly as it was stored before and after, and who overtook whom."""

import json
from collections.abc import Iterable
from typing import Any, Protocol

from django.db.models import Max
from django.utils.translation import gettext as _

from haowen.domain.site.models import SiteChange
from haowen.kit.clock import now
from haowen.kit.refusals import Refused


class Person(Protocol):
    """Whoever changes something; the site names people by public id alone."""

    @property
    def public_id(self) -> str:
        """The person's public identifier."""


class Overtaken(Refused):
    """Somebody else changed the same in between. ``rows`` has their latest change of each setting."""

    def __init__(self, rows: dict[str, SiteChange]) -> None:
        """Keep the changes of the others, by setting."""
        super().__init__(_("Somebody else has changed this in the meantime."))
        self.rows = rows


def note(field: str, before: str, after: str, by: Person, *, undoes: SiteChange | None = None) -> SiteChange:
    """Write one change down; belongs into the transaction of the change."""
    return SiteChange.objects.create(
        field=field, before=before, after=after, by_public_id=by.public_id, at=now(), undoes=undoes
    )


def written(value: object) -> str:
    """Return a value of several parts as it stands in the history."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def read(kept: str) -> Any:
    """Return what :func:`written` wrote; None for nothing, and for what was written down in another form."""
    try:
        return json.loads(kept) if kept else None
    except ValueError:
        return None


def latest(*fields: str) -> int:
    """Return the number of the latest change (of these settings, or of any); 0 where there is none."""
    rows = SiteChange.objects.filter(field__in=fields) if fields else SiteChange.objects.all()
    return rows.aggregate(last=Max("pk"))["last"] or 0


def since(base: int, fields: Iterable[str]) -> dict[str, tuple[SiteChange, SiteChange]]:
    """Return the first and the last change of each of these settings that was changed after change ``base``."""
    found: dict[str, tuple[SiteChange, SiteChange]] = {}
    for row in SiteChange.objects.filter(pk__gt=base, field__in=list(fields)).order_by("pk"):
        first, _last = found.get(row.field, (row, row))
        found[row.field] = (first, row)
    return found


def unless_overtaken(base: int | None, *fields: str) -> None:
    """Raise Overtaken where one of these settings was changed after change ``base`` (None: whoever comes last)."""
    if base is not None and (found := since(base, fields)):
        raise Overtaken({name: last for name, (_first, last) in found.items()})
