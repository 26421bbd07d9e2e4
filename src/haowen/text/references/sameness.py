"""Whether two sources are the same one: by DOI, by address, by nearly the same title.

``sameness.js`` of the editor has the same rules; one table of cases is asked of both.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final, Protocol
from urllib.parse import parse_qsl, quote, unquote, urlsplit

_DOI: Final = re.compile(r"10\.\d{4,9}/[^\s?#]+")
_DOIS: Final = re.compile(r"doi\.org|doi:", re.IGNORECASE)
_NOISE: Final = re.compile(r"^(?:utm_|spm$|from$|share|fbclid|gclid|ref$)", re.IGNORECASE)
_AS_IT_IS: Final = "/%:@!$&'()*+,;=~"  # what a browser leaves in a path
LEAST: Final = 10  # letters of titles that are compared; shorter ones have to be equal
EQUAL_LEAST: Final = 4
NEAR: Final = 0.85  # of the pairs of letters that either has


class Told(Protocol):
    """What is compared of a source."""

    title: str
    outlet: str
    dated_on: str
    url: str


def doubles(sources: Sequence[Told]) -> list[tuple[int, int]]:
    """Return pairs of places in a list: one that says the same as an earlier one, and that one."""
    found = []
    for at, source in enumerate(sources):
        twin = next((place for place, other in enumerate(sources[:at]) if is_same(source, other)), None)
        if twin is not None:
            found.append((at, twin))
    return found


def is_same(one: Told, other: Told) -> bool:
    """Whether two sources are the same."""
    mine, theirs = address(one.url), address(other.url)
    if mine and mine == theirs:
        return True
    if mine.startswith("doi:") and theirs.startswith("doi:"):
        return False
    years = one.dated_on[:4], other.dated_on[:4]
    if all(years) and years[0] != years[1]:
        return False
    if mine and theirs and _letters(one.outlet) != _letters(other.outlet):
        return False
    return _is_near(_letters(one.title), _letters(other.title))


def address(url: str) -> str:
    """Return what of an address tells which page it is; of a DOI's the DOI."""
    doi = _DOI.search(unquote(url))
    if doi and _DOIS.search(url):
        return f"doi:{doi[0].lower()}"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    query = "&".join(f"{name}={value}" for name, value in sorted(parse_qsl(parts.query)) if not _NOISE.match(name))
    path = quote(parts.path.rstrip("/"), safe=_AS_IT_IS)
    return f"{re.sub(r'^(?:www|m)[.]', '', host)}{path}{f'?{query}' if query else ''}" if host else ""


def _letters(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).lower() if letter.isalnum())


def _is_near(one: str, other: str) -> bool:
    if one == other:
        return len(one) >= EQUAL_LEAST
    if min(len(one), len(other)) < LEAST:
        return False
    mine, theirs = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other))
    return len(mine & theirs) / len(mine | theirs) > NEAR
