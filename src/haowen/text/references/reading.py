"""A pasted list as sources: what form it has, where one entry ends and the next begins."""

import re
from dataclasses import dataclass
from typing import Final

from haowen.text.references import bibtex, csl, lines, tagged
from haowen.text.references.values import Source

_HEAD: Final = re.compile(
    r"^\W{0,4}(?:参考(?:资料|文献|来源|链接)|引用(?:资料|来源|文献)?|资料来源|注释(?:及参考文献)?|延伸阅读|references?(?: list)?|bibliography|works cited"
    r"|sources?|notes|further reading|external links)\W{0,4}$",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(
    r"^\s*(?:[\[【(（〔]\s*\d{1,3}\s*[\]】)）〕]|\d{1,3}\s*[.．、)）](?!\d)|[①-⑳]|\[\^\w{1,20}\]:)\s*\S"
)
_BULLET: Final = re.compile(r"^\s*(?:[-–—*•·●▪◦^↑]\s+|[•●▪◦])")
_ADDRESS: Final = re.compile(
    r"^\s*(?:链接|网址|来源|url|link|available at|doi)?\s*[:：]?\s*<?(?:https?://|www\.|doi:|10\.\d{4,9}/)\S+>?\s*$",
    re.IGNORECASE,
)
_HAS_ADDRESS: Final = re.compile(r"https?://|www\.", re.IGNORECASE)
_MOSTLY: Final = 0.6


@dataclass(frozen=True, slots=True)
class Reading:
    """What a list says: its sources, and lines that are none (headings)."""

    sources: tuple[Source, ...]
    left: tuple[str, ...] = ()


def read(text: str) -> Reading:
    """Return the sources of a pasted list; every line becomes one, or part of one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if csl.is_csl(text) and (rows := csl.read(text)) is not None:
        return Reading(tuple(rows))
    found: list[Source] = []
    others = text.split("\n")
    if tagged.is_ris(text):
        found, others = tagged.read(text)
    elif bibtex.is_bibtex(text):
        found, others = bibtex.read(text)
    left = tuple(line.strip() for line in others if _HEAD.match(line.strip()))
    rest = [line for line in others if not _HEAD.match(line.strip()) and (not line.strip() or re.search(r"\w", line))]
    return Reading((*found, *(lines.read(entry) for entry in entries(rest))), left)


def entries(rows: list[str]) -> list[str]:
    """Return the entries of a list: a line each, but for lines that go on with the one before."""
    filled = [row for row in rows if row.strip()]
    marked = [bool(_NUMBERED.match(row) or _BULLET.match(row)) for row in filled]
    is_numbered = bool(filled) and sum(marked) >= 2 and marked[0] and sum(map(bool, map(_NUMBERED.match, filled))) >= 2  # noqa: PLR2004 - a list
    if is_numbered:
        return _joined(filled, [not mark for mark in marked])
    blocks = _blocks(rows)
    if len(blocks) > 1 and len(blocks) < len(filled) and _are_wrapped(blocks):
        return [" ".join(line.strip() for line in block) for block in blocks]
    goes_on = [
        bool(
            at
            and not mark
            and ((row[:1] in {" ", "\t", "\u3000"} and not _is_indented(filled)) or _belongs(filled[at - 1], row))
        )
        for at, (row, mark) in enumerate(zip(filled, marked, strict=True))
    ]
    return _joined(filled, goes_on)


def _joined(rows: list[str], goes_on: list[bool]) -> list[str]:
    made: list[str] = []
    for row, continues in zip(rows, goes_on, strict=True):
        if continues and made:
            made[-1] = f"{made[-1]} {row.strip()}"
        else:
            made.append(row.strip())
    return made


def _belongs(before: str, row: str) -> bool:
    """Whether a line is the address of the line before it, which has none."""
    return bool(_ADDRESS.match(row)) and not _HAS_ADDRESS.search(before)


def _is_indented(rows: list[str]) -> bool:
    """Whether all of the list is set in, so that it says nothing."""
    return sum(row[:1].isspace() for row in rows) > _MOSTLY * len(rows)


def _blocks(rows: list[str]) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for row in rows:
        if row.strip():
            blocks[-1].append(row)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _are_wrapped(blocks: list[list[str]]) -> bool:
    """Whether blocks are entries whose lines were broken: no line but the first of a block begins like an entry."""
    longer = [block for block in blocks if len(block) > 1]
    if len(longer) < _MOSTLY * len(blocks):
        return False
    return all(
        not (_NUMBERED.match(line) or _BULLET.match(line)) for block in longer for line in block[1:]
    ) and not any(sum(bool(_HAS_ADDRESS.search(line)) for line in block) > 1 for block in longer)
