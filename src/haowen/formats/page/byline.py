"""What stands between title and text: time, source, who wrote it; and the card of the publisher."""

# ruff: noqa: PLR2004 - lengths and shares that tell prose from furniture: weighed on real pages, each used once

import re

from haowen.formats.page import phrases
from haowen.formats.page.lines import Line, units
from haowen.formats.page.piece import Findings
from haowen.text import times

_PARTS = re.compile(r"\s*[|｜丨·•]\s*|\s{2,}|\t|\s+(?=[\u4e00-\u9fffA-Za-z]{1,8}\s*[:：])")
FOLLOW = re.compile(r"^[+＋]?\s*(?:关注|關注|已关注|订阅|追蹤|follow|following|subscribe)$", re.IGNORECASE)
_BADGE = re.compile(r"\s+[\w-]*(?:icons?|logo|avatar|badge|头像|认证|已认证|官方账号|优质.{2,8}者|v)$", re.IGNORECASE)
_JUNK = re.compile(r"^(?:头像|avatar|logo|icon|认证|官方|已认证|vip|v\d?|原创|转载|original)$", re.IGNORECASE)
_PLACE = re.compile(times.PLACES, re.IGNORECASE)
_SIGNED = re.compile(r"^原创\s+(\S{2,12})\s+(\S{2,20})$")  # the writer, then the account
NAME_UNITS = 20
CARD_REACH = 5


def read(text: str, findings: Findings, *, published: bool = True) -> bool:
    """Take time, source and credits out of a line; say whether the line held such things and little else."""
    if units(text) > 60 or re.search(r"[。！？!?]", text):
        return False
    if phrases.begins("original_title", text):
        return True
    if (found := phrases.credited(text)) and not times.find(text):
        for role, who in found:
            findings.credit(role, who)
        return True
    rest, moment = _without_times(text)
    known = bool(moment) or rest != text
    rest = phrases.without_counts(rest)
    is_whole = not known and not phrases.credited(rest) and not _PARTS.search(rest)
    parts = [part.strip(" \t,，|-–—/·") for part in ([text] if is_whole else _PARTS.split(rest))]
    left = [part for part in parts if part and not _take(part, findings)]
    known = known or len(left) < sum(1 for part in parts if part)
    if not known or sum(units(part) for part in left) > NAME_UNITS:
        return False
    if moment and published and not findings.published:
        findings.published = moment
    for part in left:
        _name(part, findings, beside_time=bool(moment))
    return True


def _take(part: str, findings: Findings) -> bool:
    """Take what one part of a byline says; say whether it said anything."""
    if name := phrases.labelled("source", part):
        first = name.split()[0] if re.search(r"[\u4e00-\u9fff]", name) else name
        findings.source_name = findings.source_name or first[:120]
    elif name := phrases.labelled("publisher", part):
        findings.publisher_name = findings.publisher_name or name[:60]
    elif found := phrases.credited(part):
        for role, who in found:
            findings.credit(role, who)
    elif part.startswith(("来源", "來源")) and len(part) < 24:  # a label without its colon
        findings.source_name = findings.source_name or part[2:].strip()
    elif kind := phrases.declared(part):
        declare(kind, part, findings)
    else:
        return bool(phrases.is_counts(part) or phrases.is_line("chrome", part) or _JUNK.match(part))
    return True


def _name(part: str, findings: Findings, *, beside_time: bool) -> None:
    name = clean(part)
    if (signed := _SIGNED.match(part)) and not findings.publisher_name:
        findings.credit("author", signed[1])
        name = signed[2]
    if findings.publisher_name or not beside_time or not phrases.is_name(name) or _PLACE.fullmatch(name):
        return
    findings.publisher_name = name
    if name != part and part.startswith("原创"):
        declare("original", "", findings)


def declare(kind: str, note: str, findings: Findings) -> None:
    """Add what the writer states."""
    from haowen.formats.page.piece import Declared

    findings.declare(Declared(kind, note[:200]))


