"""Titles: where they may break, and how a long one is shortened."""

import re
from typing import Final

from haowen.text.excerpts import cut

LONGEST_RUN: Final = 11  # in Chinese characters: what stands on one line of a phone in title size

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_PUNCTUATION = re.compile(r"[\s，。、；：！？…—·～《》「」『』“”‘’（）【】,.;:!?()|/-]+")
_BREAKS = re.compile(r"(?:[。！？!?；;]|\.(?=\s))[”’」』）)\"']*")
_WEAK_BREAKS = re.compile(r"[，、：,:—…]+[”’」』）)\"']*")
_HALF: Final = 0.5


def breaks_at_punctuation(title: str) -> bool:
    """Whether a Chinese title may be set to break only at its punctuation: it has some, and no run between is too long.

    Latin letters and digits count as half a character, as wide as they are.
    """
    if not _HAN.search(title):
        return False
    runs = [run for run in _PUNCTUATION.split(title.strip()) if run]
    if len(runs) < 2:  # noqa: PLR2004 - nothing to break between
        return False
    return all(_width(run) <= LONGEST_RUN for run in runs)


def _width(run: str) -> float:
    return sum(1.0 if ord(sign) > 0x2E7F else _HALF for sign in run)  # noqa: PLR2004 - where full-width scripts begin


def shortened(title: str, most: int = 200) -> str:
    """Return a title of at most ``most`` characters: whole sentences where one ends, else whole clauses, else cut."""
    flat = " ".join(title.split())
    if len(flat) <= most:
        return flat
    for pattern, mark in ((_BREAKS, ""), (_WEAK_BREAKS, "…")):
        ends = [found for found in pattern.finditer(flat) if found.end() + len(mark) <= most]
        if ends and ends[-1].end() >= most * _HALF:
            return flat[: ends[-1].start()].rstrip() + mark if mark else flat[: ends[-1].end()]
    return cut(flat, most)


def after(title: str, text: str) -> str:
    """Return what follows the beginning of a text that stands for its title; all of it where the two differ."""
    flat, begins = " ".join(text.split()), title.removesuffix("…")
    if not begins or not flat.startswith(begins):
        return text
    rest = flat[len(begins) :].lstrip(" ，、；：,;:")
    return f"…{rest}" if rest and begins != title else rest
