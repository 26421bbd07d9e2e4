"""What writers are told about an article when nobody is there to see it: late, held back, given back, out early, two titles tried."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.utils import dateformat
from django.utils.translation import gettext as _

from haowen.domain.articles.models import NoteKind, WriterNote
from haowen.domain.people.models import User
from haowen.domain.publishers.access import WRITING_ROLES
from haowen.domain.publishers.models import MemberRole
from haowen.domain.site.changing import current
from haowen.doors.mail.sending import Letter, Recipient, send_all
from haowen.doors.words import note_words
from haowen.kit.tasks import task

TOLD = (MemberRole.OWNER, MemberRole.EDITOR)


@task()
def tell_writers(*, note_id: int) -> None:
    """Tell whoever wrote the article, and those who answer for its publisher."""
    note = (
        WriterNote.objects.select_related("article__head__made_by__user", "article__publisher")
        .filter(pk=note_id)
        .first()
    )
    if note is None:
        return
    send_all([(f"note:{note.pk}", one, lambda: letter(note)) for one in _recipients(note)])


def _recipients(note: WriterNote) -> Iterator[Recipient]:
    article = note.article
    author = article.head.made_by.user if article.head and article.head.made_by else None
    told = Q(memberships__role__in=TOLD) | Q(memberships__role__in=WRITING_ROLES, pk=author.pk if author else None)
    users = User.objects.filter(told, memberships__publisher=article.publisher_id, is_active=True)
    for user in users.distinct().order_by("pk"):
        yield Recipient.of(user)


def letter(note: WriterNote) -> Letter:
    """Write what a note tells, in the language that is active."""
    title = note.article.head.title if note.article.head else note.article.title
    zone = current().time_zone
    is_of_titles = note.kind == NoteKind.TITLES
    at = note.due_at.astimezone(ZoneInfo(zone)) if note.due_at and not is_of_titles else None
    due = f"{dateformat.format(at, 'Y-m-d H:i')} {zone}" if at else ""
    named, words = _("“%(title)s”") % {"title": title}, note_words(NoteKind(note.kind))
    lines = [named, words]
    lines += [_("The time that was set: %(moment)s") % {"moment": due}] if due else []
    lines += [note.text] if note.text else []
    page = "titles" if is_of_titles else "publish"
    lines.append(f"{settings.BASE_URL}/studio/a/{note.article.public_id}/{page}")
    return Letter(f"{named} · {words.rstrip('.。')}", tuple(lines))