def _without_times(text: str) -> tuple[str, str]:
    """Return the text without its times and their labels, and the time of publication among them."""
    moment = ""
    rest = text
    for _unused in range(3):
        found = times.find(rest, partial=True)
        span = (found.start, found.end) if found else None
        if span is None and (match := times.loose(rest)) and len(rest) < 60:
            span = match.span()
        if span is None:
            break
        before = re.split(r"[|｜丨·•]|\s{2,}", rest[: span[0]])[-1].strip()
        label = re.search(r"[\w ]*?(\w+\s*\w*)\s*[:：]?\s*$", before)
        updated = _is_label("update", before)
        if found and not moment and not updated:
            moment = found.value
        cut = len(rest[: span[0]].rstrip()) - (
            len(before) if before and label and (updated or _is_label("publish", before)) else 0
        )
        rest = rest[:cut] + "  " + rest[span[1] :]
    return rest.strip(), moment


def _is_label(kind: str, text: str) -> bool:
    match = phrases.begins(kind, text)
    return bool(match) and match.end() >= len(text.rstrip())  # type: ignore[union-attr]


def find_card(lines: list[Line], taken: set[int], findings: Findings) -> list[int]:
    """Return the publisher's card: name and tagline beside counts of articles and followers, or a button to follow.

    Returns the lines that belong to it.
    """
    for place, line in enumerate(lines):
        if line.mark == "card" and place not in taken and (found := _around(lines, place, findings)):
            return found
    for place, line in enumerate(lines):
        if FOLLOW.match(line.text) and (found := _around(lines, place, findings)):
            return found
    return []


def _around(lines: list[Line], place: int, findings: Findings) -> list[int]:
    before: list[int] = []
    for near in range(place - 1, max(-1, place - CARD_REACH - 1), -1):
        line = lines[near]
        if (
            line.mark == "time"
            or line.is_prose
            or line.units > 60
            or line.mark in {"related", "comments", "breadcrumb", "menu", "platform", "footer"}
        ):
            break
        if line.mark in {"", "notice", "credit"}:
            before.insert(0, near)
    names = [near for near in before if phrases.is_name(clean(lines[near].text)) and lines[near].units <= NAME_UNITS]
    if not names:
        return []
    texts = [clean(line.text) for line in lines]

    def fit(near: int) -> tuple[int, int, int]:
        name = texts[near]
        inside = any(name in texts[other] and name != texts[other] for other in before)
        return (int(texts.count(name) > 1) + int(inside), -abs(int(units(name)) - 5), near)

    name_at = max(names, key=fit)
    name = texts[name_at]
    after = [
        near
        for near in range(place + 1, min(len(lines), place + 3))
        if not lines[near].mark and not lines[near].is_prose and lines[near].units <= 60
    ]
    words = [near for near in before if texts[near] != name and lines[near].mark != "credit"]
    taglines = [near for near in words if near > name_at]
    if not taglines and lines[place].mark == "card":
        taglines = words or [near for near in after[:1] if lines[near].units >= 6]
    tagline_at = max(taglines, key=lambda near: lines[near].units) if taglines else -1
    if not findings.publisher_name:
        findings.publisher_name = name
    if findings.publisher_name != name:
        return []
    is_sure = lines[place].mark == "card" or tagline_at in range(name_at + 1, place)
    if tagline_at >= 0 and not findings.publisher_tagline and is_sure:
        findings.publisher_tagline = phrases.labelled("tagline", texts[tagline_at]) or texts[tagline_at]
    return [near for near in (*before, place, *after) if texts[near] == name or near in {place, tagline_at}]


def clean(name: str) -> str:
    """Return a name without the badges and labels beside it."""
    return re.sub(r"^(?:原创|转载|头像|avatar)\s+", "", _BADGE.sub("", name)).strip(" @\t|·•-–—")
