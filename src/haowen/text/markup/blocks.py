"""The parts of a canonical body as values, and how they are written."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from haowen.text.markup.vocabulary import attribute

Marks = tuple[tuple[str, str], ...]  # (tag, attributes as written), from the outside in

BREAK: Final = "\0br"
CITE: Final = "\0cite:"

_CJK = "\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U000323af"
_IS_CJK = re.compile(f"[{_CJK}]")
_LINE_WITHIN_CJK = re.compile(f"(?<=[{_CJK}])\n(?=[{_CJK}])")
_BLANKS = re.compile(r"[ \t\n\r\f]{2,}|[\t\r\f]")  # but a single blank or line end, which stays what it is
_EDGE = " \t\n\r\f\xa0\u3000\u200b\ufeff"


class Run(NamedTuple):
    """A stretch of inline content: text (or BREAK, or CITE and a key) under its marks."""

    text: str
    marks: Marks = ()


Runs = list[Run]


@dataclass(slots=True)
class Line:
    """A paragraph, a heading or the footer of a quotation."""

    tag: str
    runs: Runs
    is_lead: bool = False


@dataclass(slots=True)
class Figure:
    """A picture of ours (``media``), elsewhere (``remote``), named only (``file``), or missing (none of these).

    ``credit`` says whose it is; a decorative one says nothing that the text does not, and has no alternative text.
    """

    media: str = ""
    remote: str = ""
    file: str = ""
    alt: str = ""
    caption: Runs = field(default_factory=list)
    credit: Runs = field(default_factory=list)
    is_decorative: bool = False


@dataclass(slots=True)
class Listing:
    """An ordered or unordered list."""

    tag: str
    items: "list[list[Block]]"
    start: str = ""


@dataclass(slots=True)
class Cell:
    """One cell of a table."""

    tag: str
    spans: str
    blocks: "list[Block]"


@dataclass(slots=True)
class Table:
    """A table with its head and body rows."""

    caption: Runs
    head: list[list[Cell]]
    body: list[list[Cell]]


@dataclass(slots=True)
class Verbatim:
    """Text whose lines and blanks matter."""

    text: str
    is_code: bool


@dataclass(slots=True)
class Box:
    """Blocks within a quotation, an aside (``aside`` holds what was not placed, ``note`` a note) or a gallery."""

    tag: str
    blocks: "list[Block]"


@dataclass(slots=True)
class Rule:
    """A thematic break."""


@dataclass(slots=True)
class Poll:
    """A question to readers with its answers; ``until`` is the last day on which it is open (YYYY-MM-DD), or empty."""

    question: str
    options: list[str]
    until: str = ""


Block = Line | Figure | Listing | Table | Verbatim | Box | Rule | Poll


def tidied(runs: Runs) -> Runs:
    """Return the runs with blanks as readers see them: single, none at the edges or beside a line break.

    A line break of the source between two Chinese characters is no blank.
    """
    out: Runs = []
    last, blank = "", ""
    blank_marks: Marks = ()
    for run in runs:
        if run.text == BREAK:
            if last and last != BREAK:
                out.append(Run(BREAK, run.marks[: _shared(run.marks, out[-1].marks)]))
                last = BREAK
            blank = ""
            continue
        if run.text.startswith(CITE):
            if blank and last and last != BREAK:
                out.append(Run(" ", blank_marks))
            out.append(Run(run.text, tuple(mark for mark in run.marks if mark[0] not in {"a", "sup", "sub", "code"})))
            last, blank = "]", ""
            continue
        text = _BLANKS.sub(lambda found: "\n" if "\n" in found[0] else " ", run.text)
        body = text.strip(" \n")
        before = text[: len(text) - len(text.lstrip(" \n"))]
        if not blank:
            blank_marks = run.marks
        blank = "\n" if "\n" in blank + before else blank or before
        if not last or last == BREAK:
            body = body.lstrip(_EDGE)
        if not body:
            continue
        if blank and last and last != BREAK and not (blank == "\n" and _IS_CJK.match(last) and _IS_CJK.match(body)):
            out.append(Run(" ", blank_marks))
        out.append(Run(_on_one_line(body), run.marks))
        last, blank, blank_marks = body[-1], text[len(text.rstrip(" \n")) :], run.marks
    while out and not out[-1].text.startswith(CITE):
        final = "" if out[-1].text == BREAK else out[-1].text.rstrip(_EDGE)
        if final:
            out[-1] = Run(final, out[-1].marks)
            break
        out.pop()
    return out


def flat(content: list[Block]) -> Runs:
    """Return blocks as one stretch of inline content, a line break between two."""
    lines: list[Runs] = []
    for block in content:
        match block:
            case Line(_, runs):
                lines.append(runs)
            case Listing(_, items):
                lines += [flat(item) for item in items]
            case Table(caption, head, body):
                lines.append(caption)
                lines += [flat([inner for cell in row for inner in cell.blocks]) for row in [*head, *body]]
            case Verbatim(text):
                lines.append([Run(text)])
            case Poll(question, options):
                lines += [[Run(question)], *([Run(option)] for option in options)]
            case Box(_, inside):
                lines.append(flat(inside))
            case Figure(_, _, _, alt, caption, credit):
                lines += [[Run(alt)] if alt else [], caption, credit]
            case Rule():
                pass
    out: Runs = []
    for runs in lines:
        if runs:
            out += [*([Run(BREAK)] if out else []), *runs]
    return tidied(out)


def _on_one_line(text: str) -> str:
    return _LINE_WITHIN_CJK.sub("", text).replace("\n", " ") if "\n" in text else text


def _shared(some: Marks, others: Marks) -> int:
    """Return how many outer marks are the same."""
    shared = 0
    for one, other in zip(some, others, strict=False):
        if one != other:
            break
        shared += 1
    return shared


def _inline(runs: Runs) -> str:
    out: list[str] = []
    opened: Marks = ()
    for run in runs:
        shared = _shared(opened, run.marks)
        out += [f"</{tag}>" for tag, _ in reversed(opened[shared:])]
        out += [f"<{tag}{attributes}>" for tag, attributes in run.marks[shared:]]
        opened = run.marks
        if run.text == BREAK:
            out.append("<br>")
        elif run.text.startswith(CITE):
            out.append(f'<sup data-cite="{attribute(run.text.removeprefix(CITE))}"></sup>')
        else:
            out.append(html.escape(run.text, quote=False))
    out += [f"</{tag}>" for tag, _ in reversed(opened)]
    return "".join(out)


def written(blocks: list[Block], between: str = "") -> str:
    """Return the blocks as canonical HTML."""
    return between.join(_written(block) for block in blocks)


def _written(block: Block) -> str:  # noqa: PLR0911 - one answer for each kind
    match block:
        case Line(tag, runs, is_lead):
            return f"<{tag}{' data-lead' if is_lead else ''}>{_inline(runs)}</{tag}>"
        case Figure():
            return _figure(block)
        case Listing(tag, items, start):
            return f"<{tag}{start}>{''.join(f'<li>{_content(item)}</li>' for item in items)}</{tag}>"
        case Table():
            return _table(block)
        case Verbatim(text, is_code):
            text = html.escape(text, quote=False)
            return f"<pre><code>{text}</code></pre>" if is_code else f"<pre>{text}</pre>"
        case Box("gallery", blocks):
            return f"<div data-gallery>{written(blocks)}</div>"
        case Box("note", blocks):
            return f"<aside data-note>{written(blocks)}</aside>"
        case Poll(question, options, until):
            return poll_written(question, options, until)
        case Box("aside", blocks):
            return f"<aside data-unplaced>{written(blocks)}</aside>"
        case Box(tag, blocks):
            return f"<{tag}>{written(blocks)}</{tag}>"
        case Rule():
            return "<hr>"


def poll_written(question: str, options: Sequence[str], until: str = "") -> str:
    """Return a poll as canonical HTML."""
    items = "".join(f"<li>{html.escape(option, quote=False)}</li>" for option in options)
    asked = html.escape(question, quote=False)
    day = f'="{until}"' if until else ""
    return f"<aside data-poll{day}><p>{asked}</p><ul>{items}</ul></aside>"


def _content(blocks: list[Block]) -> str:
    """Return what stands in a list item or a cell: one paragraph, also before lists, needs no element of its own."""
    if blocks and isinstance(blocks[0], Line) and all(isinstance(block, Listing) for block in blocks[1:]):
        return _inline(blocks[0].runs) + written(blocks[1:])
    return written(blocks)


def _figure(figure: Figure) -> str:
    alt = attribute(figure.alt)
    credit = f"<small data-credit>{_inline(figure.credit)}</small>" if figure.credit else ""
    caption = f"<figcaption>{_inline(figure.caption)}{credit}</figcaption>" if figure.caption or credit else ""
    if figure.media:
        if figure.is_decorative:
            return f'<figure data-decorative><img data-media="{figure.media}" alt="">{caption}</figure>'
        return f'<figure><img data-media="{figure.media}" alt="{alt}">{caption}</figure>'
    if figure.remote:
        address, words = attribute(figure.remote), html.escape(figure.alt, quote=False)
        return f'<figure data-remote="{address}"><a href="{address}">{words}</a>{caption}</figure>'
    if figure.file:
        return f'<figure data-file="{attribute(figure.file)}"><img alt="{alt}">{caption}</figure>'
    return f'<figure data-gap="picture">{caption}</figure>'


def _table(table: Table) -> str:
    caption = f"<caption>{_inline(table.caption)}</caption>" if table.caption else ""
    head = f"<thead>{_rows(table.head)}</thead>" if table.head else ""
    body = f"<tbody>{_rows(table.body)}</tbody>" if table.body else ""
    return f"<table>{caption}{head}{body}</table>"


def _rows(rows: list[list[Cell]]) -> str:
    return "".join(
        "<tr>" + "".join(f"<{cell.tag}{cell.spans}>{_content(cell.blocks)}</{cell.tag}>" for cell in row) + "</tr>"
        for row in rows
    )
