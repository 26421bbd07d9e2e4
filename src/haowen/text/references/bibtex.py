"""BibTeX and BibLaTeX entries."""

import re
import unicodedata
from typing import Final

from haowen.text.references import dates
from haowen.text.references.lines import bounded
from haowen.text.references.values import Source

_ENTRY: Final = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
_NAME: Final = re.compile(r"\s*,?\s*([A-Za-z][\w:.-]*)\s*=\s*")
_ACCENTS: Final = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307", "c": "\u0327",
    "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323",
}  # fmt: skip
_SIGNS: Final = {
    "ss": "ß", "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ",
    "oe": "œ", "OE": "Œ", "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…", "LaTeX": "LaTeX", "TeX": "TeX",
}  # fmt: skip
_ACCENT: Final = re.compile(
    r"\\(['`^\"~=.])\s*\{?\s*(\\?[A-Za-z])\s*\}?|\\([cvuHkrd])(?:\s+|\s*\{)\s*(\\?[A-Za-z])\s*\}?"
)
_SIGN: Final = re.compile(r"\\([A-Za-z]+)(?:\{\})?(\s*)")
_OUTLETS: Final = (
    "journal", "journaltitle", "booktitle", "newspaper", "howpublished", "publisher", "institution", "school", "organization"
)  # fmt: skip
_USED: Final = frozenset({
    *_OUTLETS, "title", "subtitle", "author", "editor", "year", "month", "day", "date", "url", "doi", "urldate", "volume",
    "number", "issue", "pages", "eprint", "archiveprefix", "eprinttype",
})  # fmt: skip
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - easier to read
_NO_SOURCES: Final = frozenset({"string", "comment", "preamble"})


def is_bibtex(text: str) -> bool:
    """Whether a text holds BibTeX entries."""
    return bool(re.search(r"^\s*@\s*[A-Za-z]+\s*[{(][^\n]*(?:,|\n)", text, re.MULTILINE)) and "=" in text


def read(text: str) -> tuple[list[Source], list[str]]:
    """Return the sources of a text, and what stands outside of its entries."""
    found: list[Source] = []
    outside: list[str] = []
    place = 0
    while match := _ENTRY.search(text, place):
        outside += text[place : match.start()].splitlines()
        end = _end(text, match.end() - 1)
        inside = text[match.end() : end - 1]
        if match[1].lower() not in _NO_SOURCES:
            found += _made(inside)
        place = end
    return found, [line for line in (*outside, *text[place:].splitlines()) if line.strip()]


def _end(text: str, opening: int) -> int:
    """Return where an entry ends; one that is never closed ends with the text."""
    close = "}" if text[opening] == "{" else ")"
    depth = 0
    for place in range(opening, len(text)):
        mark = text[place]
        if mark == "{" or (mark == "(" and close == ")"):
            depth += 1
        elif mark == "}" or (mark == ")" and close == ")"):
            depth -= 1
            if depth == 0:
                return place + 1
    return len(text)


def _fields(inside: str) -> dict[str, str]:
    place = inside.find(",")
    fields: dict[str, str] = {}
    while 0 <= place < len(inside) and (name := _NAME.match(inside, place)):
        value, place = _value(inside, name.end())
        fields.setdefault(name[1].lower(), value)
    return fields


def _value(text: str, place: int) -> tuple[str, int]:
    """Return a value, of parts joined by ``#``, and where it ends."""
    parts = []
    while place < len(text):
        while place < len(text) and text[place].isspace():
            place += 1
        if place >= len(text):
            break
        start = place
        if text[place] == "{":
            place = _end(text, place)
            parts.append(text[start + 1 : place - 1])
        elif text[place] == '"':
            place = _quoted(text, place + 1)
            parts.append(text[start + 1 : place - 1])
        else:
            while place < len(text) and text[place] not in ",#":
                place += 1
            parts.append(text[start:place].strip())
        while place < len(text) and text[place].isspace():
            place += 1
        if text[place : place + 1] != "#":
            break
        place += 1
    return "".join(parts), place


