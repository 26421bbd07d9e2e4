"""One line of JSON lines as a piece: its Markdown, and the facts that stand beside it under the names in use."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from haowen.formats.markdown.piece import Credited, Piece
from haowen.formats.markdown.reading import read

_TEXT = ("markdown", "body", "content", "text")
_PUBLISHED = ("published", "published_at", "date", "created_at", "month")
_SOURCE = ("source_url", "canonical_url", "url", "link")
_PEOPLE = {"author": "author", "authors": "author", "translator": "translator", "reviewer": "proof", "editor": "editor"}


def from_row(row: Mapping[str, Any]) -> Piece | None:
    """Read a row. Front matter inside its Markdown counts where the row itself says nothing. None: it holds no text."""
    source = _first(row, _TEXT)
    if not source.strip():
        return None
    piece = read(source, path=str(row.get("path") or ""))
    credited = tuple(
        Credited(role, name.strip()) for key, role in _PEOPLE.items() for name in _names(row.get(key)) if name.strip()
    )
    tags = row.get("tags")
    return replace(
        piece,
        title=_first(row, ("title",)) or piece.title,
        summary=_first(row, ("summary", "description", "excerpt")) or piece.summary,
        publisher=_first(row, ("publisher",)) or piece.publisher,
        published=_first(row, _PUBLISHED) or piece.published,
        source_url=_first(row, _SOURCE) or piece.source_url,
        credits=credited or piece.credits,
        tags=tuple(str(tag) for tag in tags) if isinstance(tags, list) else piece.tags,
        licence=_first(row, ("licence", "license")) or piece.licence,
    )


def _first(row: Mapping[str, Any], keys: Iterable[str]) -> str:
    return next((str(row[key]) for key in keys if row.get(key)), "")


def _names(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [str(name) for name in value] if isinstance(value, list) else []
