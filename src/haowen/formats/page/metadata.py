"""What a page's source says about itself: JSON-LD, Open Graph, meta, the title."""

# ruff: noqa: PLR2004 - lengths and shares that tell prose from furniture: weighed on real pages, each used once

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from haowen.formats.page import phrases
from haowen.formats.page.lines import units
from haowen.formats.page.piece import Findings
from haowen.text import times

_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Report|Review|Recipe|HowTo|TechArticle|Posting", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[-–—|｜·•:»›/]+\s+|\s*[_|｜]\s*|\s*(?:--|—|–)\s*|-(?=[^-]*$)")
_TWO_NAMES = re.compile(r"[\u3400-\u9fff]\S*\s+\S*[\u3400-\u9fff]")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "publishdate", "pubdate", "publish_date", "publish-date", "published_time", "sailthru.date", "parsely-pub-date",
    "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "date", "article.published", "weibo:article:create_at", "og:release_date", "og:published_time", "release_date",
)  # fmt: skip
_AUTHOR = (
    "author",
    "article:author",
    "og:article:author",
    "byl",
    "dc.creator",
    "sailthru.author",
    "parsely-author",
    "twitter:creator:name",
    "mediaid",
)
_ADDRESS = re.compile(r"^(?:https?:|www\.|@)|\.(?:com|cn|net|org)\b|^(?:搜索|admin)$")
_BLOCKED = re.compile(
    r"(?:just a moment|attention required|access denied|403 forbidden|404|not found|页面不存在|页面未找到|访问被拒绝|安全验证)",
    re.IGNORECASE,
)


def read(tree: HtmlElement, findings: Findings) -> None:
    """Fill what the head of the page tells."""
    meta = _meta(tree)
    linked = _linked(tree)
    findings.language = tree.get("lang") or meta.get("og:locale", "") or meta.get("content-language", "")
    findings.canonical_url = _address(tree, meta, linked)
    findings.site_name = _text(
        meta.get("og:site_name") or _name_of(linked.get("publisher")) or meta.get("application-name", "")
    )
    findings.title = _title(tree, meta, linked, findings.site_name)
    findings.published = _published(tree, meta, linked)
    for name in _authors(meta, linked):
        if phrases.is_name(name) and name.lower() != findings.site_name.lower():
            findings.credit("author", name)
    for name in (meta.get("article:source", ""), meta.get("source", ""), meta.get("contentsource", "")):
        if name and phrases.is_name(name):
            findings.source_name = findings.source_name or name


