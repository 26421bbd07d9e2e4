"""The blocks of a canonical body one by one: what is compared, merged and shown side by side."""

from collections.abc import Collection

from haowen.text.markup.vocabulary import TOKEN, VOID, Canonical


def parted(canonical: str) -> list[str]:
    """Return the top-level blocks of a body; put together by line ends they are the body again.

    Text that stands outside of any block (no canonical body has such) is a part of its own, so that nothing is lost.
    """
    parts: list[str] = []
    depth = start = 0
    for token in TOKEN.finditer(canonical):
        closing, tag, _rest = token.groups()
        if not depth and not closing:
            _add(parts, canonical[start : token.start()])
            start = token.start()
        if tag.lower() not in VOID:
            depth = max(0, depth - 1) if closing else depth + 1
        if not depth:
            _add(parts, canonical[start : token.end()])
            start = token.end()
    _add(parts, canonical[start:])
    return parts


def led_by(canonical: str, keys: Collection[str]) -> Canonical:
    """Return the body with the first top-level figure of one of these files (by SHA-256) before all else."""
    parts = parted(canonical)
    at = next((n for n, part in enumerate(parts) if any(f'<img data-media="{key}"' in part for key in keys)), 0)
    return Canonical(joined([parts[at], *parts[:at], *parts[at + 1 :]]) if at else canonical)


def joined(parts: list[str]) -> str:
    """Return the body that these blocks make."""
    return "\n".join(parts)


def _add(parts: list[str], piece: str) -> None:
    if piece.strip():
        parts.append(piece.strip("\n"))
