"""Pages that hold several pieces of one make: threads, questions with answers, lists of articles with their beginnings."""

# ruff: noqa: PLR2004 - lengths and shares that tell prose from furniture: weighed on real pages, each used once

import re
from collections import defaultdict

from lxml.html import HtmlElement

from haowen.formats.page import phrases
from haowen.formats.page.dropping import why
from haowen.formats.page.lines import units
from haowen.formats.page.piece import Findings
from haowen.formats.page.pruning import text_of

_POST = re.compile(
    r"(?:^|[\s_-])(?:\w*post|post\w*|\w*answer\w*|reply\w*|floor|thread|topic|plhin|message\w*)(?=$|[\s_\d-])",
    re.IGNORECASE,
)
_LIVE = re.compile(r"live|update|timeline|ticker", re.IGNORECASE)  # one article, told as it happens
_WHOLES = frozenset({"div", "article", "section", "table", "li"})
SHARE = 0.6  # of the text: a group that holds less is no more than a part of the page
FEWEST_ITEMS = 3


def find(container: HtmlElement) -> list[HtmlElement]:
    """Return the pieces of one make that most of the text is in, each with a time of its own; most often there are none."""
    whole = len(text_of(container))
    for parent in container.iter():
        groups: defaultdict[tuple[object, str], list[HtmlElement]] = defaultdict(list)
        for child in parent:
            if child.tag in _WHOLES and (name := re.sub(r"\d+", "", child.get("class") or "")):
                groups[child.tag, name].append(child)
        for group in groups.values():
            sizes = [len(text_of(each)) for each in group]
            if len(group) > 1 and sum(sizes) > SHARE * whole and sum(map(_is_timed, group)) > 0.5 * len(group):
                return group
    return []


def _is_timed(element: HtmlElement) -> bool:
    """Whether a text in it is a time and nothing else."""
    return any(phrases.is_time(text) for each in element.itertext() if (text := " ".join(each.split())))


def are_articles(group: list[HtmlElement]) -> bool:
    """Whether the pieces are the beginnings of articles: each has a heading that leads to it."""
    led = sum(
        1
        for each in group
        if any(
            units(text_of(link)) >= 6
            for link in each.xpath(
                ".//*[self::h1 or self::h2 or self::h3 or self::h4]//a[@href] | .//a[@href][.//h1 or .//h2 or .//h3 or .//h4]"
            )
        )
    )
    return len(group) >= FEWEST_ITEMS and led > 0.6 * len(group)


def first_post(group: list[HtmlElement], findings: Findings) -> HtmlElement | None:
    """Return the first of several posts or answers; the others are left out, and said to be."""
    if not all(_is_post(each) for each in group):
        return None
    for other in group[1:]:
        findings.drop(text_of(other), why("comments"))
    return group[0]


def _is_post(element: HtmlElement) -> bool:
    names = [
        f"{each.get('class') or ''} {each.get('id') or ''}" for each in element.iter() if isinstance(each.tag, str)
    ]
    return any(map(_POST.search, names)) and not any(map(_LIVE.search, names))
