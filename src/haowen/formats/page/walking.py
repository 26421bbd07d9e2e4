"""A walk through the lines behind the title: which belong to the text, and where lists, comments and footers begin."""

# ruff: noqa: PLR2004 - lengths and shares that tell prose from furniture: weighed on real pages, each used once

import re

from haowen.formats.page import byline, citing, phrases
from haowen.formats.page.dropping import why
from haowen.formats.page.lines import LONG_UNITS, Line, has_dates, is_list
from haowen.formats.page.piece import Findings
from haowen.text import times

AHEAD = 6
_BY = re.compile(r"(?:[Bb][Yy]\s+[A-Z]|(?:文|作者|撰文|记者|記者)\s*[/／:：|])")
_FURNITURE = frozenset({"time", "count", "card", "chrome", "menu", "breadcrumb", "footer", "platform", "toc"})


def inline_references(text: str) -> str:
    """Return what follows "References:" on the same line."""
    head, mark, rest = text.partition(":" if ":" in text[:14] else "：")
    return (
        rest.strip() if mark and rest.strip() and phrases.is_line("references", head) and citing.is_source(rest) else ""
    )


def _apart(text: str) -> list[str]:
    """Return the references of one line: several, where each part between semicolons is one by itself."""
    parts = [part.strip() for part in re.split(r"[;；]", text) if part.strip()]
    return parts if all(citing.is_source(part) for part in parts) else [text]


