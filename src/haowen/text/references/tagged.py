"""RIS: a tag, two blanks, a stroke and a value in every line, from ``TY`` to ``ER``."""

import re
from typing import Final

from haowen.text.references import dates
from haowen.text.references.lines import bounded
from haowen.text.references.values import Source

_TAG: Final = re.compile(r"^\ufeff?([A-Z][A-Z0-9])  ?- ?(.*)$")
_FIELDS: Final = {
    "TI": "title", "T1": "title", "CT": "title", "T2": "outlet", "JF": "outlet", "JO": "outlet", "JA": "outlet", "J2": "outlet",
    "BT": "outlet", "PB": "publisher", "AU": "author", "A1": "author", "A2": "editor", "ED": "editor", "PY": "date",
    "Y1": "date", "DA": "day", "UR": "url", "L2": "url", "DO": "doi", "VL": "volume", "IS": "issue", "SP": "first",
    "EP": "last", "Y2": "accessed", "TY": "", "ER": "", "ID": "",
}  # fmt: skip


def is_ris(text: str) -> bool:
    """Whether a text holds RIS records."""
    return bool(re.search(r"^\ufeff?TY  ?- ", text, re.MULTILINE))


def read(text: str) -> tuple[list[Source], list[str]]:
    """Return the sources of a text, and the lines that belong to none."""
    found: list[Source] = []
    outside: list[str] = []
    values: dict[str, list[str]] | None = None
    last = ""
    for line in text.splitlines():
        tag = _TAG.match(line)
        if tag and tag[1] == "TY":
            found += _made(values)
            values, last = {}, ""
        elif values is None:
            outside += [line] if line.strip() else []
        elif tag and tag[1] == "ER":
            found += _made(values)
            values = None
        elif tag:
            last = _FIELDS.get(tag[1], f"left {tag[1]}")
            if tag[2].strip():
                values.setdefault(last, []).append(tag[2].strip())
        elif line.strip() and last and values.get(last):
            values[last][-1] += f" {line.strip()}"
    return found + _made(values), outside


def _made(values: dict[str, list[str]] | None) -> list[Source]:
    if not values:
        return []
    one = {name: said[0] for name, said in values.items()}
    doi = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", "", one.get("doi", ""), flags=re.IGNORECASE)
    url = f"https://doi.org/{doi}" if doi else one.get("url", "")
    outlet = one.get("outlet") or one.get("publisher", "")
    number = f"{one.get('volume', '')}({one['issue']})" if "issue" in one else one.get("volume", "")
    pages = "–".join(one[name] for name in ("first", "last") if name in one)
    accessed = _date(one.get("accessed", ""))
    left = [
        f"{name.removeprefix('left ')}: {each}"
        for name, said in values.items()
        if name.startswith("left ")
        for each in said
    ]
    for name in ("title", "outlet", "doi", "url", "publisher"):
        left += [each for each in values.get(name, []) if each not in {one.get("title"), outlet, one.get("doi"), url}]
    return [
        bounded(
            Source(
                one.get("title") or url or outlet, ", ".join(part for part in (outlet, number, pages) if part),
                "; ".join(values.get("author") or values.get("editor") or []), _date(one.get("day") or one.get("date", "")),
                url, accessed if len(accessed) == len("2000-01-01") else "",
                formal=tuple(values.get("date", []) + values.get("day", []) + values.get("accessed", [])),
                left=tuple(dict.fromkeys(left)),
            )
        )
    ] if one.get("title") or url or outlet else []  # fmt: skip


def _date(said: str) -> str:
    """Read a date as RIS writes it (2020/05/01/season), or as people do."""
    if parts := re.match(r"^(\d{4})(?:/(\d{1,2}))?(?:/(\d{1,2}))?(?:/.*)?$", said.strip()):
        day = "-".join([parts[1], *(f"{int(part):02}" for part in parts.groups()[1:] if part)])
        return dates.read(day) or parts[1]
    return dates.read(said)
