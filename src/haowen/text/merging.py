"""Putting two changes of one text together: by blocks, so that who wrote elsewhere never stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from haowen.text import markup
from haowen.text.differences import aligned

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Clash:
    """A block that both changed, each in another way. Empty where one took it away."""

    base: str
    mine: str
    theirs: str


@dataclass(slots=True)
class Merged:
    """What two changes make together. Where they clash, ``theirs`` stands in the blocks, and the clash is named."""

    blocks: list[str] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)

    @property
    def html(self) -> str:
        """The body that the blocks make."""
        return markup.joined(self.blocks)


@dataclass(slots=True)
class _Side:
    """What one side made of the base: of each block, and what it put before each (and behind the last)."""

    blocks: list[str]
    put_in: list[list[str]]


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Merge two canonical bodies that were made from ``base``.

    Changes of different blocks both stand; what both put in at one place stands one after the other, theirs first.
    """
    old = markup.parted(base)
    one, other = _side(old, markup.parted(mine)), _side(old, markup.parted(theirs))
    out = Merged()
    for at in range(len(old) + 1):
        out.blocks += other.put_in[at]
        out.blocks += [block for block in one.put_in[at] if block not in other.put_in[at]]
        if at == len(old):
            break
        chosen = _chosen(old[at], one.blocks[at], other.blocks[at])
        if chosen is None:
            out.clashes.append(Clash(old[at], one.blocks[at], other.blocks[at]))
            chosen = other.blocks[at]
        if chosen:
            out.blocks.append(chosen)
    return out


def merge_value(base: T, mine: T, theirs: T) -> tuple[T, bool]:
    """Merge a value that is one thing (a title): whoever changed it has it; both in other ways is a clash."""
    if mine in (base, theirs):
        return theirs, False
    return (mine, False) if theirs == base else (theirs, True)


def _chosen(base: str, mine: str, theirs: str) -> str | None:
    chosen, is_clash = merge_value(base, mine, theirs)
    return None if is_clash else chosen


def _side(base: Sequence[str], changed: Sequence[str]) -> _Side:
    side = _Side([""] * len(base), [[] for _ in range(len(base) + 1)])
    at = 0
    for a, b in aligned(base, changed):
        if a is not None:
            at = a + 1
            side.blocks[a] = changed[b] if b is not None else ""
        elif b is not None:
            side.put_in[at].append(changed[b])
    return side
