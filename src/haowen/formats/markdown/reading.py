"""Reading one Markdown text."""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, TypeVar

from haowen.formats.markdown import colophon, dates, heads, rendering
from haowen.formats.markdown.footnotes import Notes
from haowen.formats.markdown.frontmatter import Front
from haowen.formats.markdown.people import Person
from haowen.formats.markdown.pictures import asked
from haowen.formats.markdown.piece import Credited, Piece
from haowen.text import languages, markup, titles

_HEADING = re.compile(r"<h([1-6])[^<>]*>((?:(?!<h[1-6]).)*?)</h\1>", re.DOTALL)
_SIGNS = re.compile(r"[\W_]+")
_LONGEST_FIRST_LINE = 60
_DRAFTS = {"_drafts", "drafts", "_trash"}


def read(source: str, *, path: str = "", beside: Mapping[str, Any] | None = None) -> Piece:
    """Return what a Markdown text says. ``path`` names a text that has neither a title nor a heading.

    ``beside`` is what stands beside the text, under the same names as in a head; it beats the head. Nothing in a text
    is an error: what cannot be understood stays in the body or in ``extra``, and ``problems`` says so.
    """
    head = heads.parted(source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    told, given = Front(beside or {}), Front(head.values)
    held_back = told.held_back() or given.held_back() or _folder_of_drafts(path)
    texts = given.texts() | told.texts()
    references = told.references() or given.references()
    signed, text = colophon.taken(head.text)
    notes = Notes(references, text)
    body = notes.resolved(rendering.rendered(notes.announced() + text))
    body = rendering.with_table_captions(rendering.with_addresses_linked(body))
    body = rendering.with_quotation_sources(rendering.with_links_beside_pictures(body))
    title, body, repeated = _title(texts.pop("title", ""), body, path)
    body = markup.clean_keeping_names(_levelled(body))
    plain = markup.to_text(body)
    series, position = _either(told.series(), given.series())
    category, further = _either(told.category(), given.category())
    cover, cover_alt = _either(told.cover(), given.cover())
    source_name, source_url = _either(told.source(), given.source())
    former = (*told.former(), *given.former())
    via = told.via() or given.via() or signed.via
    language = texts.pop("language", "")
    published = texts.pop("published", "") or dates.of_path(path)
    credited = _credits(told.credits() or given.credits(), signed)
    people = _people(told.persons + given.persons, signed)
    return Piece(
        title=title,
        html=body,
        language=_language(language) if language else languages.guess(f"{title}\n{plain}"),
        pictures=asked(body),
        cover=cover,
        cover_alt=texts.pop("cover_alt", "") or cover_alt,
        published=published,
        credits=credited,
        tags=tuple(dict.fromkeys((*(told.tags() or given.tags()), *further))),
        channel=category,
        declarations=told.declarations() or given.declarations(),
        references=(*references, *notes.references()),
        series=series,
        series_position=position,
        source_name=texts.pop("source_name", "") or source_name,
        source_url=source_url or ("" if via else next((each for each in former if each.startswith("http")), "")),
        via=via,
        former_addresses=former,
        closing=signed.closing,
        comments=told.comments() or given.comments(),
        likes=told.number("likes") or given.number("likes") or 0,
        reads=told.number("reads") or given.number("reads") or 0,
        extra=_left(given.left | told.left)
        | ({"people": people} if people else {})
        | ({"colophon": list(signed.lines)} if signed.lines else {}),
        problems=(*([head.problem] if head.problem else []), *told.problems, *given.problems),
        bad_head=head.problem,
        held_back=held_back,
        text=head.text,
        plain=plain,
        repeated=repeated,
        signed=signed.lines,
        **texts,
    )


def _folder_of_drafts(path: str) -> str:
    """Return the folder on the way to a text that says that it is no more, or not yet, for everybody."""
    folders = PurePosixPath(path.replace("\\", "/")).parts[:-1]
    return next((f"{each}/" for each in folders if each.strip(".") and (each[0] == "." or each in _DRAFTS)), "")


T = TypeVar("T", bound=tuple[Any, ...])


def _either(one: T, other: T) -> T:
    return one if any(one) else other


def _credits(given: tuple[Credited, ...], signed: colophon.Colophon) -> tuple[Credited, ...]:
    """Return who did what; the colophon tells of roles of which nothing was said before."""
    roles = {credit.role for credit in given}
    told = dict.fromkeys(Credited(role, person.name) for role, person in signed.people)
    return (*given, *(credit for credit in told if credit.role not in roles))


def _people(persons: Sequence[Person], signed: colophon.Colophon) -> list[dict[str, str]]:
    """Return who was named with more than a name."""
    said = [("", person) for person in persons] + [(role, person) for role, person in signed.people]
    told = {
        (role, person.name): {
            key: value
            for key, value in (
                ("role", role),
                ("name", person.name),
                ("address", person.address),
                ("said", person.said),
            )
            if value
        }
        for role, person in said
    }
    return list(told.values())


def _left(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _title(given: str, body: str, path: str) -> tuple[str, str, str]:
    """Return the title, the body without the heading that repeats it, and that heading."""
    first = _HEADING.search(body)
    heading = markup.to_text(first[2]).replace("\n", " ") if first else ""
    stands_first = (
        first is not None and not markup.to_text(body[: first.start()]) and "<img" not in body[: first.start()]
    )
    title = " ".join(given.split()) or heading
    repeated = ""
    if first and stands_first and _SIGNS.sub("", heading).casefold() == _SIGNS.sub("", title).casefold():
        body, repeated = body[: first.start()] + _pictures_in(first[2]) + body[first.end() :], heading
    if not title:
        opening = markup.to_text(body).split("\n", 1)[0]
        title = PurePosixPath(path).stem or titles.shortened(opening, _LONGEST_FIRST_LINE)
    return title, body, repeated


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
    if lower.startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo")):
        return "zh-Hant"
    return "en" if lower.split("-")[0] == "en" else given
