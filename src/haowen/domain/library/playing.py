"""How videos are played: which of their files are there, and the captions that a publisher gave them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from haowen.domain.library.captioning import file_name, put_beside
from haowen.domain.library.models import Captions
from haowen.domain.media.models import EncodingState, Media, MediaEffect, MediaKind, MediaRestriction
from haowen.domain.media.showing import path_of
from haowen.domain.statements.standing import in_force
from haowen.text import webvtt
from haowen.text.markup import Film, Track

FORMATS = frozenset({"mp4", "mov", "webm"})
"""Formats of files that are videos."""
_WIDE = "(min-width: 48em)"
_ENDED = (EncodingState.DONE, EncodingState.FAILED, EncodingState.ABSENT)


def films(
    hashes: Collection[str], at: dt.datetime, *, publisher: int | None = None, captions: bool = True
) -> dict[str, Film]:
    """Return how these files (by SHA-256) are played, as far as they are videos that nothing withholds.

    Captions are those of ``publisher`` (a primary key). Two statements, whatever is asked for; none for nothing.
    """
    if not hashes:
        return {}
    withheld = MediaRestriction.objects.filter(in_force(at), effect=MediaEffect.WITHHELD).values("media")
    rows = (
        Media.objects.filter(sha256__in=hashes, kind=MediaKind.VIDEO)
        .exclude(pk__in=withheld)
        .values_list("sha256", "format", "encoding__state", "duration_ms")
    )
    found = list(rows)
    said = _captions([sha256 for sha256, *_rest in found], publisher) if captions and publisher and found else {}
    return {
        sha256: Film(
            sources=_sources(sha256, form),
            tracks=tuple(Track(_address(sha256, row), row.language, row.label) for row in said.get(sha256, ())),
            transcripts=tuple((row.language, tuple(_spoken(row.text))) for row in said.get(sha256, ())),
            is_soon=state not in _ENDED,
            milliseconds=length,
        )
        for sha256, form, state, length in found
    }


def _sources(sha256: str, form: str) -> tuple[tuple[str, str, str], ...]:
    """Return what can be played, best first. A MOV's copy bears no type: some browsers play what they would not promise to."""
    base = f"/media/{sha256}/"
    found = []
    if path_of(sha256, "h720.mp4"):
        found.append((f"{base}h720.mp4", "video/mp4", _WIDE))
    if path_of(sha256, "h360.mp4"):
        found.append((f"{base}h360.mp4", "video/mp4", ""))
    name, kind = ("play.webm", "video/webm") if form == "webm" else ("play.mp4", "video/mp4" if form == "mp4" else "")
    if path_of(sha256, name):
        found.append((base + name, kind, ""))
    return tuple(found)


def _captions(hashes: Iterable[str], publisher: int) -> dict[str, list[Captions]]:
    rows = Captions.objects.filter(asset__publisher=publisher, asset__media__sha256__in=hashes)
    found: dict[str, list[Captions]] = defaultdict(list)
    for row in rows.select_related("asset__media").order_by("pk"):
        found[row.asset.media.sha256].append(row)
    return found


def _address(media: str, row: Captions) -> str:
    name = file_name(row.sha256)
    if path_of(media, name) is None:  # made again where it was lost
        put_beside(media, row.sha256, row.text)
    return f"/media/{media}/{name}"


def _spoken(text: str) -> list[str]:
    return webvtt.transcript(webvtt.read(text))


def are_captioned(publisher: int, hashes: Collection[str]) -> set[str]:
    """Return which of these files have captions of this publisher."""
    if not hashes:
        return set()
    rows = Captions.objects.filter(asset__publisher=publisher, asset__media__sha256__in=hashes)
    return set(rows.values_list("asset__media__sha256", flat=True))


def spoken(publisher: int, hashes: Collection[str]) -> str:
    """Return what is said in these videos, for the search."""
    rows = Captions.objects.filter(asset__publisher=publisher, asset__media__sha256__in=hashes).order_by("pk")
    return "\n".join(line for text in rows.values_list("text", flat=True) for line in _spoken(text))