def _quoted(text: str, place: int) -> int:
    depth = 0
    while place < len(text) and (text[place] != '"' or depth):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        place += 1
    return place + 1


def _made(inside: str) -> list[Source]:
    raw = _fields(inside)
    said = {name: plain(value) for name, value in raw.items()}
    title = ": ".join(part for part in (said.get("title", ""), said.get("subtitle", "")) if part)
    doi = re.sub(
        r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)",
        "",
        raw.get("doi", "").strip().replace("\\", ""),
        flags=re.IGNORECASE,
    )
    written = re.search(r"https?://[^\s{}]+", " ".join(raw.get(name, "") for name in ("url", "howpublished")))
    eprint = raw.get("eprint", "")
    is_arxiv = "arxiv" in (raw.get("archiveprefix", "") + raw.get("eprinttype", "")).lower()
    url = f"https://doi.org/{doi}" if doi else written[0].replace("\\", "") if written else ""
    url = url or (f"https://arxiv.org/abs/{eprint}" if eprint and is_arxiv else "")
    names = [name for name in _OUTLETS if said.get(name) and not (name == "howpublished" and "http" in raw[name])]
    outlet = said[names[0]] if names else ""
    number = said.get("number") or said.get("issue", "")
    where = f"{said.get('volume', '')}({number})" if number else said.get("volume", "")
    pages = re.sub(r"-{2,}|–", "–", said.get("pages", ""))
    accessed = dates.read(said.get("urldate", ""))
    left = [f"{name}: {value}" for name, value in said.items() if name not in _USED and value]
    left += [said[name] for name in names[1:]]
    left += [written[0]] if written and doi and "doi.org/" not in written[0] else []
    whole = title or url or outlet
    return [
        bounded(
            Source(
                whole, ", ".join(part for part in (outlet, where, pages) if part), _people(raw), _date(said), url,
                accessed if len(accessed) == len("2000-01-01") else "",
                formal=tuple(said.get(name, "") for name in ("year", "month", "day", "date", "urldate", "doi") if said.get(name)),
                left=tuple(left),
            )
        )
    ] if whole else []  # fmt: skip


def _people(raw: dict[str, str]) -> str:
    names = re.split(r"\s+and\s+", " ".join((raw.get("author") or raw.get("editor", "")).split()))
    return "; ".join(plain(name) for name in names if name.strip())


def _date(said: dict[str, str]) -> str:
    if date := dates.read(said.get("date", "")):
        return date
    year = re.search(r"\d{4}", said.get("year", ""))
    if year is None:
        return ""
    month = said.get("month", "").strip().lower()
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else 0
    day = said.get("day", "")
    if not 1 <= number <= len(_MONTHS):
        return year[0]
    whole = f"{year[0]}-{number:02}" + (f"-{int(day):02}" if day.isdigit() else "")
    return dates.read(whole) or year[0]


def plain(value: str) -> str:
    """Return what a value says, without the ways of TeX."""
    value = _ACCENT.sub(_accented, value)
    value = re.sub(r"\\(?:url|href|textit|textbf|emph|textrm|textsc|texttt|mathrm|text)\s*(?=\{)", "", value)
    value = _SIGN.sub(lambda found: _SIGNS.get(found[1], found[1]) + ("" if found[1] in _SIGNS else found[2]), value)
    value = re.sub(r"\\([&%$#_{}~^\"'\-/ ])", r"\1", value).replace("``", "“").replace("''", "”")
    value = re.sub(r"(?<!-)---(?!-)", "—", value)
    value = re.sub(r"(?<!-)--(?!-)", "–", value)
    return " ".join(value.replace("{", "").replace("}", "").replace("~", " ").split())


def _accented(found: re.Match[str]) -> str:
    mark, letter = (found[1], found[2]) if found[1] else (found[3], found[4])
    return unicodedata.normalize("NFC", letter.removeprefix("\\") + _ACCENTS[mark])
