"""One reference as people write it, taken apart. No word is lost: what is not understood stays in the title."""

from collections.abc import Callable, Sequence
from typing import Final

from haowen.text.references import dates, marks, shapes
from haowen.text.references.shapes import Parts, tidy
from haowen.text.references.values import LONGEST, Source

_SHAPES: Final[Sequence[Callable[[str], Parts | None]]] = (
    shapes.kinded, shapes.online, shapes.quoted, shapes.dated_names, shapes.year_next, shapes.sentences, shapes.plain,
)  # fmt: skip


def read(text: str) -> Source:
    """Return the source that one line tells of."""
    line = marks.Line(text)
    marks.number(line)
    url = marks.address(line)
    accessed = marks.seen(line)
    marks.kind(line)
    marks.formalities(line)
    parts = _parts(line)
    outlet, dated, written = shapes.outlet_and_date(parts.rest)
    if parts.dated:
        # The shape's own date says when; another one in the rest is where: a congress, a volume of a year.
        own = dates.read(parts.dated)
        if len(own) == len("2000") and not dated and (month := dates.find_of_year(parts.rest, own)):
            dated, written = month.value, parts.rest[month.start : month.end]
            outlet = tidy(f"{parts.rest[: month.start]}{marks.BREAK}{parts.rest[month.end :]}")
        if own and dated and len(dated) > len(own) and dated.startswith(own):
            own = dated
            line.formal += (parts.dated, written)
        else:
            outlet = tidy(parts.rest)
            line.formal.append(parts.dated)
        dated = own
    elif written:
        line.formal.append(written)
    if within := shapes.IN.match(outlet):
        line.formal.append(within[0])
        outlet = outlet[within.end() :]
    title = tidy(parts.title)
    if not title and outlet:
        title, outlet = outlet, ""
    title = title or url or text.strip()
    return bounded(
        Source(title, outlet, tidy(parts.authors) and parts.authors.replace(marks.BREAK, " ").strip(), dated, url, accessed,
               tuple(line.formal), tuple(line.left))
    )  # fmt: skip


def _parts(line: marks.Line) -> Parts:
    if line.title and (tidy(line.title) in tidy(line.text)):
        before, _title, after = line.text.partition(line.title)
        if not tidy(before):
            return Parts(line.title, "", after)
    for shape in _SHAPES:
        found = shape(line.text if shape is shapes.online else line.text.replace(marks.ONLINE, marks.BREAK))
        if found is not None and (tidy(found.title) or shape is shapes.plain):
            return found
    return Parts(line.text)


def bounded(source: Source) -> Source:
    """Return a source whose fields hold what they can; what is too long is left whole."""
    title, left = source.title, list(source.left)
    values = {"outlet": source.outlet, "authors": source.authors}
    for name, value in values.items():
        if len(value) > LONGEST[name]:
            left.append(value)
            values[name] = ""
    if len(title) > LONGEST["title"]:
        cut = title.rfind(" ", LONGEST["title"] // 2, LONGEST["title"])
        cut = cut if cut > 0 else LONGEST["title"]
        left.append(title[cut:].strip())
        title = title[:cut].rstrip()
    return Source(
        title,
        values["outlet"],
        values["authors"],
        source.dated_on,
        source.url,
        source.accessed_on,
        source.formal,
        tuple(left),
    )
