"""Ghost's older form of texts: sections with markers, and lists of marks, atoms and cards that they point into."""

import html
from typing import Any, Final

from haowen.formats.ghost.cards import card

_TAGS: Final = frozenset({"a", "b", "strong", "i", "em", "s", "del", "code", "sub", "sup", "u"})
_BLOCKS: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pull-quote", "aside"})


def rendered(document: dict[str, Any]) -> str:
    """Return the HTML of a text."""
    sections = document.get("sections")
    return (
        "".join(_section(document, each) for each in sections if isinstance(each, list) and each)
        if isinstance(sections, list)
        else ""
    )


def _section(document: dict[str, Any], section: list[Any]) -> str:
    match section:
        case [1, str(tag), list(markers), *_]:
            name = tag.lower() if tag.lower() in _BLOCKS else "p"
            inner = _markers(document, markers)
            return (
                f"<blockquote><p>{inner}</p></blockquote>"
                if name in {"blockquote", "pull-quote", "aside"}
                else f"<{name}>{inner}</{name}>"
            )
        case [2, str(source), *_]:
            return f'<figure><img src="{html.escape(source)}" alt=""></figure>'
        case [3, str(tag), list(items), *_]:
            name = "ol" if tag.lower() == "ol" else "ul"
            rows = "".join(f"<li>{_markers(document, item)}</li>" for item in items if isinstance(item, list))
            return f"<{name}>{rows}</{name}>"
        case [10, int(at), *_]:
            match _at(document, "cards", at):
                case [str(name), dict(said), *_]:
                    return card(name, said)
    return ""


def _markers(document: dict[str, Any], markers: list[Any]) -> str:
    """Return running text; every marker opens some marks, says something, and closes some."""
    out: list[str] = []
    opened: list[str] = []
    for marker in markers:
        match marker:
            case [int(kind), list(opens), int(closes), said, *_]:
                for at in opens:
                    tag, attributes = _mark(document, at)
                    opened.append(tag)
                    out.append(f"<{tag}{attributes}>" if tag else "")
                out.append(_atom(document, said) if kind == 1 else html.escape(str(said), quote=False))
                for _ in range(min(closes, len(opened))):
                    tag = opened.pop()
                    out.append(f"</{tag}>" if tag else "")
    out += [f"</{tag}>" for tag in reversed(opened) if tag]
    return "".join(out)


def _mark(document: dict[str, Any], at: Any) -> tuple[str, str]:
    match _at(document, "markups", at):
        case [str(tag), *more] if tag.lower() in _TAGS:
            pairs = more[0] if more and isinstance(more[0], list) else []
            given = dict(zip(pairs[::2], pairs[1::2], strict=False))
            address = given.get("href")
            return tag.lower(), f' href="{html.escape(address)}"' if isinstance(address, str) else ""
    return "", ""


def _atom(document: dict[str, Any], at: Any) -> str:
    match _at(document, "atoms", at):
        case ["soft-return", *_]:
            return "<br>"
        case [_, str(text), *_]:
            return html.escape(text, quote=False)
    return ""


def _at(document: dict[str, Any], name: str, at: Any) -> Any:
    rows = document.get(name)
    return rows[at] if isinstance(rows, list) and isinstance(at, int) and 0 <= at < len(rows) else None
