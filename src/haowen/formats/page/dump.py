"""An article from a text dump: what is seen on a page, copied as text, line by line."""

import re

from django.utils.translation import gettext as _

from haowen.formats.page import byline, citing, heading, phrases
from haowen.formats.page.dropping import why
from haowen.formats.page.lines import LONG_UNITS, Line, has_dates, is_list, norm_of_blanks, split
from haowen.formats.page.piece import Block, Findings, NoArticle

FEWEST_UNITS = 40  # of running text; less is no article unless the file holds nothing else
AHEAD = 6
_FURNITURE = frozenset({"time", "count", "card", "chrome", "menu", "breadcrumb", "footer", "platform", "toc"})


def read(text: str, *, name: str = "") -> tuple[list[Block], Findings]:
    """The blocks of the article in the dump, and what was found around them."""
    lines = split(text)
    findings = Findings()
    start = _first_prose(lines)
    if start < 0:
        return _plain(lines, findings, name)
    title_at = heading.find_title(lines, start)
    if title_at >= 0:
        findings.title = heading.without_suffix(lines[title_at].text, lines)
    taken: set[int] = set()
    start = _take_references_above(lines, title_at, start, findings, taken)
    reader = _Body(lines, findings, taken)
    inside = [place for place in heading.read_head(lines, title_at, start, findings) if place not in taken]
    body = reader.walk(start)
    _check(lines, body, findings)
    byline.find_card(lines, set(inside) | set(body), findings)
    inside, body = _without_publisher(lines, inside, body, findings)
    return _blocks(lines, inside + body, findings), findings


def _first_prose(lines: list[Line]) -> int:
    for place, line in enumerate(lines):
        if not line.is_prose or line.is_cut:
            continue
        after = [each for each in lines[place + 1 : place + 1 + AHEAD] if not each.mark]
        if line.units >= LONG_UNITS or any(each.is_prose for each in after) or len(lines) <= AHEAD:
            return place
    return next((place for place, line in enumerate(lines) if line.is_prose), -1)


def _take_references_above(lines: list[Line], title_at: int, start: int, findings: Findings, taken: set[int]) -> int:
    """References that stand above the text; returns where the text begins."""
    for place in range(max(title_at, 0), start):
        if lines[place].mark == "references" or _inline_references(lines[place].text):
            until = _Body(lines, findings, taken).references(place)
            return max(start, until) if until > start else start
    return start


def _inline_references(text: str) -> str:
    """What follows "References:" on the same line."""
    head, mark, rest = text.partition(":" if ":" in text[:14] else "：")
    return rest.strip() if mark and rest.strip() and phrases.is_line("references", head) and citing.is_source(rest) else ""


