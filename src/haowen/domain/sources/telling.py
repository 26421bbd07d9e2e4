"""Telling writers that an address which they cite is dead."""

from typing import Final

from django.db import transaction

from haowen.domain.articles.events import WriterNoteMade
from haowen.domain.articles.models import NoteKind, WriterNote
from haowen.domain.sources.checking import citing
from haowen.domain.sources.models import Link
from haowen.kit.events import announce

MOST: Final = 20
"""Articles whose writers are told of one address. A host that goes away may be cited by hundreds; the list in the studio has all."""
_LONGEST: Final = 500


def tell_dead(link_id: int) -> int:
    """Make a note for every article that cites a dead address, once; return how many were made."""
    link = Link.objects.filter(pk=link_id, died_on__isnull=False).first()
    if link is None or link.failing_since is None:
        return 0
    made = 0
    for article in citing(link.url)[:MOST]:
        with transaction.atomic():
            said = {"article_id": article, "kind": NoteKind.DEAD_LINK, "text": link.url[:_LONGEST]}
            if WriterNote.objects.filter(**said, at__gte=link.failing_since).exists():
                continue
            note = WriterNote.objects.create(**said)
            announce(WriterNoteMade(note_id=note.pk))
            made += 1
    return made
