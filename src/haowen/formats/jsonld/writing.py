"""JSON-LD as text that may stand in a page."""

import json
from typing import Any

Node = dict[str, Any]


def written(data: Node) -> str:
    """Return JSON that may stand inside ``<script>``: no ``<``, ``>`` or ``&`` remains in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def graph(*nodes: Node) -> str:
    """Return a script's text with these things in it."""
    return written({"@context": "https://schema.org", "@graph": [node for node in nodes if node]})


def kept(data: Node) -> Node:
    """Return what says something: empty texts and lists are left out."""
    return {name: value for name, value in data.items() if value not in ("", [], {}, None)}


def breadcrumb(trail: tuple[tuple[str, str], ...]) -> Node:
    """Return the way to a page: names and addresses, from home on."""
    if not trail:
        return {}
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": address}
            for place, (name, address) in enumerate(trail, start=1)
        ],
    }


def image(url: str, width: int = 0, height: int = 0, caption: str = "") -> Node:
    """Return a picture with what is known of it."""
    return kept({"@type": "ImageObject", "url": url, "width": width or "", "height": height or "", "caption": caption})
