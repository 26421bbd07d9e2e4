"""The host's list of words in names that want a careful look."""

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.people.models import User
from haowen.domain.publishers.models import ReservedSort, ReservedWord
from haowen.kit.refusals import Refused

WORD_MOST = 30


def put(texts: str, sort: ReservedSort | str, *, by: User) -> int:
    """Put words, one a line, on the list; return how many are new."""
    _only_operators(by)
    if sort not in ReservedSort.values:
        raise Refused(_("There is no such sort."), field="sort")
    words = {" ".join(line.split()).casefold() for line in texts.splitlines()} - {""}
    if not words:
        raise Refused(_("Write at least one word."), field="texts")
    if long := next((word for word in words if len(word) > WORD_MOST), None):
        raise Refused(_("“%(word)s” is longer than 30 characters.") % {"word": long}, field="texts")
    with transaction.atomic():
        known = set(ReservedWord.objects.filter(text__in=words).values_list("text", flat=True))
        fresh = sorted(words - known)
        ReservedWord.objects.bulk_create([ReservedWord(text=text, sort=sort) for text in fresh], ignore_conflicts=True)
    return len(fresh)


def take_off(keys: list[int], *, by: User) -> int:
    """Take words off the list; return how many."""
    _only_operators(by)
    gone, _rows = ReservedWord.objects.filter(pk__in=keys).delete()
    return gone


def _only_operators(by: User) -> None:
    if not by.is_operator():
        raise Refused(_("Only an operator can do this."))
