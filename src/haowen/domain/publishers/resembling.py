"""Names that imitate: what a name looks and sounds like, and which it resembles. Nobody is refused for it; a person looks."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from confusable_homoglyphs import categories, confusables

from haowen.domain.publishers.models import (
    Application,
    ApplicationFlag,
    FlagReason,
    FormerHandle,
    Publisher,
    ReservedWord,
)

SIMILAR_LEAST = 0.75
FLAGS_MOST = 8


@dataclass(frozen=True, slots=True)
class Likeness:
    """A reason to look carefully, and the name or word that is resembled."""

    reason: FlagReason
    name: str = ""
    publisher_id: int | None = None


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """Return what a name looks like: without widths, capitals, accents, spaces and what cannot be seen, look-alikes as one."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    seen = (c for c in folded if unicodedata.category(c)[0] not in "CZMP")
    return "".join(_plainest(character) for character in seen)


@lru_cache(maxsize=4096)
def _plainest(character: str) -> str:
    """Return the Latin letter or digit for which a character can be taken."""
    if character.isascii():
        return {"0": "o", "1": "l", "i": "l"}.get(character, character)
    found = confusables.is_confusable(character, greedy=True, preferred_aliases=[])
    for twin in found[0]["homoglyphs"] if found else ():
        if twin["c"].isascii() and twin["c"].isalnum():
            return _plainest(twin["c"].casefold())
    return character


@lru_cache(maxsize=4096)
def sound(name: str) -> str:
    """Return how a name is said, without tones: pinyin, and letters as they are."""
    from pypinyin import lazy_pinyin

    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in "".join(lazy_pinyin(plain)) if c.isalnum())


def is_mixed(name: str) -> bool:
    """Whether letters of several alphabets that look alike stand beside one another; Chinese beside Latin is common."""
    scripts = {
        script
        for character in unicodedata.normalize("NFKC", name)
        if character.isalpha() and (script := categories.alias(character)) not in ("COMMON", "INHERITED")
    }
    return len(scripts & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"}) > 1


def likenesses(name: str, handle: str = "", *, but: Publisher | None = None) -> list[Likeness]:
    """Return what a name resembles, the gravest first: names of publishers and reserved words."""
    found = [*_words(name, handle), *_names(name, handle, but)]
    if is_mixed(name):
        found.append(Likeness(FlagReason.LOOKALIKE))
    return sorted(found, key=lambda one: list(FlagReason).index(one.reason))[:FLAGS_MOST]


def _words(name: str, handle: str) -> Iterator[Likeness]:
    """Find reserved words; whole names of Latin letters in handles count as well."""
    looks, parts = skeleton(name), {skeleton(part) for part in handle.split("_")}
    for text in ReservedWord.objects.values_list("text", flat=True):
        word = skeleton(text)
        if (word and (word in looks if not text.isascii() else word == looks or _stands_alone(text, name))) or (
            text.isascii() and word in parts
        ):
            yield Likeness(FlagReason.RESERVED, text)


def _stands_alone(word: str, name: str) -> bool:
    """Whether a word of Latin letters stands in the name by itself and not inside another."""
    spaced = "".join(c if c.isascii() and c.isalnum() else " " for c in unicodedata.normalize("NFKC", name).casefold())
    return f" {word.casefold()} " in f" {' '.join(spaced.split())} "


def _names(name: str, handle: str, but: Publisher | None) -> Iterator[Likeness]:
    looks, said, handle_looks = skeleton(name), sound(name), skeleton(handle)
    former = {row.publisher_id: row.handle for row in FormerHandle.objects.all()}
    rows = Publisher.objects.exclude(pk=but.pk) if but else Publisher.objects.all()
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(looks)  # the one that is looked at closely; the others are set one by one
    for pk, other, its_handle in rows.values_list("pk", "name", "handle"):
        theirs = skeleton(other)
        if theirs == looks:
            yield Likeness(FlagReason.SAME, other, pk)
        elif handle and handle_looks in (skeleton(its_handle), skeleton(former.get(pk, ""))):
            yield Likeness(FlagReason.SAME, f"@{its_handle}", pk)
        elif said and sound(other) == said:
            yield Likeness(FlagReason.SOUNDS, other, pk)
        elif _is_similar(matcher, looks, theirs):
            yield Likeness(FlagReason.SIMILAR, other, pk)


def _is_similar(matcher: SequenceMatcher[str], looks: str, theirs: str) -> bool:
    if min(len(looks), len(theirs)) >= 3 and (looks in theirs or theirs in looks):  # noqa: PLR2004 - a name inside a name
        return True
    matcher.set_seq1(theirs)
    return (
        matcher.real_quick_ratio() >= SIMILAR_LEAST
        and matcher.quick_ratio() >= SIMILAR_LEAST
        and matcher.ratio() >= SIMILAR_LEAST
    )


def flag(application: Application) -> list[ApplicationFlag]:
    """Note on an application what its name resembles, in place of what was noted before."""
    claimed = Publisher.objects.filter(handle=application.handle, is_kept_by_host=True).first()
    found = likenesses(application.name, application.handle, but=claimed)
    application.flags.all().delete()
    return ApplicationFlag.objects.bulk_create(
        ApplicationFlag(
            application=application, reason=one.reason, resembles=one.name[:60], publisher_id=one.publisher_id
        )
        for one in found
    )
