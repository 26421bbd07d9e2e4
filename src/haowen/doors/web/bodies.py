"""An article's text as its readers see it, by the kind of the article."""

import datetime as dt
import re
from typing import Any, NamedTuple

from haowen.domain.articles.models import Kind
from haowen.domain.library.playing import FORMATS, films
from haowen.domain.media.showing import edge, picture
from haowen.doors.web.marks import Piece
from haowen.doors.words import body_words
from haowen.kit import pagestore
from haowen.text import markup
from haowen.text.excerpts import excerpt
from haowen.text.lengths import words as words_in

Row = dict[str, Any]

_PARTS = re.compile(r'<video|class="(?:note|gallery|poll)"')
"""What has rules in a sheet of its own."""


class Body(NamedTuple):
    """A text for readers: how it begins, how many words it has, and whether it has parts that few texts have."""

    html: Piece
    begins: str
    words: int
    has_parts: bool


def body_of(
    row: Row, pictures: list[Row], cited: dict[str, int], language: str, played: dict[str, markup.Film]
) -> Body:
    """Return an article's text. A revision never changes, so all of it is kept apart from the page."""

    def make() -> str:
        pagestore.depends(
            f"article:{row['pk']}", f"publisher:{row['publisher_id']}", *(f"media:{sha256}" for sha256 in played)
        )
        canonical = row["revision__body__html"]
        text = markup.to_text(canonical)
        begins = " ".join(excerpt(text).split())
        if row["kind"] == Kind.VIDEO:
            canonical = markup.led_by(canonical, played)
        html = markup.shown(
            canonical,
            pictures=shown(pictures, played, row["publisher__mark_key"]),
            cited=cited,
            words=body_words(row["kind"]),
        )
        return f"{begins}\n{words_in(text)}\n{html}"

    begins, length, html = pagestore.fragment("body", f"{row['revision_id']} {language}", make).split("\n", 2)
    return Body(Piece(html), begins, int(length), row["kind"] == Kind.GALLERY or bool(_PARTS.search(html)))


def shown(pictures: list[Row], played: dict[str, markup.Film], mark: str | None) -> dict[str, markup.Picture]:
    """Return the pictures of a page by their hash; a video that is withheld is none, and stands there as a gap."""
    return {
        part["a"]: picture(
            part["a"],
            int(part["c"]),
            int(part["d"]),
            part["b"],
            part["e"] in ("1", "true"),
            most=1280,
            film=played.get(part["a"]),
            mark=mark,
        )
        for part in pictures
        if part["f"] not in FORMATS or part["a"] in played
    }


def filmed(publisher_id: int, pictures: list[Row], at: dt.datetime) -> dict[str, markup.Film]:
    """Return how the videos among the pictures of a page are played, and note that the page shows them."""
    videos = [part["a"] for part in pictures if part["f"] in FORMATS]
    for sha256 in videos:
        pagestore.depends(f"media:{sha256}")
        pagestore.valid_until(edge(sha256, at))
    return films(videos, at, publisher=publisher_id)
