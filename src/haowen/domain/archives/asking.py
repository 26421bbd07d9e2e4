"""Asking for an archive of one's publisher: made later, kept for the host's term, opened by a private link alone."""

import datetime as dt
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from haowen.domain.archives.events import ExportAsked, ExportEnded
from haowen.domain.archives.models import Export, ExportState
from haowen.domain.people.models import User
from haowen.domain.publishers.access import owned_by
from haowen.domain.publishers.models import Publisher
from haowen.domain.site.changing import current
from haowen.kit import limits
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused
from haowen.kit.tasks import task

A_DAY = 10
_DAY_SECONDS = 24 * 3600
_UNDER_WAY = (ExportState.WAITING, ExportState.RUNNING)


def folder() -> Path:
    """Return the folder of archives; nothing in it is served by its name."""
    return Path(settings.DATA) / "exports"


def path_of(export: Export) -> Path:
    """Return where an archive's bytes are."""
    return folder() / f"{export.secret}.zip"


def of_user(user: User) -> QuerySet[Export]:
    """Return the archives that this person may see: of publishers that are theirs."""
    return Export.objects.filter(publisher__in=owned_by(user))


def ask(publisher: Publisher, *, by: User) -> Export:
    """Ask for an archive. Where one is under way already, it is that one. Raises Refused for who owns nothing there."""
    if not owned_by(by).filter(pk=publisher.pk).exists():
        raise Refused(_("Only an owner takes everything of a publisher along."))
    under_way = Export.objects.filter(publisher=publisher, state__in=_UNDER_WAY)
    if found := under_way.first():
        return found
    if not limits.take("export", publisher.public_id, A_DAY, _DAY_SECONDS):
        raise Refused(_("At most %(count)d archives a day, please.") % {"count": A_DAY})
    try:
        with transaction.atomic():
            export = Export.objects.create(publisher=publisher, asked_by=by)
            announce(ExportAsked(export_id=export.pk))
    except IntegrityError:  # somebody else asked at the same moment
        return under_way.get()
    return export


def begin(export_id: int) -> Export | None:
    """Take an archive up that waits, or one whose maker died; None where there is nothing to be done."""
    rows = Export.objects.filter(pk=export_id, state__in=_UNDER_WAY)
    rows.update(state=ExportState.RUNNING, done=0)
    return rows.select_related("publisher").first()


def step(export: Export, done: int, whole: int) -> None:
    """Note how far it is."""
    Export.objects.filter(pk=export.pk).update(done=done, whole=whole)


def finish(export: Export, *, size_bytes: int, sha256: str) -> None:
    """Note that it is there, and until when."""
    moment = now()
    with transaction.atomic():
        Export.objects.filter(pk=export.pk, state=ExportState.RUNNING).update(
            state=ExportState.READY, size_bytes=size_bytes, sha256=sha256, ready_at=moment,
            expires_at=moment + dt.timedelta(days=current().archives_kept_days),
        )  # fmt: skip
        announce(ExportEnded(export_id=export.pk))


def fail(export: Export, reason: str) -> None:
    """Note that it cannot be made, and why."""
    with transaction.atomic():
        Export.objects.filter(pk=export.pk).update(state=ExportState.FAILED, reason=reason[:400])
        announce(ExportEnded(export_id=export.pk))


def delete(export: Export, *, by: User) -> None:
    """Delete the file before its term is over. Raises Refused for others than the owners."""
    if not of_user(by).filter(pk=export.pk).exists():
        raise Refused(_("There is nothing here."))
    _forget(export)


@task()
def forget_exports() -> None:
    """Delete archives whose term is over, and files that belong to none."""
    for export in Export.objects.filter(state=ExportState.READY, expires_at__lte=now()):
        _forget(export)
    known = set(Export.objects.filter(state__in=[ExportState.READY, *_UNDER_WAY]).values_list("secret", flat=True))
    for path in folder().glob("*") if folder().is_dir() else ():
        if path.name.removeprefix(".").partition(".")[0] not in known:
            path.unlink(missing_ok=True)


def _forget(export: Export) -> None:
    with transaction.atomic():
        Export.objects.filter(pk=export.pk, state=ExportState.READY).update(state=ExportState.GONE)
        path = path_of(export)
        transaction.on_commit(lambda: path.unlink(missing_ok=True))