class _Body:
    """Walks through the lines from the first paragraph on, and says which belong to the text."""

    def __init__(self, lines: list[Line], findings: Findings, taken: set[int]) -> None:
        self.lines, self.findings, self.taken = lines, findings, taken
        self.kept: list[int] = []

    def walk(self, start: int) -> list[int]:
        place = start
        while place < len(self.lines):
            place = self._step(place)
        return self.kept

    def _step(self, place: int) -> int:
        line = self.lines[place]
        mark = line.mark
        if place in self.taken:
            return place + 1
        if mark == "references" or _inline_references(line.text):
            until = self.references(place)
            if until > place + (0 if _inline_references(line.text) else 1):
                return until
        elif mark in {"related", "comments", "author_heading"}:
            if not self._goes_on(place + 1):
                return self._skip(place, mark)
        elif mark in _FURNITURE | {"notice", "credit", "end"}:
            return self._furniture(place, mark)
        elif not line.is_prose and not line.ends and self._is_tail_list(place):
            return self._skip(place, "related")
        self.kept.append(place)
        return place + 1

    def _furniture(self, place: int, mark: str) -> int:
        line = self.lines[place]
        inside = self._goes_on(place + 1)
        if mark == "credit" and byline.read(line.text, self.findings, published=False):
            return place + 1
        if kind := phrases.declared(line.text):
            byline._declare(kind, line.text, self.findings)  # noqa: SLF001 - the same room
            return place + 1
        if inside and mark in {"notice", "time", "credit", "menu", "breadcrumb", "toc", "count"} and not self._is_button_row(place):
            self.kept.append(place)
            return place + 1
        self.findings.drop(line.text, why(mark))
        return place + 1 if inside or mark in {"chrome", "count", "notice", "platform", "end", "credit", "time"} else self._skip(place + 1, mark)

    def _is_button_row(self, place: int) -> bool:
        return self.lines[place].mark == "count" and any(
            self.lines[near].mark in {"chrome", "count"} for near in (place - 1, place + 1) if 0 <= near < len(self.lines)
        )

    def _goes_on(self, place: int) -> bool:
        """Whether running text goes on here, close by, and is no list of excerpts or comments."""
        window = self.lines[place : place + AHEAD]
        for count, line in enumerate(window):
            if line.mark in {"related", "comments", "references", "footer", "platform", "card"}:
                window = window[:count]
                break
        prose = [line for line in window if line.is_prose and not line.is_cut]
        if not window or not prose:
            return False
        if any(phrases.has("comment_marks", line.text) for line in window) or has_dates(window):
            return False
        first = next((count for count, line in enumerate(window) if line.is_prose), 0)
        twice = len(window) - len({line.text for line in window})
        return first <= 2 and not twice and (len(prose) >= 2 or len(prose) >= 0.3 * len(window))

    def _is_tail_list(self, place: int) -> bool:
        """Whether a list of other pages begins here without saying so: with times, names and titles said twice."""
        window = self.lines[place : place + 8]
        if any(line.is_row or line.marker for line in window[:2]):
            return False
        twice = len(window) - len({line.text for line in window})
        return (has_dates(window) or twice >= 2) and is_list(self.lines, place) and not self._goes_on(place + 1)

    def _skip(self, place: int, mark: str) -> int:
        """Leave out a list, its lines and all that follows, until the text surely goes on."""
        drop = why("author" if mark == "author_heading" else mark)
        while place < len(self.lines):
            line = self.lines[place]
            if line.mark in {"references"} and place + 1 < len(self.lines) and citing.is_source(self.lines[place + 1].text):
                return place
            if line.mark in {"comments", "footer", "related"}:
                drop, mark = why(line.mark), line.mark
            elif mark != "comments" and self._resumes(place):
                return place
            if line.mark == "credit":
                byline.read(line.text, self.findings, published=False)
            self.findings.drop(line.text, drop)
            place += 1
        return place

    def _resumes(self, place: int) -> bool:
        line = self.lines[place]
        if not line.is_prose or line.is_cut or line.mark or line.text in {self.lines[near].text for near in (place - 1, min(place + 1, len(self.lines) - 1))}:
            return False
        following = [each for each in self.lines[place + 1 : place + AHEAD] if not each.mark]
        return sum(1 for each in following if each.is_prose and not each.is_cut) >= 2 and self._goes_on(place)

    def references(self, place: int) -> int:
        """Read the references that begin here; returns the first line after them."""
        inline = _inline_references(self.lines[place].text)
        found: list[str] = [inline] if inline else []
        self.taken.add(place)
        at = place + 1
        gap = self.lines[at].blanks if at < len(self.lines) else 0
        while at < len(self.lines):
            line = self.lines[at]
            far = line.blanks > max(gap, 1) if found and not inline else line.blanks > 1 and bool(found)
            if found and citing.is_address(line.text):
                found[-1] += " " + line.text
            elif line.mark and not (line.mark in {"credit", "notice"} and citing.is_source(line.text)):
                break
            elif not citing.is_source(line.text) and (line.is_prose or far or line.blanks > gap or inline or len(found) == 0 and line.units > LONG_UNITS):
                break
            elif line.is_prose and not (citing.is_source(line.text) and line.units < 3 * LONG_UNITS):
                break
            else:
                found.append(line.text)
            self.taken.add(at)
            at += 1
        if not found:
            self.taken.discard(place)
            return place
        self.findings.references.extend(citing.parse(text) for text in found)
        return at


def _check(lines: list[Line], body: list[int], findings: Findings) -> None:
    """Refuse what holds no article: lists, home pages, forms."""
    prose = [lines[place] for place in body if lines[place].is_prose]
    amount = sum(line.units for line in prose)
    whole = sum(line.units for line in lines)
    if amount < FEWEST_UNITS and amount < 0.5 * whole:
        raise NoArticle(_("There is no running text in this page, only lists, labels or a form."))
    cut = sum(1 for line in lines if line.is_cut)
    dated = sum(1 for line in lines if line.mark == "time")
    if len(prose) <= max(cut, dated) and amount < 0.3 * whole and amount < 6 * LONG_UNITS and dated + cut >= 3:
        raise NoArticle(_("This looks like a list of articles, not like one article."))
    if not findings.title and amount < 2 * FEWEST_UNITS and amount < 0.5 * whole:
        raise NoArticle(_("There is no running text in this page, only lists, labels or a form."))


def _plain(lines: list[Line], findings: Findings, name: str) -> tuple[list[Block], Findings]:
    """A text without any sure prose: a poem, a list of words. It is kept whole, unless it looks like furniture."""
    marked = sum(1 for line in lines if line.mark)
    if len(lines) < 2 or marked > 0.25 * len(lines) or sum(line.units for line in lines) < FEWEST_UNITS or has_dates(lines) and len(lines) > 6:
        raise NoArticle(_("There is no running text in this page, only lists, labels or a form."))
    twice = len(lines) - len({line.text for line in lines})
    titled = sum(1 for line in lines if 10 <= line.units <= 40 and not line.ends)
    if marked >= 2 and (twice > 0.3 * len(lines) or titled > 0.6 * len(lines)):
        raise NoArticle(_("This looks like a list of articles, not like one article."))
    findings.title = heading.without_suffix(lines[0].text)
    return _blocks(lines, list(range(1, len(lines))), findings), findings


def _without_publisher(lines: list[Line], inside: list[int], body: list[int], findings: Findings) -> tuple[list[int], list[int]]:
    """The publisher's name and tagline do not belong to the text when they stand at its edges."""
    card = {findings.publisher_name, findings.publisher_tagline} - {""}
    inside = [place for place in inside if lines[place].text not in card]
    while body and lines[body[-1]].text in card:
        body.pop()
    return inside, body


def _blocks(lines: list[Line], places: list[int], findings: Findings) -> list[Block]:
    from haowen.formats.page.shaping import shape

    return shape(lines, places, norm_of_blanks([lines[place] for place in places]), findings)
