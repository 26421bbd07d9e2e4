"""What readers would stumble over in a canonical body or a title, found without knowing any article."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from haowen.text.markup import cited as cited_in
from haowen.text.markup import numbered, to_text

_IMAGE = re.compile(r"<img\b[^>]*>")
_ALT = re.compile(r'\balt="([^"]*)"')
_DECORATIVE = re.compile(r"\bdata-decorative\b")
_HEADING = re.compile(r"<h([2-6])>(.*?)</h\1>", re.DOTALL)
_LINK = re.compile(r'<a\b[^>]*href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_MARKS = re.compile(r"[!！]{2,}|[?？][!！]|[!！][?？]|[?？]{3,}")
_SHOUTS = re.compile(
    r"震惊|惊呆|竟然|万万没想到|不看后悔|必看|速看|疯传|刷屏了|吓尿|太可怕了|崩溃了|你绝对想不到|\byou won't believe\b",
    re.IGNORECASE,
)
_CAPITALS_LEAST = 12
_FEW, _SHARE = 3, 0.7


class Kind(StrEnum):
    """What somebody would stumble over."""

    NO_ALTERNATIVE = "no_alternative"
    HEADING_JUMP = "heading_jump"
    EMPTY_HEADING = "empty_heading"
    EMPTY_LINK = "empty_link"
    NEVER_CITED = "never_cited"
    CITES_NOTHING = "cites_nothing"
    SHOUTS = "shouts"


@dataclass(frozen=True, slots=True)
class Stumble:
    """One of them: ``number`` counts pictures, headings or references from 1; ``passage`` is what stands there."""

    kind: Kind
    number: int = 0
    passage: str = ""


def in_body(canonical: str, references: Sequence[tuple[str, str]] = ()) -> list[Stumble]:
    """Return what readers would stumble over in a body whose ``references`` are (key, title), in the order of kinds."""
    return [
        *_pictures(canonical), *_headings(canonical), *_links(canonical), *_references(canonical, references),
    ]  # fmt: skip


def _pictures(canonical: str) -> list[Stumble]:
    found = []
    for number, image in enumerate(_IMAGE.findall(canonical), 1):
        said = _ALT.search(image)
        if not (said and said[1].strip()) and not _DECORATIVE.search(image):
            found.append(Stumble(Kind.NO_ALTERNATIVE, number))
    return found


def _headings(canonical: str) -> list[Stumble]:
    found, above = [], 1
    for number, heading in enumerate(_HEADING.finditer(canonical), 1):
        level, text = int(heading[1]), to_text(heading[2])
        if not text:
            found.append(Stumble(Kind.EMPTY_HEADING, number))
        if level > above + 1:
            found.append(Stumble(Kind.HEADING_JUMP, number, text))
        above = level
    return found


def _links(canonical: str) -> list[Stumble]:
    return [
        Stumble(Kind.EMPTY_LINK, number, html.unescape(link[1]))
        for number, link in enumerate(_LINK.finditer(canonical), 1)
        if not to_text(link[2]) and "<img" not in link[2]
    ]


def _references(canonical: str, references: Sequence[tuple[str, str]]) -> list[Stumble]:
    cited, numbers = cited_in(canonical), numbered(canonical, [key for key, _title in references])
    unused = [Stumble(Kind.NEVER_CITED, numbers[key], title) for key, title in references if key not in cited]
    return unused + [Stumble(Kind.CITES_NOTHING, 0, key) for key in cited if key not in numbers]


def in_title(title: str) -> list[Stumble]:
    """Return whether a title shouts: marks in a row, many capitals, words that promise a shock."""
    letters = [character for character in title if character.isascii() and character.isalpha()]
    is_loud = len(letters) >= _CAPITALS_LEAST and sum(map(str.isupper, letters)) > _SHARE * len(letters)
    many = title.count("!") + title.count("！") >= _FEW
    shouting = _MARKS.search(title) or _SHOUTS.search(title)
    if shouting or is_loud or many:
        return [Stumble(Kind.SHOUTS, 0, shouting[0] if shouting else "")]
    return []
