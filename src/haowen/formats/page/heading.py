"""The title of a dump, and what stands around it."""

# ruff: noqa: PLR2004 - lengths and shares that tell prose from furniture: weighed on real pages, each used once

import re
from collections import Counter

from haowen.formats.page import byline, phrases
from haowen.formats.page.lines import SENTENCE_END, Line, units
from haowen.formats.page.piece import Findings
from haowen.formats.page.stretch import Stretch
from haowen.text import times

_SUFFIX = re.compile(r"\s*(?:[-–—_|｜丨·•»›]|--|::)\s*")
_PERIOD = re.compile(r"[。；;，,]$|(?<!\.)\.$")
_POST = re.compile(  # a name with what the person does, as stands under titles
    r", (?:[\w ]{1,24} )?(?:columnist|correspondent|reporter|editor|writer|staff|contributor|critic|journalist|bureau)$",
    re.IGNORECASE,
)
_HASH = re.compile(r"^#{1,2}\s+")
_NAVIGATION = frozenset(
    {
        "breadcrumb",
        "menu",
        "chrome",
        "time",
        "count",
        "card",
        "footer",
        "related",
        "comments",
        "references",
        "end",
        "gap",
    }
)
MOST_TITLE_UNITS = 150
REACH = 40
INSIDE = 10
INTO = 2  # a title that asks or calls out reads like running text: it may be among the first lines of it
_TWO_SENTENCES = re.compile(r"[。.]\s*\S{4,}.*[。.!?！？]")
_CALLS = re.compile(r"[?？!！…][”’\"'」』）)]*$")


def find_title(lines: list[Line], start: int, where: Stretch) -> int:
    """Return the line of the title among those before the text and at its beginning; -1 where there is none."""
    best, best_score = -1, 0.9
    seen = Counter(without_suffix(line.text, lines) for line in lines)
    first = next((place for place, line in enumerate(lines[:start]) if line.mark not in _NAVIGATION), -1)
    for place in range(max(0, start - REACH), min(start + INTO, len(lines))):
        score = _score(lines, place, start, seen, where)
        score += 0.8 if place == first else 0.0
        if score > best_score:
            best, best_score = place, score
    return best


def behind_title_inside(lines: list[Line], start: int, where: Stretch) -> int:
    """Return where the text begins, when a notice or a teaser stands before the title as if it were text.

    The title then is among the first lines, with a byline beside it, and none above it speaks more of the text.
    """
    above = max((where.share(line.text) for line in lines[max(0, start - REACH) : start] if not line.mark), default=0.0)
    for place in range(start + 1, min(start + INSIDE, len(lines) - 1)):
        line = lines[place]
        if sum(1 for each in lines[start:place] if each.is_prose) > INTO:
            break
        beside = lines[place - 1 : place] + lines[place + 1 : place + 3]
        is_title = not (line.mark or line.ends or line.is_prose or line.marker) and 8 <= line.units <= 80
        if is_title and where.share(line.text) > max(above, 0.4) and any(map(_is_byline, beside)):
            return next((after for after in range(place + 1, len(lines)) if lines[after].is_prose), start)
    return start


def _is_byline(line: Line) -> bool:
    """Whether a line holds a time or a credit and little else."""
    return line.mark in {"time", "credit"} or (times.find(line.text) is not None and byline.read(line.text, Findings()))


def _score(lines: list[Line], place: int, start: int, seen: Counter[str], where: Stretch) -> float:
    line = lines[place]
    text = line.text
    if _HASH.match(line.raw):
        return 9.0
    if (
        line.mark in _NAVIGATION - {"related"}
        or line.mark in {"credit", "platform", "notice"}
        or line.units > MOST_TITLE_UNITS
        or line.marker
        or line.is_cut
        or ((place >= start or line.is_prose) and not _may_call_out(lines, place, seen))
    ):
        return -9.0
    length = units(text)
    score = 2.0 if 8 <= length <= 80 else 1.0 if length >= 4 else 0.2
    if _PERIOD.search(text) or (_POST.search(text) and len(text) < 60):
        score -= 2.2
    if phrases.labelled("tagline", text) or phrases.labelled("publisher", text) or phrases.begins("caption", text):
        score -= 3
    if _is_byline(line):
        score -= 4
    if place + 1 < len(lines) and byline.FOLLOW.match(lines[place + 1].text):
        score -= 2.5
    elif length < 6 and any(byline.FOLLOW.match(each.text) for each in lines[place + 1 : place + 3]):
        score -= 2.5  # a name, a tagline, and the button to follow
    above = lines[place - 1] if place else line
    if place and not above.mark and 8 <= above.units <= 80 and where.share(above.text) > 0.4:
        score -= 0.8  # what stands under a title is its subtitle
    score += 2.5 * where.share(text) + _surroundings(lines, place, start)
    repeated = seen[without_suffix(text, lines)] > 1 or any(text in each.text for each in lines if each is not line)
    score += 1.0 if repeated and length >= 6 else 0.0
    return score - 0.06 * min(max(start - place, 0), 20)


