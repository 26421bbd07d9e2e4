"""Links in a page's head by which programs find the feeds that follow it."""

from urllib.parse import quote

from haowen.doors.web.marks import Piece, escaped

TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
NAMES = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}
Link = tuple[str, Piece, Piece]


def feeds(path: str, name: str) -> list[Link]:
    """Return the feeds of a page (its path without a slash at the end): type, address, title."""
    return [(kind, escaped(f"{path}/feed.{form}"), escaped(f"{name} ({NAMES[form]})")) for form, kind in TYPES.items()]


def embeddings(address: str, title: str) -> list[Link]:
    """Return where other sites ask how to show this article in theirs (oEmbed)."""
    asked = f"/oembed?url={quote(address, safe='')}"
    return [
        ("application/json+oembed", escaped(asked), escaped(title)),
        ("text/xml+oembed", escaped(f"{asked}&format=xml"), escaped(title)),
    ]
