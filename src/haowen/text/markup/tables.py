"""Tables: which hold data, which only place things on a page, and how the former become well-formed."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from haowen.text.markup.blocks import Block, Cell, Line, Table
from haowen.text.markup.trees import Node

_SPAN = re.compile(r"[1-9]\d?")
_PARTS: Final = frozenset({"thead", "tbody", "tfoot", "tr", "caption", "td", "th"})


def only_places(table: Table) -> bool:
    """Whether a table holds no data but places things on a page: one cell, or one column that holds blocks."""
    rows = [*table.head, *table.body]
    if any(len(row) > 1 for row in rows):
        return False
    return len(rows) <= 1 or any(not _is_plain(cell) for row in rows for cell in row)


def table_of(node: Node, content: Callable[[Node], list[Block]]) -> tuple[Table, list[Node]]:
    """Return the table, its cells' blocks made by ``content``, and what stood in it outside any cell."""
    head: list[list[Cell]] = []
    body: list[list[Cell]] = []
    for row, is_head in _rows(node):
        cells = [Cell("th" if is_head else cell.tag, _spans(cell), content(cell)) for cell in _cells(row)]
        if not any(cell.blocks for cell in cells):
            continue
        starts = not head and not body and len(cells) > 1 and all(cell.tag == "th" for cell in cells)
        (head if is_head or starts else body).append(cells)
    return Table([], head, body), list(_beside(node))


def _is_plain(cell: Cell) -> bool:
    return not cell.blocks or (len(cell.blocks) == 1 and isinstance(cell.blocks[0], Line))


def _rows(node: Node, *, is_head: bool = False) -> Iterator[tuple[Node, bool]]:
    for child in node.children:
        if isinstance(child, str):
            continue
        if child.tag == "tr":
            yield child, is_head
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from _rows(child, is_head=child.tag == "thead")


def _cells(row: Node) -> Iterator[Node]:
    for child in row.children:
        if isinstance(child, Node) and child.tag in {"td", "th"}:
            yield child


def _beside(node: Node) -> Iterator[Node]:
    for child in node.children:
        if isinstance(child, str):
            if child.strip():
                loose = Node("div", {})
                loose.children.append(child)
                yield loose
        elif child.tag not in _PARTS:
            yield child
        elif child.tag in {"thead", "tbody", "tfoot", "tr"}:
            yield from _beside(child)


def _spans(cell: Node) -> str:
    return "".join(
        f' {name}="{cell.get(name)}"'
        for name in ("colspan", "rowspan")
        if _SPAN.fullmatch(cell.get(name)) and cell.get(name) != "1"
    )
