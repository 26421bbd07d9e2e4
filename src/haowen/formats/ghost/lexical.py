"""Ghost's newer form of texts: a tree of nodes."""

import html
from typing import Any, Final

from haowen.formats.ghost.cards import card

_MARKS: Final = ((1, "strong"), (2, "em"), (4, "s"), (16, "code"), (32, "sub"), (64, "sup"))
_DEEPEST: Final = 40


def rendered(document: dict[str, Any]) -> str:
    """Return the HTML of a text."""
    return _all(document.get("root"), 0)


def _all(node: Any, depth: int) -> str:
    children = node.get("children") if isinstance(node, dict) else None
    if not isinstance(children, list) or depth > _DEEPEST:
        return ""
    return "".join(_node(child, depth + 1) for child in children if isinstance(child, dict))


def _node(node: dict[str, Any], depth: int) -> str:  # noqa: PLR0911 - one answer for each kind
    kind = str(node.get("type", "")).removeprefix("extended-")
    inner = _all(node, depth)
    match kind:
        case "text" | "code-highlight" | "tk":
            return _marked(node)
        case "linebreak":
            return "<br>"
        case "link" | "autolink":
            return f'<a href="{html.escape(str(node.get("url", "")))}">{inner}</a>'
        case "paragraph":
            return f"<p>{inner}</p>"
        case "heading":
            tag = node.get("tag") if node.get("tag") in {"h1", "h2", "h3", "h4", "h5", "h6"} else "h2"
            return f"<{tag}>{inner}</{tag}>"
        case "list":
            tag = "ol" if node.get("listType") == "number" or node.get("tag") == "ol" else "ul"
            return f"<{tag}>{inner}</{tag}>"
        case "listitem":
            return f"<li>{inner}</li>"
        case "quote" | "aside":
            return f"<blockquote><p>{inner}</p></blockquote>"
        case _:
            return inner or card(kind, node)


def _marked(node: dict[str, Any]) -> str:
    text = html.escape(str(node.get("text", "")), quote=False)
    form = node.get("format")
    for bit, tag in _MARKS:
        if isinstance(form, int) and form & bit:
            text = f"<{tag}>{text}</{tag}>"
    return text
