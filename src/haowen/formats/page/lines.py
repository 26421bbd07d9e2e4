"""The lines of a text dump: what each looks like, before anything is decided."""

# ruff: noqa: PLR2004 - lengths and shares that tell prose from furniture: weighed on real pages, each used once

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from haowen.formats.page import phrases
from haowen.text import times

SENTENCE_END = re.compile(r"[。！？!?…．][”’\"'」』）)\]】]*$|\.[”’\"')\]]*(?:\s*\[\d+\])*$|[:：;；][”」]?$|[”」』]$")
_INNER = re.compile(r"[，。！？；、,;!?]|[.:](?:\s|$)")
_FULL_STOP = re.compile(r"[。；！？]|[.;!?]\s")
_CUT = re.compile(
    r"(?:…|\.{3,})\s*(?:\[?(?:详细|全文|more|阅读全文|read more|continue reading)\]?)?\s*[>»]*$", re.IGNORECASE
)
_WIDE = re.compile(r"[\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]")
_MARKER = re.compile(r"^(?:[-*•·●○◦▪■◆]\s+|[•●▪◆]|\d{1,3}[.、)）]\s*|[(（]\d{1,3}[)）]\s*|[①-⑳])")
_NUMBERS_IN_ROW = re.compile(r"^[\d.,%+-]+(?:\t+[\d.,%+-]+)+$")  # numbers in columns: a table's, no counter's
PROSE_UNITS = 24  # about a line of a book: a sentence, not a label
LONG_UNITS = 60
SENTENCE_UNITS = 40  # longer than titles are: a full stop inside is enough
OFTEN = 0.25


def units(text: str) -> float:
    """Return the length of a text in the size of thought: a wide character is one, a Latin word two."""
    wide = len(_WIDE.findall(text))
    return wide + 2.0 * len(_WIDE.sub(" ", text).split())


@dataclass
class Line:
    """A line with the number of blank ones before it."""

    text: str
    blanks: int
    raw: str
    is_linked: bool = False  # in a page's source: most of it is a link

    @cached_property
    def units(self) -> float:
        """Its length."""
        return units(self.text)

    @cached_property
    def ends(self) -> bool:
        """Whether it ends as sentences end."""
        return bool(SENTENCE_END.search(self.text))

    @cached_property
    def is_cut(self) -> bool:
        """Whether it breaks off, as excerpts in lists do."""
        return bool(_CUT.search(self.text)) and self.units < 160

    @cached_property
    def is_prose(self) -> bool:
        """Whether it is surely running text."""
        if self.mark or self.is_row:
            return False
        inner = len(_INNER.findall(self.text))
        if self.units >= LONG_UNITS:
            return self.ends or inner >= 2 or self.units >= 2 * LONG_UNITS
        if self.units >= SENTENCE_UNITS and _FULL_STOP.search(self.text):
            return True
        return self.units >= PROSE_UNITS and self.ends and inner >= 1

    @cached_property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return self.text.count("\t") >= 1 or (self.text.startswith("|") and self.text.count("|") >= 3)

    @cached_property
    def marker(self) -> str:
        """The mark of a list item at its beginning."""
        match = _MARKER.match(self.text)
        return match.group() if match and len(match.group()) < len(self.text) else ""

    @cached_property
    def mark(self) -> str:
        """The kind of furniture that it looks like by itself; empty for everything else."""
        kind = _mark(self.text)
        return "" if kind == "count" and _NUMBERS_IN_ROW.match(self.text) else kind


_LINE_KINDS = ("gap", "references", "related", "comments", "author_heading", "toc", "end", "chrome")


def _mark(text: str) -> str:  # noqa: PLR0911 - one case after the other, each with its answer
    if phrases.is_time(text):
        return "time"
    if phrases.is_card(text):
        return "card"
    if phrases.is_counts(text):
        return "count"
    for kind in _LINE_KINDS:
        if phrases.is_line(kind, text):
            return kind
    if phrases.begins("footer", text) and units(text) < LONG_UNITS:
        return "footer"
    if phrases.has("platform", text) and units(text) < 4 * LONG_UNITS:
        return "platform"
    if phrases.begins("notice", text):
        return "notice"
    if phrases.crumbs(text):
        return "breadcrumb"
    if phrases.is_menu(text):
        return "menu"
    return _label_of(text) if units(text) < LONG_UNITS else ""


