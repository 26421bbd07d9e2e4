"""Mail without a mail server: every message becomes a file in the data folder that its operator can read."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from haowen.kit.clock import now
from haowen.kit.publicids import new_id


class FileBackend(BaseEmailBackend):
    """Writes each message as ``.eml``, for the owner of the folder only; whole or not at all."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages and return how many were written."""
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        done = 0
        for message in email_messages:
            if not message.recipients():
                continue
            name = f"{now():%Y%m%d-%H%M%S}-{new_id()}"
            draft = folder / f".{name}"
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(message.message().as_bytes())
                file.flush()
                os.fsync(file.fileno())
            draft.rename(folder / f"{name}.eml")
            done += 1
        return done


def smtp_settings(url: str) -> dict[str, Any]:
    """Return Django's e-mail settings for ``smtp://user:password@host:port`` (``smtps://`` for TLS from the start).

    Plain ``smtp`` asks for STARTTLS on port 587 alone. An empty address means files.
    """
    if not url:
        return {"EMAIL_BACKEND": "haowen.kit.mailbox.FileBackend"}
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("HAOWEN_SMTP_URL must be like smtp://user:password@host:port")
    is_tls = parts.scheme == "smtps"
    port = parts.port or (465 if is_tls else 25)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": is_tls,
        "EMAIL_USE_TLS": not is_tls and port == 587,  # noqa: PLR2004 - the submission port of RFC 6409
        "EMAIL_TIMEOUT": 20,
    }
