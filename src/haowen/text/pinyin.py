"""How Chinese is typed by its sound: syllables of a text, and what somebody may have meant by Latin letters."""

import functools
from collections.abc import Sequence
from pathlib import Path

from haowen.text import segmenting

_TABLE = Path(__file__).with_name("sounds.txt")  # a line for each syllable: it, and the characters that sound so
_LONGEST = 6  # letters of a syllable
_MOST_READINGS = 4


@functools.cache
def _table() -> tuple[frozenset[str], dict[str, str]]:
    rows = [line.split() for line in _TABLE.read_text("utf-8").splitlines()]
    return frozenset(row[0] for row in rows), {
        character: sound for sound, characters in rows for character in characters
    }


def sounds(units: Sequence[str]) -> tuple[str, ...]:
    """Return how each Chinese character is usually read by itself, Latin words as they are: for asking."""
    known = _table()[1]
    return tuple(known.get(unit, unit) for unit in units)


def syllables(text: str) -> list[str]:
    """Return the syllable of each Chinese character of a text, and its Latin words as they are, in their order.

    Knows how characters are read in words, for which it takes a dictionary of 60 MB: for indexing, not for asking.
    """
    out: list[str] = []
    for chinese, word in segmenting.parts(segmenting.fold(text)):
        out += [word] if word else _syllables_of(chinese)
    return out


@functools.lru_cache(maxsize=1024)
def _syllables_of(run: str) -> tuple[str, ...]:
    """Return the syllables of a run of characters; the same title, its beginning and names are asked for in a row."""
    import pypinyin

    return tuple(pypinyin.lazy_pinyin(run))


def beginnings(text: str, most: int) -> list[str]:
    """Return what a text begins with as it may be typed: its characters, its syllables, and their first letters."""
    sounds = syllables(text[:most])
    forms = ["".join(segmenting.units(text[:most])), "".join(sounds), "".join(sound[0] for sound in sounds)]
    return [form for form in dict.fromkeys(forms) if form]


@functools.lru_cache(maxsize=256)
def readings(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to read Latin letters as two and more syllables, those of the fewest first; none for other words."""
    found: list[tuple[str, ...]] = []

    def walk(at: int, taken: tuple[str, ...]) -> None:
        if at == len(word):
            found.append(taken)
            return
        for end in range(min(len(word), at + _LONGEST), at, -1):
            if len(found) < _MOST_READINGS and word[at:end] in _table()[0]:
                walk(end, (*taken, word[at:end]))

    if len(word) <= _LONGEST * 8 and word.isascii():
        walk(0, ())
    return tuple(sorted((reading for reading in found if len(reading) > 1), key=len))