def _label_of(text: str) -> str:
    """Return the kind of a short line that begins with a label: whose work it is, or another article to read."""
    if phrases.credited(text) or (phrases.labelled("source", text) and not re.search(r"[。！？!?]", text)):
        return "credit"
    return "teaser" if phrases.begins("teaser", text) and not SENTENCE_END.search(text) else ""


def split(text: str) -> list[Line]:
    """Return the lines of a dump; lines wrapped at a width are put together again."""
    rows = [row.rstrip() for row in text.split("\n")]
    rows = _unwrapped(rows)
    lines: list[Line] = []
    blanks = 0
    for row in rows:
        stripped = row.strip(" \u3000\u00a0\t")
        if not stripped:
            blanks += 1
            continue
        lines.append(Line(stripped, blanks, row))
        blanks = 0
    return lines


def width(row: str) -> int:
    """Columns on a terminal."""
    return len(row) + len(_WIDE.findall(row))


def _unwrapped(rows: list[str]) -> list[str]:
    widths = [width(row) for row in rows if row.strip()]
    if not widths:
        return rows
    limit = max(widths)
    near = sum(1 for each in widths if each > 0.8 * limit)
    if not 40 <= limit <= 130 or near < 0.3 * len(widths) or near < 4:
        return rows
    ends = sum(1 for row in rows if width(row) > 0.8 * limit and SENTENCE_END.search(row))
    if ends > 0.5 * near:
        return rows
    joined: list[str] = []
    before = ""  # the last row as it stood in the dump
    for row in rows:
        if before.strip() and row.strip() and _continues(before, row, limit):
            seam = "" if _WIDE.match(joined[-1][-1]) and _WIDE.match(row.strip()[0]) else " "
            hyphen = joined[-1].endswith("\u00ad")
            joined[-1] = (joined[-1][:-1] if hyphen else joined[-1]) + ("" if hyphen else seam) + row.strip()
        else:
            joined.append(row)
        before = row
    return joined


def _continues(before: str, row: str, limit: int) -> bool:
    """Whether the row goes on where the one before had no more room: its first word would not have fitted."""
    if _MARKER.match(row.strip()) or phrases.is_time(row.strip()):
        return False
    stripped = row.strip()
    first = stripped[0] if _WIDE.match(stripped) else stripped.split()[0]
    room = 1 if _WIDE.match(stripped) else width(first) + 1
    slack = 3 if _WIDE.match(stripped) else 0
    return width(before) + room + slack > limit


def norm_of_blanks(lines: list[Line]) -> int:
    """How many blank lines stand between two paragraphs as a rule."""
    counts = Counter(line.blanks for line in lines[1:])
    often = [blanks for blanks, count in counts.items() if count >= OFTEN * counts.total()]
    return min(often) if often else (counts.most_common(1)[0][0] if counts else 0)


def is_list(lines: list[Line], start: int, most: int = 9) -> bool:
    """Whether what begins here has the shape of a list of other pages: titles with names and times, said twice, cut off."""
    window = lines[start : start + most]
    if not window:
        return False
    prose = [line for line in window if line.is_prose and not line.is_cut and not is_dated(line.text)]
    shapes = sum(1 for line in window if line.mark in {"time", "count"} or line.is_cut or is_dated(line.text))
    twice = len(window) - len({line.text for line in window})
    if len(prose) >= 2 and len(prose) >= 0.4 * len(window):
        return False
    if window[0].is_prose and not window[0].is_cut and not twice:
        return False
    return shapes + twice >= 2 or (
        not prose and sum(1 for line in window if not line.ends and 6 <= line.units <= 60) >= 2
    )


def is_dated(text: str) -> bool:
    """Whether a line is a title with its date; a name behind a dash, with a date, says whose the words above are."""
    found = None if text.startswith(("—", "–", "―")) else times.find(text)
    return bool(found) and units(text) < LONG_UNITS and (found.end >= len(text) - 3 or found.start <= 3)  # type: ignore[union-attr]


def has_dates(lines: list[Line]) -> bool:
    """Whether two or more of the lines are times or carry one."""
    return sum(1 for line in lines if line.mark == "time" or is_dated(line.text)) >= 2
