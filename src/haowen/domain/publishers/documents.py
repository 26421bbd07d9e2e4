"""Private documents of applicants: kept apart from everything that is public, read by few, deleted after a term."""

import hashlib
import io
import os
import warnings
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from PIL import Image

from haowen.domain.media import checking
from haowen.domain.people.models import User
from haowen.domain.publishers.models import Application, ApplicationState, Document, DocumentOpening
from haowen.domain.site.changing import current
from haowen.kit.clock import now
from haowen.kit.publicids import new_secret
from haowen.kit.refusals import Refused

BYTES_MOST = 10 * 1024 * 1024
DOCUMENTS_MOST = 12
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
_WAITS = (ApplicationState.DRAFT, ApplicationState.SUBMITTED, ApplicationState.ASKED)
_ABANDONED = timedelta(days=1)  # a file without a row: its writer died between the two


def folder() -> Path:
    """Return the folder of private files; nothing in it is served by its name."""
    return Path(settings.DATA) / "documents"


def path_of(document: Document) -> Path:
    """Return where a document's bytes are."""
    return folder() / document.stored


def content_type_of(data: bytes) -> str:
    """Return what the bytes are, whatever their name says. Raises Refused for anything but PDF, JPEG and PNG."""
    if data.startswith(b"%PDF-") and b"%%EOF" in data[-2048:]:
        return PDF
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
                picture.verify()
                if checking.disguised(data):
                    raise ValueError  # noqa: TRY301 - told as what cannot be opened
                return JPEG if picture.format == "JPEG" else PNG
    except Exception as error:  # whatever a decoder says about bytes that are no picture
        raise Refused(_("This is no PDF, JPEG or PNG file that can be opened."), field="file") from error


def keep(application: Application, *, what: str, name: str, data: bytes) -> Document:
    """Keep a document of an application that is not decided yet."""
    what = " ".join(what.split())[:80]
    if not what:
        raise Refused(_("Say what the document is."), field="what")
    if not data:
        raise Refused(_("The file is empty."), field="file")
    if len(data) > BYTES_MOST:
        raise Refused(_("The file is too large; 10 MB is the most."), field="file")
    content_type = content_type_of(data)
    stored = new_secret()
    _write(folder() / stored, data)  # the file first: a row never names bytes that are not there
    with transaction.atomic():
        rows = Application.objects.select_for_update().filter(pk=application.pk, state__in=_WAITS)
        if not rows.exists():
            raise Refused(_("This application has been decided already."))
        if application.documents.filter(deleted_at=None).count() >= DOCUMENTS_MOST:
            raise Refused(_("An application has at most 12 documents."), field="file")
        return Document.objects.create(
            application=application, what=what, name=_plain(name), content_type=content_type, size_bytes=len(data),
            sha256=hashlib.sha256(data).hexdigest(), stored=stored,
        )  # fmt: skip


def _plain(name: str) -> str:
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(character for character in last if character.isprintable())[-120:].strip() or "document"


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def may_open(document: Document, user: User) -> bool:
    """Whether a person may open it: those who decide on applications, and the applicant."""
    return user.is_operator() or document.application.applicant_id == user.pk


def opened(document: Document, *, by: User) -> Path:
    """Record that somebody opens a document and return where it is. Raises Refused when it is not for them, or gone."""
    if not may_open(document, by) or document.deleted_at is not None:
        raise Refused(_("There is nothing here."))
    DocumentOpening.objects.create(document=document, by=by, at=now())
    return path_of(document)


def take_back(document: Document, *, by: User) -> None:
    """Delete a document of one's own from a draft."""
    is_own = document.application.applicant_id == by.pk
    if not is_own or document.application.state != ApplicationState.DRAFT:
        raise Refused(_("What was handed in stays until the application is decided."))
    _unlink_later(document)
    document.delete()


def forget(application: Application) -> None:
    """Delete the files of an application whose row goes, once that is certain."""
    for document in application.documents.filter(deleted_at=None):
        _unlink_later(document)


def _unlink_later(document: Document) -> None:
    path = path_of(document)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def delete_due() -> int:
    """Delete the files whose term has ended, and note it; return how many. Drafts that nobody touches count as decided."""
    before = now() - timedelta(days=current().documents_kept_days)
    decided = Q(application__decided_at__lte=before) & ~Q(application__state__in=_WAITS)
    left = Q(application__state=ApplicationState.DRAFT, application__submitted_at__lte=before)
    count = 0
    for document in Document.objects.filter(decided | left, deleted_at=None):
        path_of(document).unlink(missing_ok=True)
        count += Document.objects.filter(pk=document.pk, deleted_at=None).update(deleted_at=now())
    _sweep()
    return count


def _sweep() -> None:
    """Delete files that no row names."""
    if not folder().is_dir():
        return
    known = set(Document.objects.filter(deleted_at=None).values_list("stored", flat=True))
    oldest = (now() - _ABANDONED).timestamp()
    for path in folder().iterdir():
        if path.name not in known and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
