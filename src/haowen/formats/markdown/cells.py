"""Rows of tables with more cells than the table has columns: the parser would drop what is too much."""

import re
from typing import Final

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_DELIMITERS = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_BAR = re.compile(r"(?<!\\)\|")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_CODE_INDENT: Final = ("    ", "\t")
_CAPTION: Final = ("Table:", "表：", "表:")


def with_all_cells(text: str) -> str:
    """Return the text with bars escaped that part no cells: those in code first, then those beyond the last column."""
    if "|" not in text:
        return text
    lines = text.split("\n")
    fence, columns = "", 0
    for at, line in enumerate(lines):
        opening = _FENCE.match(line)
        if fence:
            fence = "" if opening and opening[1].startswith(fence) and not line.strip().strip(fence[0]) else fence
        elif opening:
            fence, columns = opening[1], 0
        elif not line.strip() or line.startswith((*_CAPTION, *_CODE_INDENT)):
            columns = 0
        elif columns:
            lines[at] = _fitted(line, columns)
        elif at and _is_head(lines[at - 1]) and "-" in line and _DELIMITERS.fullmatch(line):
            columns = line.strip().strip("|").count("|") + 1
    return "\n".join(lines)


def _is_head(line: str) -> bool:
    return "|" in line and not line.startswith(_CODE_INDENT)


def _fitted(row: str, columns: int) -> str:
    if _cells(row) > columns:
        row = _CODE.sub(lambda code: code[1] + _BAR.sub(r"\\|", code[2]) + code[1], row)
    while _cells(row) > columns:
        inner = [bar.start() for bar in _BAR.finditer(row.rstrip()) if bar.start() < len(row.rstrip()) - 1]
        row = row[: inner[-1]] + "\\" + row[inner[-1] :]
    return row


def _cells(row: str) -> int:
    bare = row.strip()
    bars = len(_BAR.findall(bare))
    return bars + 1 - bare.startswith("|") - (bare.endswith("|") and not bare.endswith("\\|") and len(bare) > 1)
