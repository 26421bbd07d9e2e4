"""Sending one letter to one person, once, in that person's language."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import override

from haowen.domain.people.models import SentMail, User
from haowen.domain.site.changing import current
from haowen.kit.clock import now

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where a letter goes. ``key`` tells people apart without naming them."""

    key: str
    address: str
    language: str
    name: str = ""

    @classmethod
    def of(cls, user: User) -> "Recipient":
        """Return a person with an account here; nothing chosen means the site's language."""
        return cls(f"user:{user.pk}", user.email, user.language or current().default_language, user.name)


@dataclass(frozen=True, slots=True)
class Letter:
    """A subject and paragraphs, in one language."""

    subject: str
    paragraphs: tuple[str, ...]


def send_once(about: str, to: Recipient, write: Callable[[], Letter]) -> bool:
    """Send what ``write`` says about one fact to one person; return whether it was sent by this call.

    What was sent is kept on record after the mail server took it, so that a task that runs again sends nothing twice. A
    worker that dies between the two sends it again under the same Message-ID, by which mailboxes know it for the same.
    """
    key = f"{about}:{to.key}"
    if SentMail.objects.filter(key=key).exists():
        return False
    site = current()
    with override(to.language):
        letter = write()
    message = EmailMessage(
        subject=" ".join(letter.subject.split()),
        body="\n\n".join((*letter.paragraphs, f"-- \n{site.name}\n{settings.BASE_URL}/\n")),
        from_email=formataddr((site.name, settings.DEFAULT_FROM_EMAIL)),
        to=[to.address],
        headers={"Message-ID": _message_id(key), "Auto-Submitted": "auto-generated"},
    )
    message.send()
    SentMail.objects.get_or_create(key=key, defaults={"sent_at": now()})
    return True


def send_all(letters: list[tuple[str, Recipient, Callable[[], Letter]]]) -> int:
    """Send several letters; one that fails holds up none of the others, but is raised in the end, to be tried again."""
    sent, failed = 0, []
    for about, to, write in letters:
        try:
            sent += send_once(about, to, write)
        except OSError as error:  # what mail servers and the network do, SMTPException included
            log.warning("mail about %s could not be sent: %s", about, error)
            failed.append(error)
    if failed:
        raise failed[0]
    return sent


def _message_id(key: str) -> str:
    digest = hashlib.sha256(f"{settings.SECRET_KEY}:{key}".encode()).hexdigest()
    return f"<{digest[:32]}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}>"
