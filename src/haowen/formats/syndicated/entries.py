"""One item of a feed, whatever the feed is written in, and how it becomes an article."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext as _

from haowen.formats.foreign import Credit, LeftOut, Piece, body_of, whole
from haowen.text import languages, markup

_WORLDWIDE = re.compile(r"https?://|urn:|tag:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """What an item says; ``html`` is its whole text where there is one, ``summary`` HTML or text."""

    identity: str = ""
    link: str = ""
    title: str = ""
    html: str = ""
    summary: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    changed: str = ""
    tags: tuple[str, ...] = ()
    picture: str = ""
    players: tuple[str, ...] = ()  # addresses of sound and film that come with it


def pieces(entries: Iterable[Entry], *, site: str, base: str) -> Iterator[Piece | LeftOut]:
    """Yield each item once, by what the feed knows it by; of two with the same identity the first counts."""
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        piece = _piece(entry, site, base, number)
        identity = piece.identity or f"{piece.title}\n{piece.html}"
        if not markup.to_text(piece.html).strip() and not entry.title.strip():
            yield LeftOut(piece.name, _("has no text"))
        elif identity in seen:
            yield LeftOut(piece.name, _("stands in the feed twice; it came in once"))
        else:
            seen.add(identity)
            yield piece


def _piece(entry: Entry, site: str, base: str, number: int) -> Piece:
    link = whole(base, entry.link) if entry.link else ""
    title = " ".join(markup.to_text(entry.title).split())
    players = "".join(
        f'<p><a href="{each}">{each}</a></p>' for each in map(_attribute, entry.players) if each not in entry.html
    )
    body = body_of((entry.html or entry.summary) + players, base=link or base)
    text = markup.to_text(body.html)
    summary = " ".join(markup.to_text(entry.summary).split()) if entry.html else ""
    remarks = list(body.remarks)
    if not entry.html and entry.summary:
        remarks.append(_("The feed holds a summary of it only"))
    return Piece(
        name=title or link or f"#{number}",
        title=title or text.split("\n", 1)[0][:60],
        html=body.html,
        identity=_known_as(entry.identity, base) or link,
        language=languages.guess(f"{title}\n{text}"),
        summary="" if summary == " ".join(text.split()) else summary,
        author=entry.authors[0] if entry.authors else site,
        credits=tuple(Credit("author", name) for name in entry.authors) if len(entry.authors) > 1 else (),
        published=entry.published,
        changed=entry.changed,
        tags=entry.tags,
        channels=entry.tags,
        cover=whole(base, entry.picture) if entry.picture else "",
        source_name=site,
        source_url=link if link.startswith(("http://", "https://")) else "",
        addresses=(link,) if link else (),
        remarks=tuple(remarks),
        files=body.files,
    )


def _known_as(identity: str, base: str) -> str:
    """Return an item's name with the site that gave it, where it is not one for the whole world: many feeds count from 1."""
    if not identity or _WORLDWIDE.match(identity) or not base.startswith(("http://", "https://")):
        return identity
    return f"{base}#{quote(identity, safe='')}"


def _attribute(address: str) -> str:
    return address.replace("&", "&amp;").replace('"', "%22").replace("<", "%3C")
