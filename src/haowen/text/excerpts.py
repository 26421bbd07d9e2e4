"""The beginning of a text, where a reader would stop."""

import re
from typing import Final

_SENTENCE_END = re.compile(r"[。！？…!?]+[”’」』）)\"']*|\.[\"')]*(?=\s)")
_WORD_PART = re.compile(r"[0-9A-Za-z\u00c0-\u024f'’-]")
_ENOUGH: Final = 0.5  # a whole sentence is preferred to more words when it fills this share


def excerpt(text: str, most: int = 120) -> str:
    """Return the first ``most`` characters at most, ended at a sentence where one ends late enough, else with “…”."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    ends = [found.end() for found in _SENTENCE_END.finditer(flat, 0, most + 1) if found.end() <= most]
    if ends and ends[-1] >= most * _ENOUGH:
        return flat[: ends[-1]]
    return cut(flat, most)


def cut(flat: str, most: int) -> str:
    """Return at most ``most`` characters with “…” at the end, never within a Latin word that began near."""
    if len(flat) <= most:
        return flat
    end = max(most - 1, 0)
    if _WORD_PART.match(flat[end]):
        start = end
        while start and _WORD_PART.match(flat[start - 1]):
            start -= 1
        if start > end * _ENOUGH:
            end = start
    return flat[:end].rstrip(" ，、；：,;:—-") + "…"
