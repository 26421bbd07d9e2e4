"""Names that imitate: what a name looks and sounds like, and which it resembles. Nobody is refused for it; a person looks."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from confusable_homoglyphs import categories, confusables

from haowen.domain.publishers.models import (
    Application,
    ApplicationFlag,
    FlagReason,
    FormerHandle,
    Publisher,
    ReservedWord,
)
from haowen.text import pinyin, segmenting

SIMILAR_LEAST = 0.75
FLAGS_MOST = 8
SOUNDS_LEAST = 3  # characters of a reserved word that is looked for by its sound; shorter ones sound like too much else
# What the table of the Unicode Consortium does not have: characters that differ by a stroke.
_STROKES = str.maketrans("曰入末己巳戍夭千囯", "日人未已已戌天干国")
_BLANKS = "\u115f\u1160\u2800"  # letters and signs that show nothing
_SIGNS = re.compile(r"[^\w\s]|_")
_UNSEEN = re.compile(f"[{_BLANKS}]")
_IDEOGRAPHS = range(0x4E00, 0xA000)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A reason to look carefully, and the name or word that is resembled."""

    reason: FlagReason
    name: str = ""
    publisher_id: int | None = None


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """Return what a name looks like: one script, no widths, capitals, accents, signs, spaces or what cannot be seen, look-alikes as one."""
    return "".join(_looks(name).split())


@lru_cache(maxsize=4096)
def _looks(name: str) -> str:
    """Return the skeleton with its spaces."""
    plain = [_plainest(character) for character in _UNSEEN.sub("", unicodedata.normalize("NFKD", name))]
    kinds = [(character, unicodedata.category(character[0])[0]) for character in plain]
    seen = [" " if kind == "Z" else character for character, kind in kinds if kind not in "CMPS"]
    return "".join(seen) or "".join(plain)  # a name of signs alone looks like itself


@lru_cache(maxsize=4096)
def _plainest(character: str) -> str:
    """Return the small Latin letter or digit, or the commonest Chinese character, for which a character can be taken."""
    if character.isascii():
        small = character.lower()
        return {"0": "o", "1": "l", "i": "l"}.get(small, small)
    folded = segmenting.fold(character.casefold())
    there = _twins(folded)
    for twin in (*_twins(character), *there):
        if twin.isascii() and twin.isalnum():
            return _plainest(twin)
    return min((twin for twin in there if ord(twin) in _IDEOGRAPHS), default=folded).translate(_STROKES)


def _twins(text: str) -> list[str]:
    """Return a character and those for which it can be taken; several characters have none."""
    if len(text) != 1:
        return []
    found: Any = confusables.is_confusable(text, greedy=True, preferred_aliases=[])
    twins = [twin["c"] for twin in found[0]["homoglyphs"]] if found else []
    return [one for one in (text, *twins) if len(one) == 1]


@lru_cache(maxsize=4096)
def sound(name: str) -> str:
    """Return how a name is said, without tones: pinyin, and letters as they are."""
    return "".join(pinyin.syllables(name))


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
    """Find reserved words, by how they look and how they sound; in handles too, where Chinese stands as its sound."""
    looks, said = skeleton(name), sound(name)
    parts, run = {skeleton(part) for part in handle.split("_")}, handle.replace("_", "")
    latin = _latin(name) + _latin(_SIGNS.sub(" ", name))
    for text in ReservedWord.objects.values_list("text", flat=True):
        word = skeleton(text)
        if text.isascii():
            is_in = word == looks or word in parts or (word.isalnum() and _latin(text) in latin)
        else:
            heard, is_long = sound(text), len(word) >= SOUNDS_LEAST
            is_in = word in looks or skeleton(heard) in parts or (is_long and (heard in said or heard in run))
        if is_in:
            yield Likeness(FlagReason.RESERVED, text)


def _latin(name: str) -> str:
    """Return the words of Latin letters in a name as they look, each between blanks; a word inside another is none."""
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in _looks(name)).split()
    return f" {' '.join(words)} "


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
