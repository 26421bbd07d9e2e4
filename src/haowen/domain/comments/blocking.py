"""A publisher's rules for what stands under its own articles: words and people whose comments wait for it, or are refused.

They reach no further than its own articles, and hold for what is said from then on. Its own members fall under none.
"""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.comments.events import CommentArranged
from haowen.domain.comments.models import BlockedPerson, BlockedWord, Comment, Does
from haowen.domain.people.models import Actor
from haowen.domain.publishers.access import ARRANGING_ROLES
from haowen.domain.publishers.models import Publisher
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused
from haowen.text import segmenting

WORD_MOST, WORDS_MOST = 40, 500
_APART = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Return a text as words are looked for in it: one width and one Chinese script, small letters, one blank between words, no signs."""
    return _APART.sub(" ", segmenting.fold(text.casefold())).strip()


def is_in(word: str, text: str) -> bool:
    """Whether a folded word stands in a folded text: Latin letters as a word by themselves, others anywhere.

    Chinese is written without blanks; whoever puts signs between the characters does not get round it.
    """
    if word.isascii():
        return f" {word} " in f" {text} "
    return word.replace(" ", "") in text.replace(" ", "")


def block_word(publisher: Publisher, word: str, does: Does | str, *, by: Actor) -> BlockedWord:
    """Let comments with a word wait, or be refused, under the articles of a publisher."""
    _see_that_arranges(publisher, by)
    shown, looked_for = " ".join(word.split()), folded(word)
    if not looked_for:
        raise Refused(_("Please write a word: at least one letter or character."), field="word")
    if len(shown) > WORD_MOST:
        raise Refused(_("A word has at most 40 characters here."), field="word")
    if BlockedWord.objects.filter(publisher=publisher).exclude(folded=looked_for).count() >= WORDS_MOST:
        raise Refused(_("There are 500 words on the list, which is the most."), field="word")
    said = {"word": shown, "does": _known(does), "by": by, "at": now()}
    row, _made = BlockedWord.objects.update_or_create(publisher=publisher, folded=looked_for[:80], defaults=said)
    return row


def block_person(publisher: Publisher, actor: Actor, does: Does | str, *, by: Actor) -> BlockedPerson:
    """Let comments of a person wait, or be refused, under the articles of a publisher."""
    _see_that_arranges(publisher, by)
    if _is_member(publisher, actor):
        raise Refused(_("Whoever belongs to the publisher cannot be blocked under its articles."))
    said = {"does": _known(does), "by": by, "at": now()}
    row, _made = BlockedPerson.objects.update_or_create(publisher=publisher, actor=actor, defaults=said)
    return row


def take_back(rule: BlockedWord | BlockedPerson, *, by: Actor, shows_what_waited: bool = False) -> int:
    """Take a rule back, and let through what waited under it where that is wanted. Return how much that was."""
    _see_that_arranges(rule.publisher, by)
    waited = Comment.objects.filter(article__publisher=rule.publisher, waits_since__isnull=False)
    if isinstance(rule, BlockedWord):
        waited = waited.filter(waits_word=rule.word)
    else:
        waited = waited.filter(waits_word="", actor=rule.actor)
    with transaction.atomic():
        rule.delete()
        rows = list(waited.values_list("pk", "article_id")) if shows_what_waited else []
        Comment.objects.filter(pk__in=[pk for pk, _article in rows]).update(waits_since=None, waits_word="")
        announce(*(CommentArranged(article_id=article, comment_id=pk) for pk, article in rows))
    return len(rows)


def ruling(publisher_id: int, text: str, by: Actor) -> BlockedWord | BlockedPerson | None:
    """Return the rule under which a comment falls, the strictest of several, or None."""
    person = BlockedPerson.objects.filter(publisher=publisher_id, actor=by).first()
    looked_at = folded(text)
    rules = BlockedWord.objects.filter(publisher=publisher_id).order_by("pk")
    # Folded once more: what was put on the list by an earlier version may stand there in the other script.
    words = [one for one in rules if is_in(folded(one.folded), looked_at)]
    found: list[BlockedWord | BlockedPerson] = [*([person] if person else []), *words]
    if not found or _is_member(Publisher(pk=publisher_id), by):
        return None
    return min(found, key=lambda one: one.does != Does.REFUSE)


def refusal(rule: BlockedWord | BlockedPerson) -> str:
    """Return what whoever is refused reads; that it is no decision of the host belongs to it."""
    if isinstance(rule, BlockedWord):
        said = _("The publisher of this article takes no comments with “%(word)s”.") % {"word": rule.word}
    else:
        said = _("The publisher of this article takes no comments from you under its articles.")
    return f"{said} {_('This is its own choice and no decision of the host.')}"


def _known(does: str) -> Does:
    if does not in Does.values:
        raise Refused(_("Choose whether it waits or is refused."), field="does")
    return Does(does)


def _is_member(publisher: Publisher, actor: Actor) -> bool:
    return actor.user_id is not None and publisher.members.filter(user=actor.user_id).exists()


def _see_that_arranges(publisher: Publisher, by: Actor) -> None:
    rows = publisher.members.filter(user=by.user_id, role__in=ARRANGING_ROLES)
    if by.user_id is None or not rows.exists():
        raise Refused(_("Only owners and editors of the publisher set rules."))
