"""Passages of a text around what was looked for, and marking it."""

import html
import re
from collections.abc import Iterable, Sequence

from haowen.text.markup import Clean

_LETTER = "0-9A-Za-z\u00c0-\u024f"
_LATIN = re.compile(f"[{_LETTER}]")
_UNITS = re.compile(rf"[{_LETTER}]+|\w")
_STARTS = "。！？；\n.!?;"


def _pattern(needles: Iterable[str]) -> re.Pattern[str] | None:
    """Return the pattern that finds any needle: Latin words whole, a little punctuation allowed between the units."""
    parts = []
    for needle in sorted({needle.strip() for needle in needles if needle.strip()}, key=len, reverse=True):
        units = _UNITS.findall(needle)
        if not units:
            continue
        body = r"[^\w]{0,4}".join(re.escape(unit) for unit in units)
        before = f"(?<![{_LETTER}])" if _LATIN.match(units[0]) else ""
        after = f"(?![{_LETTER}])" if _LATIN.match(units[-1]) else ""
        parts.append(f"{before}{body}{after}")
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None


def passage(text: str, needles: Sequence[str], most: int = 110) -> str:
    """Return about ``most`` characters of ``text`` around the first needle, from the start of its sentence if near."""
    flat = " ".join(text.split())
    pattern = _pattern(needles)
    found = pattern.search(flat) if pattern else None
    start = 0
    if found:
        start = max(0, found.start() - most // 3)
        sentence = max(flat.rfind(mark, start, found.start()) for mark in _STARTS)
        if sentence >= 0:
            start = sentence + 1
        elif start and _LATIN.match(flat[start]) and (space := flat.find(" ", start, found.start())) >= 0:
            start = space + 1
    end = min(len(flat), start + most)
    if end < len(flat) and _LATIN.match(flat[end]) and (space := flat.rfind(" ", start, end)) > start:
        end = space
    return ("…" if start else "") + flat[start:end].strip() + ("…" if end < len(flat) else "")


def marked(text: str, needles: Iterable[str]) -> Clean:
    """Return the text as HTML, escaped, with what was looked for in ``<mark>``."""
    pattern = _pattern(needles)
    if pattern is None:
        return Clean(html.escape(text))
    out, last = [], 0
    for found in pattern.finditer(text):
        out += [html.escape(text[last : found.start()]), "<mark>", html.escape(found.group()), "</mark>"]
        last = found.end()
    out.append(html.escape(text[last:]))
    return Clean("".join(out))
