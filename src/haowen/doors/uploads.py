"""Taking files in: nothing beyond what a person may bring reaches the disk, and the form that came with it stays whole."""

import tempfile
from typing import IO, Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.utils.translation import gettext as _

from haowen.domain.library import taking
from haowen.domain.media import checking
from haowen.domain.people.models import User
from haowen.kit.refusals import Refused

MEGABYTE: Final = 1024 * 1024
IN_MEMORY: Final = MEGABYTE
KEPT_OF_TOO_LARGE: Final = checking.HEAD_BYTES
"""So much stays of a file that is too large: enough to say what it is."""
OTHERWISE: Final = 12 * MEGABYTE
"""What is no picture and no video: documents, captions."""
OF_STRANGERS: Final = 64 * 1024
REQUEST_MOST: Final = taking.MOST_BYTES + 16 * MEGABYTE
"""A longer request is not read at all."""
FOR_IMPORTS: Final = {"/studio/import": 1024 * MEGABYTE}
"""Doors that take whole archives, by the beginning of their address."""


class Spool(FileUploadHandler):
    """Keeps a file as long as it is within bounds; of one that is not, the beginning and its true size."""

    file: IO[bytes]

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        folder = settings.FILE_UPLOAD_TEMP_DIR
        self.file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY, dir=folder)  # noqa: SIM115 - closed with the request
        self.most = 0
        self.is_cut = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a part, or leave it out where the file is too large by now."""
        if start == 0:
            self.most = _most(self.request, raw_data)
        if self.is_cut:
            return
        self.file.write(raw_data)
        if start + len(raw_data) > self.most:
            self.is_cut = True
            self.file.truncate(KEPT_OF_TOO_LARGE)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        """Hand the file on; ``size`` is what was sent, whatever is kept of it."""
        self.file.seek(0)
        return UploadedFile(
            self.file, self.file_name, self.content_type, file_size, self.charset, self.content_type_extra
        )

    def upload_interrupted(self) -> None:
        """Give up what came."""
        if hasattr(self, "file"):
            self.file.close()


def whole(upload: "UploadedFile[Any]", most: int, field: str = "file") -> bytes:
    """Return the bytes of a small file. Raises Refused, before reading, for what is larger."""
    if (upload.size or 0) > most:
        text = _("The file is too large; %(most)d MB is the most.")
        raise Refused(text % {"most": most // MEGABYTE}, field=field)
    upload.seek(0)
    return bytes(upload.read())


def _most(request: HttpRequest | None, head: bytes) -> int:
    """Return how large a file may be that begins like this, from whom it comes and where to."""
    user = getattr(request, "user", None)
    if request is None or not isinstance(user, User):
        return OF_STRANGERS
    for begin, most in FOR_IMPORTS.items():
        if request.path.startswith(begin):
            return most
    allowed = taking.widest(user)
    try:
        looked = checking.look(head[: checking.HEAD_BYTES])
    except Refused:
        return OTHERWISE
    if allowed is None:
        return OTHERWISE
    return max(OTHERWISE, allowed.picture_bytes if looked.is_picture else allowed.video_bytes)
