"""How well the checker of feeds judges, and what it says about the feeds of a site.

``scripts/bench feeds --cases FILE`` judges the W3C's test cases (the archive with ``atom/`` and ``rss20/``); with ``--site ADDRESS``
every feed of a running site is checked, its texts are compared word for word with the articles' pages, and its JSON Feeds
with ``--schema FILE``.
"""

import argparse
import json
import re
import sys
import tarfile
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
import lxml.html
from tests.formats.feeds.checking import check
from tests.formats.feeds.schema import broken

FOLDERS = ("atom/", "rss20/", "xml/")
_EXPECT = re.compile(rb"Expect:\s*(!?)([A-Za-z0-9_]+)(?:\{[^}]*element:(\w+))?")
# Faults for which the checker has a rule; every other expectation is not judged.
JUDGED = frozenset(
    [
        "SAXError",
        "MissingElement",
        "DuplicateElement",
        "InvalidRFC3339Date",
        "InvalidRFC2822Date",
        "ProblematicalRFC822Date",
        "InvalidLink",
        "InvalidFullLink",
        "InvalidTAG",
        "InvalidURN",
        "InvalidMIMEType",
        "InvalidLanguage",
        "InvalidHttpGUID",
        "MissingGuid",
        "MissingSelf",
        "MissingHref",
        "MissingTitle",
        "MissingLink",
        "MissingDescription",
        "MissingAtomSelfLink",
        "DuplicateAtomLink",
        "DuplicateEntries",
        "DuplicateValue",
        "UnregisteredAtomLinkRel",
        "ContainsHTML",
        "ContainsUndeclaredHTML",
        "ContainsRelRef",
        "NotHtml",
        "SecurityRisk",
        "SecurityRiskAttr",
        "NotBlank",
        "InvalidContact",
        "MissingSummary",
        "MissingContentOrAlternate",
        "MissingTypeAttr",
        "MissingXhtmlDiv",
        "InvalidTextType",
        "InvalidIntegerAttribute",
        "InvalidMIMEAttribute",
        "InvalidURLAttribute",
        "IncorrectDOW",
        "ImplausibleDate",
        "ItemMustContainTitleOrDescription",
        "InvalidBooleanAttribute",
    ]
)
RIGHT = {
    "ValidRFC2822Date": ("InvalidRFC2822Date",), "ValidW3CDTFDate": ("InvalidRFC3339Date",), "ValidTAG": ("InvalidTAG",),
    "ValidURN": ("InvalidURN",), "ValidHttpGUID": ("InvalidHttpGUID",), "ValidLanguage": ("InvalidLanguage",),
    "ValidTitle": ("NotBlank", "ContainsHTML"), "ValidAtomLinkRel": ("UnregisteredAtomLinkRel",),
}  # fmt: skip
"""What a case expects to be said to be right → the faults that must not be found then."""
ALIKE = {
    "InvalidLink": ("InvalidLink", "InvalidFullLink"), "InvalidFullLink": ("InvalidLink", "InvalidFullLink"),
    "InvalidRFC2822Date": ("InvalidRFC2822Date", "IncorrectDOW"), "MissingSelf": ("MissingSelf", "MissingAtomSelfLink"),
}  # fmt: skip
"""Rules between which the cases do not draw the same line as the checker: either is right."""
WARNINGS = frozenset({"MissingSelf", "MissingAtomSelfLink", "MissingGuid", "ContainsHTML", "ContainsUndeclaredHTML", "DuplicateEntries",
                      "ContainsRelRef", "NotHtml", "SecurityRisk", "SecurityRiskAttr", "ProblematicalRFC822Date",
                      "ImplausibleDate", "NotBlank", "UnregisteredAtomLinkRel", "DuplicateAtomLink"})  # fmt: skip
"""Not errors: a case that expects none of those may have these."""


