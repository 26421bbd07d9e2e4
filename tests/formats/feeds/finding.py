"""What a checker of feeds finds, and what it looks at in Atom and RSS alike."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"


class Found(NamedTuple):
    """One fault: by which rule, and at which element."""

    kind: str
    where: str


def text(element: etree._Element | None) -> str:
    return "" if element is None else "".join(element.itertext()).strip()


def counted(element: etree._Element, space: str, once: tuple[str, ...]) -> Iterator[Found]:
    number = Counter(child.tag for child in element.iterchildren(etree.Element))
    yield from (Found("DuplicateElement", name) for name in once if number[f"{space}{name}"] > 1)


def needed(element: etree._Element, space: str, names: tuple[str, ...]) -> Iterator[Found]:
    for name in names:
        if element.find(f"{space}{name}") is None:
            yield Found("MissingElement", f"{name} in {etree.QName(element).localname}")
