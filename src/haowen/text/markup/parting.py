"""The blocks of a canonical body one by one: what is compared, merged and shown side by side."""

from haowen.text.markup.vocabulary import TOKEN, VOID


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


def joined(parts: list[str]) -> str:
    """Return the body that these blocks make."""
    return "\n".join(parts)


def _add(parts: list[str], piece: str) -> None:
    if piece.strip():
        parts.append(piece.strip("\n"))