def _may_call_out(lines: list[Line], place: int, seen: Counter[str]) -> bool:
    """Whether a line of the text itself could be the title: it calls out, is said elsewhere, or a byline follows."""
    line = lines[place]
    if line.units > 80 or _PERIOD.search(line.text) or _TWO_SENTENCES.search(line.text):
        return False
    if _CALLS.search(line.text) or seen[without_suffix(line.text, lines)] > 1:
        return True
    return line.is_prose and not line.ends and any(map(_is_byline, lines[place + 1 : place + 2]))


def _surroundings(lines: list[Line], place: int, start: int) -> float:
    """How much what stands around a line speaks for a title: times, credits and buttons below it, a breadcrumb above."""
    score = 0.0
    text = lines[place].text
    near = [each.mark for each in lines[place + 1 : min(max(start, place + 3), place + 7)]]
    if {"time", "count", "credit", "chrome"} & set(near):
        score += 1.6
    if near and near[0] in {"time", "credit", "count"}:
        score += 0.5
    if place and lines[place - 1].mark == "breadcrumb":
        score += 1.2
    crumbs = [part for each in lines[:place] if each.mark == "breadcrumb" for part in phrases.crumbs(each.text)]
    if units(text) >= 6 and any(text in part for part in crumbs):
        score += 1.5
    return score


def without_suffix(title: str, lines: list[Line] | None = None) -> str:
    """Return a title without the names of the site behind it, where the page says the rest elsewhere or the tail is short."""
    title = _HASH.sub("", title)
    parts = list(_SUFFIX.finditer(title))
    if lines:
        for part in parts:
            head = title[: part.start()].strip()
            if units(head) >= 6 and any(line.text == head for line in lines):
                return head
    return title.strip()


def read_head(lines: list[Line], title_at: int, start: int, findings: Findings) -> list[int]:
    """Read what stands before the text; returns the lines that belong to the text: a subtitle, short first sentences."""
    kept: list[int] = []
    title = findings.title
    for place in range(start):
        line = lines[place]
        if (
            place == title_at
            or without_suffix(line.text, lines) == title
            or (title and _SUFFIX.split(line.text)[0] == title)
        ):
            continue
        after = title_at >= 0 and place > title_at
        near = after or (title_at >= 0 and title_at - place <= 3)
        if near and not _is_masthead_date(line.text, after=after) and byline.read(line.text, findings):
            continue
        if name := phrases.labelled("publisher", line.text):
            findings.publisher_name = findings.publisher_name or name
        elif tagline := phrases.labelled("tagline", line.text):
            findings.publisher_tagline = findings.publisher_tagline or tagline
        elif (after and not line.mark and SENTENCE_END.search(line.text) and line.units >= 2) or (
            after and not line.mark and line.units > 12 and not phrases.is_name(line.text)
        ):
            kept.append(place)
        elif after and not line.mark and _is_beside(lines, place):
            findings.publisher_name = findings.publisher_name or (
                byline.clean(line.text) if phrases.is_name(line.text) else ""
            )
        elif kind := phrases.declared(line.text):
            byline.declare(kind, line.text, findings)
        elif (after and not line.mark and not phrases.is_name(line.text)) or (after and not line.mark):
            kept.append(place)
        else:
            _drop(line, findings)
    return kept


def _is_masthead_date(text: str, *, after: bool) -> bool:
    """Today's date with its weekday above the title is the site's, not the article's."""
    return not after and bool(
        re.search(r"星期|周[一二三四五六日]|\b(?:mon|tue|wed|thu|fri|sat|sun)", text, re.IGNORECASE)
    )


def _is_beside(lines: list[Line], place: int) -> bool:
    """Whether time, counts or buttons stand right beside the line, as they do beside the publisher's name."""
    around = [lines[near].mark for near in (place - 1, place + 1) if 0 <= near < len(lines)]
    return bool({"time", "count", "card", "chrome"} & set(around)) or "credit" in around


def _drop(line: Line, findings: Findings) -> None:
    from haowen.formats.page.dropping import why

    findings.drop(line.text, why(line.mark or "menu"))