def cases(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Give the name and bytes of every case for feeds."""
    with tarfile.open(archive) as tar:
        for member in tar:
            name = member.name.partition("/")[2]
            if member.isfile() and name.startswith(FOLDERS) and (file := tar.extractfile(member)):
                yield name, file.read()


def judged(archive: Path, *, tells: bool) -> None:
    """Judge the cases and print how many were judged right, rule by rule."""
    right: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    wrong = []
    for name, data in cases(archive):
        if not (expected := _EXPECT.search(data)):
            continue
        is_absent, rule = expected[1] == b"!", expected[2].decode()
        found_all = check(data)
        found = {one.kind for one in found_all}
        if is_absent and rule == "Error":
            is_right = not (found - WARNINGS)
        elif rule in RIGHT:
            is_right = not found & set(RIGHT[rule])
        elif rule in JUDGED:
            element = (expected[3] or b"").decode()
            fits = [one for one in found_all if one.kind in ALIKE.get(rule, (rule,))]
            if is_absent and rule == "MissingElement" and element:  # of the one named; the case lacks others
                fits = [one for one in fits if one.where.startswith(f"{element} ")]
            is_right = bool(fits) != is_absent
        else:
            continue
        key = f"{'no ' if is_absent else ''}{rule}"
        total[key] += 1
        right[key] += is_right
        if not is_right:
            wrong.append(f"{name}: {key}, found {sorted(found)}")
    for key in sorted(total):
        print(f"{key:32} {right[key]:4} of {total[key]:4}")
    print(f"{'all':32} {sum(right.values()):4} of {sum(total.values()):4}")
    if tells:
        print(*wrong, sep="\n")


def fetched(address: str, language: str = "zh") -> bytes:
    """Return what stands at an address."""
    asked = urllib.request.Request(address, headers={"Accept-Language": language})
    with urllib.request.urlopen(asked) as answer:
        data: bytes = answer.read()
        return data


def shown(address: str) -> list[str]:
    """Return an article's text as its page shows it in either language: a few words of ours stand within it."""
    found = []
    for language in ("zh", "en"):
        (body,) = lxml.html.fromstring(fetched(address, language)).xpath("//*[@data-part='body']")
        found.append(words(lxml.html.tostring(body, encoding="unicode")))
    return found


def feeds_of(site: str) -> Iterator[str]:
    """Give the addresses of a site's feeds without their ends: of the site, its channels and its publishers."""
    yield site
    for file in re.findall(r"<loc>([^<]+)</loc>", fetched(f"{site}/sitemap.xml").decode()):
        if "articles" in file:
            continue
        for place in re.findall(
            r"<loc>([^<]+)</loc>",
            fetched(site + file.partition("://")[2].partition("/")[1] + file.split("/", 3)[3]).decode(),
        ):
            path = "/" + place.split("/", 3)[3]
            if path.startswith(("/c/", "/@")):
                yield site + path


def words(html: str) -> str:
    """Return the text of a piece of HTML without blanks and without the numbers of citations."""
    tree = lxml.html.fromstring(f"<div>{html}</div>")
    for sup in tree.xpath("//sup[a]"):
        sup.drop_tree()
    return "".join(tree.text_content().split())


def checked(site: str, schema: Path | None, most: int) -> int:
    """Check all feeds of a site, page after page, and compare every text. Return the number of faults."""
    faults, feeds, entries = 0, 0, 0
    bodies: dict[str, list[str]] = {}
    for home in feeds_of(site):
        for form in ("rss", "atom", "json"):
            address: str = f"{home}/feed.{form}"
            for _page in range(most):
                data = fetched(address)
                said, found = _read(data, form, schema)
                feeds += 1
                faults += len(found)
                for one in found:
                    print(f"{address}: {one}")
                for link, html in said["entries"]:
                    entries += 1
                    path = "/" + link.split("/", 3)[3]
                    if path not in bodies:
                        bodies[path] = shown(site + path)
                    if not any(body in words(html) for body in bodies[path]):
                        faults += 1
                        print(f"{address}: {path} has another text")
                if not said["next"]:
                    break
                address = site + "/" + said["next"].split("/", 3)[3]
    print(f"{feeds} pages of feeds, {entries} entries, {len(bodies)} articles compared, {faults} faults")
    return faults


def _read(data: bytes, form: str, schema: Path | None) -> tuple[dict[str, Any], list[str]]:
    if form == "json":
        said = json.loads(data)
        return {
            "entries": [(item["url"], item["content_html"]) for item in said["items"]],
            "next": said.get("next_url", ""),
        }, _against(said, schema)
    parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    found = [f"{one.kind} {one.where}" for one in check(data)]
    if parsed.bozo:
        found.append(f"feedparser: {parsed.bozo_exception}")
    later = [link.href for link in parsed.feed.get("links", []) if link.rel == "next"]
    return {
        "entries": [(one.link, one.content[0].value) for one in parsed.entries],
        "next": later[0] if later else "",
    }, found


def _against(said: Any, schema: Path | None) -> list[str]:
    if schema is None:
        return []
    whole = json.loads(schema.read_text(encoding="utf-8"))
    return list(broken(said, whole))


def main() -> None:
    """Do what is asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=Path, help="the archive of the W3C's test cases")
    asked.add_argument("--tell", action="store_true", help="name the cases that are judged wrong")
    asked.add_argument("--site", help="the address of a running site, such as http://localhost:8000")
    asked.add_argument("--schema", type=Path, help="the schema of JSON Feed 1.1")
    asked.add_argument("--pages", type=int, default=3, help="pages of each feed that are looked at")
    given = asked.parse_args()
    if given.cases:
        judged(given.cases, tells=given.tell)
    if given.site and checked(given.site.rstrip("/"), given.schema, given.pages):
        sys.exit(1)


if __name__ == "__main__":
    main()