class Body:
    """Walks through the lines from the first paragraph on, and says which belong to the text."""

    def __init__(self, lines: list[Line], findings: Findings, taken: set[int], *, is_source: bool = False) -> None:
        self.lines, self.findings, self.taken = lines, findings, taken
        self.is_source = is_source  # links are known, and the container has left most furniture outside
        self.kept: list[int] = []

    def walk(self, start: int) -> list[int]:
        """Return the lines that belong to the text, from the first paragraph on."""
        place = start
        while place < len(self.lines):
            place = self._step(place)
        return self.kept

    def _step(self, place: int) -> int:  # noqa: PLR0911 - one case after the other, each with its answer
        line = self.lines[place]
        mark = line.mark
        if place in self.taken or self._is_late_byline(place):
            return place + 1
        if mark == "references" or inline_references(line.text):
            until = self.references(place)
            if until > place + (0 if inline_references(line.text) else 1):
                return until
        elif mark in {"related", "comments", "author_heading"}:
            if not self._goes_on(place + 1, within=0) and self._is_linked(place + 1):
                return self._skip(place, mark)
        elif (
            mark == "count" and phrases.is_line("comments", line.text) and self._ends_here(place + 1)
        ) or self._begins_comments(place):
            return self._skip(place, "comments")
        elif mark == "teaser" and not self.is_source:
            self.findings.drop(line.text, why("related"))
            return place + 1
        elif mark in _FURNITURE | {"notice", "credit", "end"}:
            return self._furniture(place, mark)
        elif not line.is_prose and not line.ends and self._is_tail_list(place):
            return self._skip(place, "related")
        self.kept.append(place)
        return place + 1

    def _is_late_byline(self, place: int) -> bool:
        """Whether a byline stands here, behind what was taken for the first paragraph: a standfirst, a caption."""
        line = self.lines[place]
        if self.is_source or line.is_prose or sum(1 for kept in self.kept if self.lines[kept].is_prose) != 1:
            return False
        labels = [phrases.begins(kind, line.text) for kind in ("publish", "update")]
        is_labelled = any(label and label.end() for label in labels) or _BY.match(line.text)
        return bool(is_labelled) and byline.read(line.text, self.findings)

    def _begins_comments(self, place: int) -> bool:
        """Whether readers' comments begin here: a counter of them, or a name with "reply" under its text."""
        line = self.lines[place]
        if line.is_prose or line.ends or line.mark in {"time", "chrome"}:
            return False
        reach = AHEAD if phrases.is_line("comments", line.text) else 2
        following = self.lines[place + 1 : place + 1 + reach]
        return any(each.units < 12 and phrases.has("comment_marks", each.text) for each in following)

    def _ends_here(self, place: int) -> bool:
        """Whether no running text follows, and what follows is answered to or liked: comments below their counter."""
        window = self.lines[place : place + AHEAD]
        return not self._goes_on(place) and any(phrases.has("comment_marks", line.text) for line in window)

    def _is_between(self, place: int) -> bool:
        """Whether paragraphs stand right before and right behind."""
        around = [self.lines[near] for near in (place - 1, place + 1) if 0 <= near < len(self.lines)]
        return len(around) > 1 and all(line.is_prose and not line.is_cut for line in around)

    def _furniture(self, place: int, mark: str) -> int:
        line = self.lines[place]
        if mark == "time" and place - 1 in self.kept[-1:] and not self.findings.published:
            self._take_time(line.text)
        inside = self._goes_on(place + 1) or (mark == "time" and self._is_between(place))
        if mark == "credit" and byline.read(line.text, self.findings, published=False):
            return place + 1
        if kind := phrases.declared(line.text):
            byline.declare(kind, line.text, self.findings)
            return place + 1
        if (
            inside
            and mark in {"notice", "time", "credit", "menu", "breadcrumb", "toc", "count"}
            and not self._is_button_row(place)
        ):
            self.kept.append(place)
            return place + 1
        self.findings.drop(line.text, why(mark))
        return (
            place + 1
            if inside or mark in {"chrome", "count", "notice", "platform", "end", "credit", "time"}
            else self._skip(place + 1, mark)
        )

    def _take_time(self, text: str) -> None:
        """Take a time right behind the text, where it says of itself that it is the time of publication."""
        found = times.find(text)
        if found and (label := phrases.begins("publish", text)) and label.end() and label.end() >= found.start - 1:
            self.findings.published = found.value

    def _is_linked(self, place: int) -> bool:
        """Whether links follow, where links are known at all."""
        window = self.lines[place : place + 3]
        return (
            not self.is_source
            or not window
            or any(line.is_linked for line in window)
            or not any(line.is_prose for line in window)
        )

    def _is_button_row(self, place: int) -> bool:
        return self.lines[place].mark == "count" and any(
            self.lines[near].mark in {"chrome", "count"}
            for near in (place - 1, place + 1)
            if 0 <= near < len(self.lines)
        )

    def _goes_on(self, place: int, *, within: int = 2) -> bool:
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
        return first <= within and not twice and (len(prose) >= 2 or len(prose) >= 0.3 * len(window))

    def _is_tail_list(self, place: int) -> bool:
        """Whether a list of other pages begins here without saying so: with times, names and titles said twice."""
        window = self.lines[place : place + 8]
        if self.is_source and sum(1 for line in window if line.is_linked) < 0.4 * len(window):
            return False
        if any(line.is_row or line.marker for line in window[:2]):
            return False
        twice = len(window) - len({line.text for line in window})
        return (has_dates(window) or twice >= 2) and is_list(self.lines, place) and not self._goes_on(place + 1)

    def _skip(self, place: int, mark: str) -> int:
        """Leave out a list, its lines and all that follows, until the text surely goes on."""
        drop = why("author" if mark == "author_heading" else mark)
        begun = place
        while place < len(self.lines):
            line = self.lines[place]
            if (
                line.mark == "references"
                and place + 1 < len(self.lines)
                and citing.is_source(self.lines[place + 1].text)
            ):
                return place
            if line.mark in {"comments", "footer", "related"}:
                drop, mark = why(line.mark), line.mark
            elif mark != "comments" and self._resumes(place):
                back = self._heading_before(place, begun)
                if back < place and self.findings.dropped:
                    self.findings.dropped.pop()
                return back
            if line.mark == "credit":
                byline.read(line.text, self.findings, published=False)
            self.findings.drop(line.text, drop)
            place += 1
        return place

    def _resumes(self, place: int) -> bool:
        line = self.lines[place]
        if (
            not line.is_prose
            or line.is_cut
            or line.mark
            or line.text in {self.lines[near].text for near in (place - 1, min(place + 1, len(self.lines) - 1))}
        ):
            return False
        if self.is_source and not line.is_linked:
            return True
        following = self.lines[place + 1] if place + 1 < len(self.lines) else None
        return following is not None and following.is_prose and not following.is_cut and self._goes_on(place)

    def _heading_before(self, place: int, begun: int) -> int:
        """Return a line set apart from the list before it stands over the text that goes on: it is its heading."""
        line = self.lines[place - 1]
        apart = (
            place - 1 > begun + 1 and line.blanks > self.lines[place - 2].blanks and not line.mark and not line.is_cut
        )
        return place - 1 if apart else place

    def references(self, place: int) -> int:
        """Read the references that begin here; returns the first line after them."""
        inline = inline_references(self.lines[place].text)
        found = _apart(inline) if inline else []
        self.taken.add(place)
        at = place + 1
        gap = self.lines[at].blanks if at < len(self.lines) else 0
        while at < len(self.lines):
            line = self.lines[at]
            far = line.blanks > max(gap, 1) if found and not inline else line.blanks > 1 and bool(found)
            if found and citing.is_address(line.text):
                found[-1] += " " + line.text
            elif (
                (line.mark and not (line.mark in {"credit", "notice"} and citing.is_source(line.text)))
                or (
                    not citing.is_source(line.text)
                    and (
                        line.is_prose
                        or far
                        or line.blanks > gap
                        or inline
                        or (len(found) == 0 and line.units > LONG_UNITS)
                    )
                )
                or (line.is_prose and not (citing.is_source(line.text) and line.units < 3 * LONG_UNITS))
            ):
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