def body_of(tree: HtmlElement) -> str:
    """Return the text of the article where JSON-LD repeats it."""
    text = _linked(tree).get("articleBody") or ""
    return text if isinstance(text, str) else ""


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = (
            (tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv") or "")
            .strip()
            .lower()
        )
        content = (tag.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _linked(tree: HtmlElement) -> dict[str, Any]:
    """Return the JSON-LD object that describes an article."""
    best: dict[str, Any] = {}
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads((script.text or "").strip().removeprefix("<!--").removesuffix("-->"), strict=False)
        except (ValueError, RecursionError):
            continue
        for each in _objects(data):
            kind = each.get("@type") or ""
            if (
                _ARTICLE_TYPES.search(" ".join(kind) if isinstance(kind, list) else str(kind))
                and ("headline" in each or "datePublished" in each or "articleBody" in each)
                and len(each) > len(best)
            ):
                best = each
    return best


def _objects(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, list):
        for each in data:
            yield from _objects(each, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate"):
            if isinstance(data.get(key), (list, dict)):
                yield from _objects(data[key], depth + 1)


def _text(value: Any) -> str:
    from html import unescape

    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def _name_of(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _address(tree: HtmlElement, meta: dict[str, str], linked: dict[str, Any]) -> str:
    candidates = [
        link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"
    ]
    page = linked.get("mainEntityOfPage")
    candidates += [meta.get("og:url", ""), page if isinstance(page, str) else "", _text(linked.get("url"))]
    base = meta.get("og:url", "") or next((each for each in candidates if each.startswith("http")), "")
    for candidate in candidates:
        address = urljoin(base, candidate.strip()) if candidate else ""
        parts = urlsplit(address)
        if parts.scheme in {"http", "https"} and (parts.path.strip("/") or parts.query):
            return address
    return ""


def _title(tree: HtmlElement, meta: dict[str, str], linked: dict[str, Any], site: str) -> str:
    whole = " ".join((tree.findtext(".//title") or "").split())
    heads = [text for h1 in tree.iter("h1") if 4 <= units(text := " ".join(h1.text_content().split())) <= 150]
    said = [
        _text(meta.get("og:title")),
        _text(linked.get("headline")),
        _text(meta.get("twitter:title")),
        _text(meta.get("title")),
    ]
    for head in heads:
        if any(_same(head, each) for each in (whole, *said) if each):
            return head
    for each in (*said, whole):
        if each:
            short = without_site(each, site, tree)
            if short:
                return short
    return heads[0] if heads else ""


def _same(head: str, title: str) -> bool:
    a, b = (re.sub(r"\W+", "", each).lower() for each in (head, title))
    return (
        bool(a)
        and bool(b)
        and (
            b.startswith(a)
            or (len(a) >= 8 and a in b and (not b.endswith(a) or len(a) > 0.5 * len(b)))
            or (len(b) >= 8 and b in a and len(b) > 0.6 * len(a))
        )
    )


def without_site(title: str, site: str, tree: HtmlElement) -> str:
    """Return a title without the site's name behind (or before) it."""
    parts = list(_SEPARATOR.finditer(title))
    if not parts and not _TWO_NAMES.search(title):
        return title
    texts = {
        text
        for element in tree.iter("h1", "h2", "h3", "h4", "p", "div", "td", "span", "strong", "font")
        if len(element) <= 1 and 4 < len(text := " ".join(element.text_content().split())) < 200
    }
    if cut := _beginning(title, texts) or _parted(title, site, parts, texts):
        return cut if cut in texts else without_site(cut, site, tree)
    return title


def _beginning(title: str, texts: set[str]) -> str:
    """Return what the page shows alone, where a title goes on behind a mere space with the name of an office or a site."""
    if not _TWO_NAMES.search(title):
        return ""
    starts = (text for text in texts if units(text) >= 8 and title.startswith(text + " "))
    return max((text for text in starts if len(text) > 0.5 * len(title)), key=len, default="")


def _parted(title: str, site: str, parts: list[re.Match[str]], texts: set[str]) -> str:
    """Return the part of a title that the page shows alone, or that is left without the site's name."""
    for part in (*reversed(parts), *parts):
        head, tail = title[: part.start()].strip(), title[part.end() :].strip()
        if head and ((head in texts and units(head) >= 5) or (site and tail.lower() == site.lower())):
            return head
        if site and head.lower() == site.lower() and tail:
            return tail
    head, tail = (title[: parts[-1].start()].strip(), title[parts[-1].end() :].strip()) if parts else ("", "")
    is_short = units(head) >= 2 * units(tail) and units(tail) <= 12 and units(head) >= 8
    is_hyphen = bool(parts) and parts[-1].group() == "-" and title[: parts[-1].start()][-1:].isascii()
    return head if is_short and not is_hyphen else ""


def _published(tree: HtmlElement, meta: dict[str, str], linked: dict[str, Any]) -> str:
    for value in (_text(linked.get("datePublished")), *(meta.get(name, "") for name in _PUBLISHED)):
        if value and (found := times.from_metadata(value)):
            return found
    for element in tree.iterfind(".//*[@itemprop]"):
        if element.get("itemprop") == "datePublished":
            value = element.get("datetime") or element.get("content") or element.text_content()
            if found := times.from_metadata(value):
                return found
    for element in tree.iter("time"):
        if element.get("pubdate") is not None and (
            found := times.from_metadata(element.get("datetime") or element.text_content())
        ):
            return found
    return ""


def _authors(meta: dict[str, str], linked: dict[str, Any]) -> list[str]:
    value = linked.get("author")
    names = [_name_of(each) for each in value] if isinstance(value, list) else [_name_of(value)]
    if not any(names):
        names = [meta[name] for name in _AUTHOR if name in meta][:1]
    found: list[str] = []
    for name in names:
        for part in re.split(
            r"\s*[,，、;；]\s*|\s+and\s+|\s+&\s+",
            re.sub(r"^(?:by|作者[:：]?|文[/／])\s*", "", _text(name), flags=re.IGNORECASE),
        ):
            if not _ADDRESS.search(part):
                found.append(part)  # noqa: PERF401 - two loops and a condition read better in steps
    return [name for name in found if name][:6]


def is_blocked(title: str) -> bool:
    """Whether the title is that of an error page or of a check for robots."""
    return bool(_BLOCKED.match(title.strip()))
