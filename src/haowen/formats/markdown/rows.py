"""One line of JSON lines as a piece: its Markdown, and the facts that stand beside it under the names of a head."""

from collections.abc import Mapping
from typing import Any

from haowen.formats.markdown import heads
from haowen.formats.markdown.piece import Piece
from haowen.formats.markdown.reading import read

_TEXT = ("markdown", "body", "content", "text")


def from_row(row: Mapping[str, Any]) -> Piece | None:
    """Read a row. Front matter inside its Markdown counts where the row itself says nothing. None: it holds no text."""
    name = next((key for key in _TEXT if isinstance(row.get(key), str) and row[key].strip()), None)
    if name is None:
        return None
    try:
        beside = heads.plain({key: value for key, value in row.items() if key not in (name, "path", "id")})
    except heads.UnreadableHeadError:
        return None
    return read(row[name], path=str(row.get("path") or ""), beside=beside)
