"""CSL-JSON: references as programs hand them to each other, and as doi.org tells what a DOI is."""

import json
from collections.abc import Mapping
from typing import Any, Final

from haowen.text.references.lines import bounded
from haowen.text.references.values import Source

MOST: Final = 2_000
_OUTLETS: Final = ("container-title", "publisher", "event-title", "institution")
_WHERE: Final = ("volume", "issue", "page", "article-number")
_KNOWN: Final = frozenset(
    {*_OUTLETS, *_WHERE, "title", "author", "issued", "accessed", "URL", "DOI", "id", "type", "editor", "citation-key"}
)


def is_csl(text: str) -> bool:
    """Whether a text can be CSL-JSON."""
    return text.lstrip()[:1] in {"[", "{"} and ('"title"' in text or '"DOI"' in text)


def read(text: str) -> list[Source] | None:
    """Return the sources of a CSL-JSON text; None when it is none."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    rows = data if isinstance(data, list) else [data]
    if not rows or not all(isinstance(row, dict) for row in rows):
        return None
    return [source for row in rows[:MOST] if (source := item(row)) is not None]


def item(row: Mapping[str, Any]) -> Source | None:
    """Return what one item tells; None where it has neither title nor address."""
    doi, url = _text(row.get("DOI")), _text(row.get("URL"))
    address = f"https://doi.org/{doi}" if doi else url
    outlet = next((said for name in _OUTLETS if (said := _text(row.get(name)))), "")
    title = _text(row.get("title")) or address
    if not title:
        return None
    people = _people(row.get("author")) or _people(row.get("editor"))
    left = [
        f"{name}: {said}"
        for name, value in row.items()
        if name not in _KNOWN and isinstance(value, str) and (said := _text(value))
    ]
    left += [said for name in _OUTLETS if (said := _text(row.get(name))) and said != outlet]
    left += [url] if url and address != url and "doi.org/" not in url else []
    return bounded(
        Source(title, ", ".join([*([outlet] if outlet else []), *_where(row)]), people, _date(row.get("issued")), address,
               _day(row.get("accessed")), left=tuple(left))
    )  # fmt: skip


def _where(row: Mapping[str, Any]) -> list[str]:
    volume, issue = _text(row.get("volume")), _text(row.get("issue"))
    page = _text(row.get("page")) or _text(row.get("article-number"))
    number = f"{volume}({issue})" if volume and issue else volume or issue
    return [part for part in (number, page) if part]


def _text(value: Any) -> str:
    if isinstance(value, list):  # some servers hand every title as a list
        value = value[0] if value else ""
    return " ".join(str(value).split()) if isinstance(value, (str, int, float)) else ""


def _people(value: Any) -> str:
    names = []
    for one in value if isinstance(value, list) else []:
        if not isinstance(one, dict):
            continue
        family, given = _text(one.get("family")), _text(one.get("given"))
        particle = _text(one.get("non-dropping-particle"))
        whole = (
            f"{family}{given}"
            if family and "\u3400" <= family[0] <= "\u9fff"
            else ", ".join(part for part in (f"{particle} {family}".strip(), given) if part)
        )
        names.append(whole or _text(one.get("literal")) or _text(one.get("name")))
    return "; ".join(name for name in names if name)


def _date(value: Any) -> str:
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    numbers = [int(part) for part in first[:3] if str(part).isdigit()]
    if numbers and 1000 <= numbers[0] <= 2999:  # noqa: PLR2004 - a year of four digits
        return "-".join([str(numbers[0]), *(f"{number:02}" for number in numbers[1:])])
    from haowen.text.references import dates

    return dates.read(_text(value.get("raw")) or _text(value.get("literal")))


def _day(value: Any) -> str:
    day = _date(value)
    return day if len(day) == len("2000-01-01") else ""
