"""Reading one Markdown text."""

import re
from pathlib import PurePosixPath

from haowen.formats.markdown import rendering
from haowen.formats.markdown.footnotes import Notes
from haowen.formats.markdown.frontmatter import parted
from haowen.formats.markdown.pictures import asked
from haowen.formats.markdown.piece import Piece
from haowen.text import languages, markup, titles

_HEADING = re.compile(r"<h([1-6])[^<>]*>((?:(?!<h[1-6]).)*?)</h\1>", re.DOTALL)
_SIGNS = re.compile(r"[\W_]+")
_LONGEST_FIRST_LINE = 60


def read(source: str, *, path: str = "") -> Piece:
    """Return what a Markdown text says. ``path`` names a text that has neither a title nor a heading.

    Nothing in a text is an error: what cannot be understood stays in the body or in ``extra``, and ``problems`` says so.
    """
    front, text = parted(source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    texts = front.texts()
    references = front.references()
    notes = Notes(references, text)
    body = notes.resolved(rendering.rendered(notes.announced() + text))
    body = rendering.with_table_captions(rendering.with_chinese_after_addresses(body))
    body = rendering.with_quotation_sources(body)
    title, body = _title(texts.pop("title", ""), body, path)
    body = markup.clean_keeping_names(_levelled(body))
    series, position = front.series()
    language = texts.pop("language", "")
    return Piece(
        title=title,
        html=body,
        language=_language(language) if language else languages.guess(f"{title}\n{markup.to_text(body)}"),
        pictures=asked(body),
        credits=front.credits(),
        tags=front.tags(),
        declarations=front.declarations(),
        references=(*references, *notes.references()),
        series=series,
        series_position=position,
        comments=front.comments(),
        likes=front.number("likes") or 0,
        reads=front.number("reads") or 0,
        extra=front.left,
        problems=tuple(front.problems),
        **texts,
    )


def _title(given: str, body: str, path: str) -> tuple[str, str]:
    """Return the title and the body without the heading that repeats it."""
    first = _HEADING.search(body)
    heading = markup.to_text(first[2]).replace("\n", " ") if first else ""
    stands_first = (
        first is not None and not markup.to_text(body[: first.start()]) and "<img" not in body[: first.start()]
    )
    title = " ".join(given.split()) or heading
    if first and stands_first and _SIGNS.sub("", heading).casefold() == _SIGNS.sub("", title).casefold():
        body = body[: first.start()] + _pictures_in(first[2]) + body[first.end() :]
    if not title:
        opening = markup.to_text(body).split("\n", 1)[0]
        title = PurePosixPath(path).stem or titles.shortened(opening, _LONGEST_FIRST_LINE)
    return title, body


def _pictures_in(heading: str) -> str:
    return "".join(re.findall(r"<img [^>]*>", heading))


def _levelled(body: str) -> str:
    """Return the body with its highest headings as ``h2`` and all others as ``h3``, whatever levels were written."""
    highest = min((int(found[1]) for found in _HEADING.finditer(body)), default=2)

    def level(found: re.Match[str]) -> str:
        tag = "h2" if int(found[1]) == highest else "h3"
        return f"<{tag}>{found[2]}</{tag}>"

    return _HEADING.sub(level, body)


def _language(given: str) -> str:
    lower = given.lower().replace("_", "-")
    if lower in {"zh", "zh-cn", "zh-sg", "zh-hans", "zh-hans-cn", "chinese"}:
        return "zh-Hans"
    return "en" if lower.split("-")[0] == "en" else given
