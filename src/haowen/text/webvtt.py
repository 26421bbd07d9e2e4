"""Captions (WebVTT, and SubRip as many programs write it): read strictly, written anew with nothing but words and times."""

import html
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

CUES_MOST: Final = 20_000
_WORDS_MOST: Final = 1000  # of one cue: more cannot be read while it stands there
_TIME: Final = r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)[.,](\d{3})"
_TIMING = re.compile(rf"\s*{_TIME}\s+-->\s+{_TIME}(?:\s+(.*?))?\s*")
_SETTING = re.compile(r"(?:align:(?:start|center|end|left|right)|(?:position|size|line):-?\d{1,3}(?:\.\d{1,2})?%?)")
_TAG = re.compile(r"<(/?)([a-z]*)((?:\.[^\s<>]*)?)(?:[ \t]([^<>]*))?>|<[\d:.]+>", re.IGNORECASE)
_KEPT: Final = frozenset({"b", "i", "u"})
_SUBRIP_NUMBER = re.compile(r"\d+")


class BrokenError(ValueError):
    """These are no captions; ``line`` counts from 1, 0 where the whole is meant."""

    def __init__(self, reason: str, line: int = 0) -> None:
        """Name what is wrong (``empty``, ``time``, ``order``, ``words``, ``many``) and where."""
        super().__init__(f"{reason} in line {line}")
        self.reason = reason
        self.line = line


class Cue(NamedTuple):
    """Words and the milliseconds in which they stand; ``who`` speaks, where that is told."""

    begins: int
    ends: int
    text: str
    who: str = ""
    settings: str = ""


def read(source: str) -> tuple[Cue, ...]:
    """Return the cues of a file. Styles, regions and notes are left out, of the marks within cues only b, i and u stay.

    Raises BrokenError for what has no cues, times that go backwards, or more than anybody could read.
    """
    lines = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").split("\n")
    cues: list[Cue] = []
    at = 0
    while at < len(lines):
        timing = _TIMING.fullmatch(lines[at]) if "-->" in lines[at] else None
        if timing is None:
            if "-->" in lines[at] and not _is_skipped(lines, at):
                raise BrokenError("time", at + 1)
            at += 1
            continue
        end = at + 1
        while end < len(lines) and lines[end].strip() and "-->" not in lines[end]:
            end += 1
        said = lines[at + 1 : end]
        if end < len(lines) and "-->" in lines[end] and said and _SUBRIP_NUMBER.fullmatch(said[-1].strip()):
            said = said[:-1]  # the next cue's number, where no empty line parts them
        if cue := _cue(timing, said, cues[-1] if cues else None, at + 1):
            cues.append(cue)
        if len(cues) > CUES_MOST:
            raise BrokenError("many", at + 1)
        at = end
    if not cues:
        raise BrokenError("empty")
    return tuple(cues)


def _is_skipped(lines: list[str], at: int) -> bool:
    """Whether a line stands in a note."""
    while at and lines[at - 1].strip():
        at -= 1
    return lines[at].startswith("NOTE")


def _cue(timing: re.Match[str], lines: list[str], before: Cue | None, line: int) -> Cue | None:
    begins, ends = _milliseconds(timing.groups()[:4]), _milliseconds(timing.groups()[4:8])
    if ends <= begins:
        raise BrokenError("time", line)
    if before is not None and begins < before.begins:
        raise BrokenError("order", line)
    said = "\n".join(text.strip() for text in lines)
    who = next((html.unescape(tag[4] or "").strip() for tag in _TAG.finditer(said) if tag[2] == "v"), "")
    text = _sane(said)
    if len(text) > _WORDS_MOST:
        raise BrokenError("words", line)
    if not text.strip():
        return None
    settings = " ".join(one for one in (timing[9] or "").split() if _SETTING.fullmatch(one))
    return Cue(begins, ends, text, who[:60], settings)


def _milliseconds(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _sane(text: str) -> str:
    """Return a cue's words with b, i and u closed as they were opened; every other mark leaves its words."""
    out: list[str] = []
    opened: list[str] = []
    last = 0
    for tag in _TAG.finditer(text):
        out.append(_escaped(text[last : tag.start()]))
        last = tag.end()
        name = (tag[2] or "").lower()
        if name not in _KEPT:
            continue
        if not tag[1]:
            opened.append(name)
            out.append(f"<{name}>")
        elif name in opened:
            while opened and (inner := opened.pop()) != name:
                out.append(f"</{inner}>")
            out.append(f"</{name}>")
    out.append(_escaped(text[last:]))
    out += [f"</{name}>" for name in reversed(opened)]
    return "".join(out)


def _escaped(text: str) -> str:
    """Return words in which no sign is a mark; the arrow would begin a new cue."""
    return html.escape(html.unescape(text), quote=False)


def written(cues: Sequence[Cue]) -> str:
    """Return a WebVTT file of these cues."""
    blocks = ["WEBVTT"]
    for cue in cues:
        times = f"{_clock(cue.begins)} --> {_clock(cue.ends)}"
        voice = f"<v {_escaped(cue.who)}>" if cue.who else ""
        blocks.append(f"{times}{' ' + cue.settings if cue.settings else ''}\n{voice}{cue.text}")
    return "\n\n".join(blocks) + "\n"


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def transcript(cues: Sequence[Cue]) -> list[str]:
    """Return what is said as paragraphs: a new one where somebody else speaks, or nobody for three seconds."""
    paragraphs: list[str] = []
    before: Cue | None = None
    for cue in cues:
        words = html.unescape(re.sub(r"</?[biu]>", "", cue.text)).replace("\n", " ").strip()
        if before is None or cue.who != before.who or cue.begins - before.ends > _PAUSE:
            paragraphs.append(f"{cue.who}: {words}" if cue.who else words)
        elif words != paragraphs[-1].rpartition("\n")[2]:
            paragraphs[-1] += ("" if _is_cjk(paragraphs[-1][-1:]) and _is_cjk(words[:1]) else " ") + words
        before = cue
    return paragraphs


_PAUSE: Final = 3000


def _is_cjk(sign: str) -> bool:
    return "\u2e80" <= sign <= "\uffef"
