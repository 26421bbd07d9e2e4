"""What differs between two bodies: block by block, and word by word within a block. Chinese is compared by characters."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from haowen.text import markup

ALIKE: Final = 0.5  # from here on a block is the same one, changed
LONGEST_COMPARED: Final = 4000  # words of a block; what is longer is shown whole, before and after

_CJK = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff01-\uff60\U00020000-\U000323af"
_WORDS = re.compile(rf"[^\W_{_CJK}]+(?:['’.,:-][^\W_{_CJK}]+)*|\s+|.", re.DOTALL)
_HAS_WORD = re.compile(r"\w")


class Change(StrEnum):
    """What became of a block."""

    SAME = "same"
    CHANGED = "changed"
    RESTYLED = "restyled"  # the words are the same, what they are set as is not
    ADDED = "added"
    GONE = "gone"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words: kept in both, only in the older (``gone``), or only in the newer (``added``)."""

    text: str
    is_added: bool = False
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """One block in its place in the newer text, or where it was in the older.

    ``before`` and ``after`` are canonical HTML, empty where there is none; ``number`` counts from 1 in the newer text, in
    the older one for what is gone; ``came_from`` is where a moved block was.
    """

    change: Change
    before: str
    after: str
    number: int
    pieces: tuple[Piece, ...] = ()
    came_from: int = 0


def words_of(text: str) -> list[str]:
    """Return words, numbers, blanks and signs one by one; a Chinese character is one by itself."""
    return _WORDS.findall(text)


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return what was added and what is gone between two plain texts, in reading order."""
    old, new = words_of(before), words_of(after)
    if len(old) > LONGEST_COMPARED or len(new) > LONGEST_COMPARED:
        return _whole(before, after)
    found: list[Piece] = []
    gone, added = "", ""
    for tag, a1, a2, b1, b2 in _steps(old, new):
        if tag == "equal":
            found += _whole(gone, added)
            found.append(Piece("".join(new[b1:b2])))
            gone, added = "", ""
        else:
            gone, added = gone + "".join(old[a1:a2]), added + "".join(new[b1:b2])
    return (*found, *_whole(gone, added))


def _whole(gone: str, added: str) -> tuple[Piece, ...]:
    return (
        *((Piece(gone, is_gone=True),) if gone else ()),
        *((Piece(added, is_added=True),) if added else ()),
    )


def _steps(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Return the steps from one to the other; a single sign that both happen to share parts no change in two."""
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    smooth: list[tuple[str, int, int, int, int]] = []
    for at, (tag, a1, a2, b1, b2) in enumerate(steps):
        is_between = 0 < at < len(steps) - 1
        is_chance = tag == "equal" and is_between and a2 - a1 == 1 and not _is_word(old[a1])
        smooth.append(("replace" if is_chance else tag, a1, a2, b1, b2))
    return smooth


def _is_word(text: str) -> bool:
    return bool(_HAS_WORD.search(text))


def likeness(one: str, other: str) -> float:
    """Return how alike two blocks read, from 0 to 1: the words that both have, of all."""
    if one == other:
        return 1.0
    old, new = words_of(markup.to_text(one)), words_of(markup.to_text(other))
    if not old or not new:
        return 0.0
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) > LONGEST_COMPARED)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else matcher.quick_ratio() / 2


def aligned(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Yield which block of one became which of the other, in order: (older, newer), None where there is none."""
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(range(a1, a2), range(b1, b2), strict=True)
        elif tag == "replace":
            yield from _paired(before, after, range(a1, a2), range(b1, b2))
        else:
            yield from ((at, None) for at in range(a1, a2))
            yield from ((None, at) for at in range(b1, b2))


def _paired(
    before: Sequence[str], after: Sequence[str], old: range, new: range
) -> Iterator[tuple[int | None, int | None]]:
    """Pair changed blocks: each with the first that reads alike; as many as there were are the same ones in order."""
    pairs: list[tuple[int, int]] = []
    if len(old) == len(new):
        pairs = list(zip(old, new, strict=True))
    else:
        at = new.start
        for one in old:
            found = next((it for it in range(at, new.stop) if likeness(before[one], after[it]) >= ALIKE), None)
            if found is not None:
                pairs.append((one, found))
                at = found + 1
    a, b = old.start, new.start
    for one, other in [*pairs, (old.stop, new.stop)]:
        yield from ((at, None) for at in range(a, one))
        yield from ((None, at) for at in range(b, other))
        if one < old.stop:
            yield one, other
        a, b = one + 1, other + 1


def differences(before: str, after: str) -> list[Difference]:
    """Return every block of two canonical bodies with what became of it, in reading order."""
    old, new = markup.parted(before), markup.parted(after)
    steps = list(aligned(old, new))
    lost = {old[a]: a for a, b in steps if b is None and a is not None}
    came = {new[b] for a, b in steps if a is None and b is not None}
    found = []
    for a, b in steps:
        if b is None and a is not None:
            if old[a] not in came:
                found.append(Difference(Change.GONE, old[a], "", a + 1, pieces(markup.to_text(old[a]), "")))
        elif a is None and b is not None:
            moved = new[b] in lost
            kind, origin = (Change.MOVED, lost[new[b]] + 1) if moved else (Change.ADDED, 0)
            text = markup.to_text(new[b])
            shown = (Piece(text),) if moved else pieces("", text)
            found.append(Difference(kind, new[b] if moved else "", new[b], b + 1, shown, origin))
        elif a is not None and b is not None:
            found.append(_between(old[a], new[b], b + 1))
    return found


def _between(before: str, after: str, number: int) -> Difference:
    was, now = markup.to_text(before), markup.to_text(after)
    if before == after:
        return Difference(Change.SAME, before, after, number, (Piece(now),))
    change = Change.RESTYLED if was == now else Change.CHANGED
    return Difference(change, before, after, number, pieces(was, now))
