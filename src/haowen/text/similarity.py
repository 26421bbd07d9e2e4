"""How much of one text stands in another: sketches by which candidates are found, and the exact comparison.

Texts are compared as letters alone, in one script, width and case, so that neither punctuation nor the other Chinese script
hides a copy. A sketch (MinHash) is kept by the site for good: ``PLACES``, ``SEED`` and ``LENGTH`` never change without all
sketches being made again.
"""

import struct
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

LENGTH = 5
"""Characters in a shingle."""
PLACES, SEED = 126, 20261
"""Of a sketch: how many permutations, and from what they are made."""
ROWS = 3
"""Places in a band: two texts are candidates when all places of one band are equal."""
LIKELY = 0.08
"""What sketches estimate to have less in common is not compared."""
SHORTEST = 60
"""Texts with fewer letters are not compared: a greeting is nobody's."""
CONTAINED, COMMON_LETTERS = 0.5, 100
"""What makes a copy, measured by ``benchmarks/duplicates.py``: this share of the shorter text, and so many letters."""
CONTAINED_UNNAMED, COMMON_LETTERS_UNNAMED = 0.6, 200
"""The same for texts whose titles have nothing in common, which more often share only a form or a page's furniture."""
_PASSAGE = 14


@dataclass(frozen=True, slots=True)
class Comparison:
    """Shares of shingles: ``common`` of both together (Jaccard), ``contained`` of the shorter text, of ``letters`` letters."""

    common: float
    contained: float
    letters: int


@dataclass(frozen=True, slots=True)
class Passage:
    """The same words in both texts, each as it stands there."""

    one: str
    other: str
    letters: int


@cache
def _to_simplified() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def letters(text: str) -> tuple[str, list[int]]:
    """Return a text's letters in the form in which texts are compared, and where in the text each stands."""
    kept: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for one in unicodedata.normalize("NFKC", character).lower():
            if one.isalnum():
                kept.append(one)
                places.append(place)
    plain = "".join(kept)
    simplified = _to_simplified().convert(plain) if not plain.isascii() else plain
    # Scripts differ in length where a phrase is longer in one of them; then letter for letter, so that places stay right.
    if len(simplified) != len(plain):
        simplified = "".join(_to_simplified().convert(one)[:1] or one for one in plain)
    return simplified, places


def folded(text: str) -> str:
    """Return only the letters of :func:`letters`, faster."""
    plain = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).lower()))
    return plain if plain.isascii() else str(_to_simplified().convert(plain))


def shingles(letters: str) -> set[str]:
    """Return every run of five letters."""
    return {letters[at : at + LENGTH] for at in range(len(letters) - LENGTH + 1)}


def sketch(letters: str) -> bytes:
    """Return the sketch of a text's letters, by which its likeness to others is estimated; empty for a very short one."""
    if len(letters) < SHORTEST:
        return b""
    from rensa import RMinHash

    made = RMinHash(num_perm=PLACES, seed=SEED)
    made.update(list(shingles(letters)))
    return struct.pack(f"<{PLACES}I", *made.digest())


def bands(sketch: bytes) -> list[int]:
    """Return the keys of a sketch's bands, as signed 64-bit numbers; each belongs to its place in the order."""
    from hashlib import blake2b

    width = 4 * ROWS
    return [
        int.from_bytes(
            blake2b(sketch[at : at + width], digest_size=8, salt=at.to_bytes(4, "little")).digest(),
            "little",
            signed=True,
        )
        for at in range(0, len(sketch), width)
    ]


def estimated(one: bytes, other: bytes) -> float:
    """Return the estimated share of shingles in common."""
    if len(one) != len(other) or not one:
        return 0.0
    pairs = zip(struct.unpack(f"<{PLACES}I", one), struct.unpack(f"<{PLACES}I", other), strict=True)
    return float(sum(a == b for a, b in pairs)) / PLACES


def compared(one: str, other: str) -> Comparison:
    """Compare two texts' letters exactly."""
    mine, theirs = shingles(one), shingles(other)
    shorter = min(len(mine), len(theirs))
    if not shorter:
        return Comparison(0.0, 0.0, 0)
    both = len(mine & theirs)
    return Comparison(both / (len(mine) + len(theirs) - both), both / shorter, min(len(one), len(other)))


def passages(one: str, other: str, least: int = _PASSAGE) -> list[Passage]:
    """Return the passages of at least so many letters that stand in both texts, in the order of the first."""
    mine, my_places = letters(one)
    theirs, their_places = letters(other)
    starts: dict[str, list[int]] = {}
    for at in range(len(theirs) - least + 1):
        starts.setdefault(theirs[at : at + least], []).append(at)
    found = []
    at = 0
    while at <= len(mine) - least:
        best, length = _longest(mine, at, theirs, starts.get(mine[at : at + least], ()), least)
        if not length:
            at += 1
            continue
        found.append(
            Passage(
                one[my_places[at] : my_places[at + length - 1] + 1],
                other[their_places[best] : their_places[best + length - 1] + 1],
                length,
            )
        )
        at += length
    return found


def _longest(mine: str, at: int, theirs: str, starts: Iterable[int], least: int) -> tuple[int, int]:
    best, longest = -1, 0
    for start in list(starts)[:50]:
        length = least
        while at + length < len(mine) and start + length < len(theirs) and mine[at + length] == theirs[start + length]:
            length += 1
        if length > longest:
            best, longest = start, length
    return best, longest


def covered(found: Sequence[Passage]) -> int:
    """Return how many letters stand in these passages."""
    return sum(passage.letters for passage in found)


def is_copy(found: Comparison, *, is_named_alike: bool) -> bool:
    """Whether two texts are near duplicates: most of the shorter one stands in the other, and that is more than a formula."""
    if is_named_alike:
        return found.contained >= CONTAINED and found.contained * found.letters >= COMMON_LETTERS
    return found.contained >= CONTAINED_UNNAMED and found.contained * found.letters >= COMMON_LETTERS_UNNAMED


def are_named_alike(one: str, other: str) -> bool:
    """Whether two titles have three Chinese characters in a row in common, or seven Latin letters."""
    mine, theirs = folded(one), folded(other)
    for length, is_plain in ((3, False), (7, True)):
        runs = {mine[at : at + length] for at in range(len(mine) - length + 1)}
        if any(run in theirs and run.isascii() == is_plain for run in runs):
            return True
    return False
