"""Pictures as Media RSS says them, in RSS and in Atom alike."""

from haowen.formats.feeds.values import Entry, Picture
from haowen.text.xmltext import Xml, element, known


def pictures(entry: Entry) -> tuple[Picture, ...]:
    """Return the pictures of an entry, its cover first, each once."""
    every = ([entry.cover] if entry.cover else []) + list(entry.pictures)
    return tuple({picture.url: picture for picture in reversed(every)}.values())[::-1]


def shown(entry: Entry) -> list[Xml]:
    """Return a ``media:content`` for each picture, with its alternative text."""
    return [
        element(
            "media:content",
            known("media:description", picture.alt, {"type": "plain"}),
            attributes={
                "url": picture.url,
                "type": picture.type,
                "medium": "image",
                "width": picture.width or "",
                "height": picture.height or "",
                "fileSize": picture.size or "",
            },
        )
        for picture in pictures(entry)
    ]
