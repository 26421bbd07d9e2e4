"""Lines of a dump become blocks: headings, lists, tables, captions, the blank places where pictures were."""

# ruff: noqa: PLR2004 - lengths and shares that tell prose from furniture: weighed on real pages, each used once

import re
from html import escape

from haowen.formats.page import phrases
from haowen.formats.page.dropping import why
from haowen.formats.page.lines import Line
from haowen.formats.page.piece import Block, Findings

_ORDERED = re.compile(r"^(\d{1,3})[.、)）]\s*|^[(（](\d{1,3})[)）]\s*")
_BULLET = re.compile(r"^(?:[-*•·●○◦▪■◆]\s+|[•●▪◆])")
_HASHES = re.compile(r"^(#{1,6})\s+")
_SECTION = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、.．章节部分]|[(（][一二三四五六七八九十]{1,2}[)）]|part \w+\b|chapter \w+\b|0\d\b)",
    re.IGNORECASE,
)
_NOT_HEADING = re.compile(
    r"[。；;，,、…]$|(?<!\w\.\w)\.$|^[“\"「『‘]?.{0,40}[说道问][:：]|[:：]$|^[^:：]{1,12}[:：].{2,}[?？]$|(?:\s\d[\d.,]*%?){2}$"
)
_RULE = re.compile(r"^(?:[-=_*—–~·•]\s*){3,}$")
_OPENING = re.compile(r"^(?:前言|引言|引子|导读|楔子|introduction|preface|prologue)$", re.IGNORECASE)
HEADING_UNITS = 30


def shape(lines: list[Line], places: list[int], norm: int, findings: Findings) -> list[Block]:
    """Return the blocks of the lines that were kept."""
    blocks: list[Block] = []
    at = 0
    while at < len(places):
        line = lines[places[at]]
        if blocks and _is_blank_place(line, norm) and places[at] > 0:
            blocks.append(Block("gap", ""))
        if line.mark == "gap":
            if not (blocks and blocks[-1].kind == "gap" and not blocks[-1].caption):
                blocks.append(Block("gap", ""))
            at += 1
            continue
        taken, block = _table(lines, places, at) or _list(lines, places, at) or (1, _single(lines, places, at, blocks))
        if block is not None:
            if (
                block.kind == "table"
                and blocks
                and phrases.begins("table_caption", blocks[-1].text)
                and blocks[-1].kind in {"p", "h2"}
            ):
                block.caption = blocks.pop().text
            if findings.title and block.text == findings.title and not any(each.text for each in blocks):
                findings.drop(block.text, why("title"))
            else:
                blocks.append(block)
        at += taken
    while blocks and blocks[-1].kind == "gap" and not blocks[-1].caption:
        blocks.pop()
    return blocks


def _is_blank_place(line: Line, norm: int) -> bool:
    return line.blanks >= norm + 2


def _single(lines: list[Line], places: list[int], at: int, before: list[Block]) -> Block | None:
    line = lines[places[at]]
    text = line.text
    if _RULE.match(text):
        return Block("rule", "")
    if hashes := _HASHES.match(text):
        return Block("h2" if len(hashes[1]) <= 2 else "h3", text[hashes.end() :])
    if _is_caption(line):
        if before and before[-1].kind == "gap" and not before[-1].caption:
            before[-1].caption = text
            return None
        if not re.match(r"(?:caption|figure|fig)", text, re.IGNORECASE) or before:
            return Block("gap", "", caption=text)
    if _is_heading(lines, places, at, before):
        return Block("h2", text)
    return Block("p", text)


def _is_caption(line: Line) -> bool:
    """Whether a line speaks of a picture: it begins as captions do, or ends in whose picture it is."""
    return (phrases.begins("caption", line.text) is not None and line.units < 80 and not line.is_prose) or (
        phrases.has("picture_credit", line.text) and line.units < 120
    )


def _is_heading(lines: list[Line], places: list[int], at: int, before: list[Block]) -> bool:  # noqa: PLR0911 - one case after the other, each with its answer
    line = lines[places[at]]
    if (
        line.is_row
        or line.is_prose
        or line.units > HEADING_UNITS
        or at + 1 >= len(places)
        or _NOT_HEADING.search(line.text)
    ):
        return False
    following = lines[places[at + 1]]
    if following.mark == "gap" and at + 2 < len(places):
        following = lines[places[at + 2]]
    if _SECTION.match(line.text) and line.units <= HEADING_UNITS:
        return True
    if not (following.is_prose or (following.ends and following.units >= 8) or following.is_row or following.marker):
        return False
    if line.marker and _ORDERED.match(line.text):
        return following.is_prose
    if line.text[:1] in '“"「『‘—(（[【' and line.ends:
        return False
    if line.text[-1:] in "?？!！" and line.units < 6:
        return False
    if not any(block.text for block in before):
        return bool(_OPENING.match(line.text))  # what stands over the first paragraph is a subtitle, not a section
    return before[-1].kind != "h2"


def _list(lines: list[Line], places: list[int], at: int) -> tuple[int, Block] | None:
    items: list[str] = []
    ordered = bool(_ORDERED.match(lines[places[at]].text))
    while at + len(items) < len(places):
        text = lines[places[at + len(items)]].text
        match = _ORDERED.match(text) if ordered else _BULLET.match(text)
        if match is None or (ordered and int(match[1] or match[2]) != len(items) + 1) or not text[match.end() :]:
            break
        items.append(text[match.end() :])
    if len(items) < 2:
        return None
    tag = "ol" if ordered else "ul"
    html = f"<{tag}>" + "".join(f"<li>{escape(item, quote=False)}</li>" for item in items) + f"</{tag}>"
    return len(items), Block("list", "\n".join(items), html)


def _table(lines: list[Line], places: list[int], at: int) -> tuple[int, Block] | None:
    rows: list[list[str]] = []
    while at + len(rows) < len(places) and lines[places[at + len(rows)]].is_row:
        cells = _cells(lines[places[at + len(rows)]])
        if rows and abs(len(cells) - len(rows[0])) > 1:
            break
        rows.append(cells)
    if len(rows) < 2:
        return None
    taken = len(rows)
    rows = [row for row in rows if not all(re.fullmatch(r":?-{2,}:?", cell) for cell in row)]
    wide = max(len(row) for row in rows)
    head, *body = [row + [""] * (wide - len(row)) for row in rows]
    html = (
        "<table><thead>"
        + _row(head, "th")
        + "</thead><tbody>"
        + "".join(_row(row, "td") for row in body)
        + "</tbody></table>"
    )
    return taken, Block("table", "\n".join("\t".join(row) for row in rows), html)


def _cells(line: Line) -> list[str]:
    if line.text.startswith("|"):
        return [cell.strip() for cell in line.text.strip("|").split("|")]
    return [cell.strip() for cell in line.raw.strip("\n").split("\t")]


def _row(cells: list[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell, quote=False)}</{tag}>" for cell in cells) + "</tr>"
