"""Videos as readers get them: a player that loads nothing before somebody wants it, and what is said as text below."""

import html
from collections.abc import Mapping
from typing import NamedTuple

from haowen.text.markup.vocabulary import attribute


class Track(NamedTuple):
    """Captions of a video: their address, language and name."""

    src: str
    language: str
    label: str


class Film(NamedTuple):
    """How a video is played: (address, type, width of the window from which) in the order in which they are tried.

    ``transcripts`` are (language, paragraphs) of what is said; ``is_soon``: smaller versions are still being made.
    """

    sources: tuple[tuple[str, str, str], ...]
    tracks: tuple[Track, ...] = ()
    transcripts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    is_soon: bool = False
    milliseconds: int = 0


class Poster(NamedTuple):
    """The picture that stands there before a video plays."""

    src: str
    width: int
    height: int


def player(film: Film, poster: Poster, alt: str, words: Mapping[str, str]) -> str:
    """Return the player; ``alt`` is escaped already."""
    tracks = "".join(
        f'<track kind="captions" src="{attribute(one.src)}" srclang="{attribute(one.language)}" '
        f'label="{attribute(one.label)}"{"" if number else " default"}>'
        for number, one in enumerate(film.tracks)
    )
    last = film.sources[-1][0] if film.sources else ""
    soon = f'<p class="soon">{html.escape(words["soon"], quote=False)}</p>' if film.is_soon else ""
    return (
        f'<video controls preload="none" playsinline poster="{attribute(poster.src)}" width="{poster.width}" '
        f'height="{poster.height}" aria-label="{alt or attribute(words["video"])}">{_sources(film, "")}{tracks}'
        f'<a href="{attribute(last)}">{html.escape(words["save"], quote=False)}</a></video>{soon}'
    )


def carried(film: Film, poster: Poster, alt: str, *, base: str, page: str) -> str:
    """Return a player for other places and, for readers there that play nothing, the picture as a link to the page."""
    src = attribute(base + poster.src)
    size = f'width="{poster.width}" height="{poster.height}"'
    return (
        f'<video controls preload="none" poster="{src}" {size}>{_sources(film, base)}'
        f'<a href="{attribute(page)}"><img src="{src}" {size} alt="{alt}"></a></video>'
    )


def _sources(film: Film, base: str) -> str:
    return "".join(
        f'<source src="{attribute(base + src)}"{_given("type", kind)}{"" if base else _given("media", media)}>'
        for src, kind, media in film.sources
    )


def _given(name: str, value: str) -> str:
    return f' {name}="{attribute(value)}"' if value else ""


def transcripts(film: Film, word: str) -> str:
    """Return what is said in a video, folded, in each language of its captions."""
    labels = {track.language: track.label for track in film.tracks}
    return "".join(
        f'<details class="spoken-of"><summary>{html.escape(word, quote=False)}'
        f"{' · ' + html.escape(labels.get(language, language), quote=False) if len(film.transcripts) > 1 else ''}</summary>"
        f'<div lang="{attribute(language)}">{"".join(f"<p>{html.escape(said, quote=False)}</p>" for said in paragraphs)}</div></details>'
        for language, paragraphs in film.transcripts
    )
