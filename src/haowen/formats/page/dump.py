"""An article from a text dump: what is seen on a page, copied as text, line by line."""

# ruff: noqa: PLR2004 - lengths and shares that tell prose from furniture: weighed on real pages, each used once

from django.utils.translation import gettext as _

from haowen.formats.page import byline, heading, stretch
from haowen.formats.page.dropping import why
from haowen.formats.page.lines import LONG_UNITS, Line, has_dates, norm_of_blanks, split, units
from haowen.formats.page.piece import Block, Findings, NoArticle
from haowen.formats.page.walking import AHEAD, Body, inline_references

FEWEST_UNITS = 40  # of running text; less is no article unless the file holds nothing else


def read(text: str, *, name: str = "") -> tuple[list[Block], Findings]:
    """Return the blocks of the article in the dump, and what was found around them."""
    lines = split(text)
    findings = Findings()
    where = stretch.find(lines)
    start = _first_prose(lines, where.first)
    if start < 0:
        return _plain(lines, findings, name)
    start = heading.behind_title_inside(lines, start, where)
    title_at = heading.find_title(lines, start, where)
    if title_at >= 0:
        findings.title = heading.without_suffix(lines[title_at].text, lines)
    if title_at >= start:
        start = next((place for place in range(title_at + 1, len(lines)) if lines[place].is_prose), title_at + 1)
    taken: set[int] = set()
    start = _take_references_above(lines, title_at, start, findings, taken)
    reader = Body(lines, findings, taken)
    inside = [place for place in heading.read_head(lines, title_at, start, findings) if place not in taken]
    body = _until(lines, reader.walk(start), where, findings)
    _check(lines, body, where, findings)
    byline.find_card(lines, set(inside) | set(body), findings)
    inside, body = _without_publisher(lines, inside, body, findings)
    return _with_unplaced(lines, inside + body, findings), findings


def _until(lines: list[Line], body: list[int], where: stretch.Stretch, findings: Findings) -> list[int]:
    """Return the text as far as it goes: what stands far behind it, between the furniture, is the rest of the page."""
    _near, far = stretch.behind(lines, body, where.last)
    for place in far:
        findings.drop(lines[place].text, why("related"))
    return [place for place in body if place not in set(far)]


def _with_unplaced(lines: list[Line], places: list[int], findings: Findings) -> list[Block]:
    """Short lines between the last sentence and the furniture behind it: perhaps a signature, perhaps labels."""
    last = max((at for at, place in enumerate(places) if _is_text(lines[place])), default=len(places) - 1)
    end = places[-1] if places else 0
    if end + 1 >= len(lines) or last == len(places) - 1:
        return _blocks(lines, places, findings)
    blocks = _blocks(lines, places[: last + 1], findings)
    return blocks + [Block("unplaced", lines[place].text) for place in places[last + 1 :]]


def _is_text(line: Line) -> bool:
    return line.is_prose or line.ends or line.is_row or bool(line.marker) or line.units > 12


def _first_prose(lines: list[Line], since: int) -> int:
    """Return where running text begins: long lines before the first sure paragraph belong to it, ended or not."""
    start = _sure_prose(lines, since)
    first = start
    while first > 0 and lines[first - 1].units >= LONG_UNITS and not (lines[first - 1].mark or lines[first - 1].is_cut):
        first -= 1
    return first if start - first > 1 else start


def _sure_prose(lines: list[Line], since: int) -> int:
    for place, line in enumerate(lines):
        if place < since or not line.is_prose or line.is_cut:
            continue
        after = [each for each in lines[place + 1 : place + 1 + AHEAD] if not each.mark]
        if line.units >= LONG_UNITS or any(each.is_prose for each in after) or len(lines) <= AHEAD:
            return place
    return next((place for place, line in enumerate(lines) if line.is_prose), -1)


def _take_references_above(lines: list[Line], title_at: int, start: int, findings: Findings, taken: set[int]) -> int:
    """Return references that stand above the text; returns where the text begins."""
    for place in range(max(title_at, 0), start):
        if lines[place].mark == "references" or inline_references(lines[place].text):
            until = Body(lines, findings, taken).references(place)
            return max(start, until) if until > start else start
    return start


def _check(lines: list[Line], body: list[int], where: stretch.Stretch, findings: Findings) -> None:
    """Refuse what holds no article: lists, home pages, forms."""
    prose = [lines[place] for place in body if lines[place].is_prose]
    amount = sum(line.units for line in prose)
    whole = sum(line.units for line in lines)
    if amount < FEWEST_UNITS and amount < 0.5 * whole and not (prose and _is_signed(lines, findings)):
        raise NoArticle(_("There is no running text in this page, only lists, labels or a form."))
    if stretch.is_solid(lines, where):
        return
    cut = sum(1 for line in lines if line.is_cut)
    dated = sum(1 for line in lines if line.mark == "time")
    if len(prose) <= max(cut, dated) and amount < 0.3 * whole and amount < 6 * LONG_UNITS and dated + cut >= 3:
        raise NoArticle(_("This looks like a list of articles, not like one article."))
    if not findings.title and amount < 2 * FEWEST_UNITS and amount < 0.5 * whole:
        raise NoArticle(_("There is no running text in this page, only lists, labels or a form."))


def _is_signed(lines: list[Line], findings: Findings) -> bool:
    """Whether a single short paragraph is somebody's: a gallery with one caption, a notice of two lines."""
    lists = sum(1 for line in lines if line.is_cut or line.mark == "time")
    return bool(findings.title and (findings.published or findings.publisher_name or findings.credits)) and lists <= 2


def _plain(lines: list[Line], findings: Findings, name: str) -> tuple[list[Block], Findings]:
    """Return a text without any sure prose: a poem, a list of words. It is kept whole, unless it looks like furniture."""
    marked = sum(1 for line in lines if line.mark)
    if (
        len(lines) < 2
        or marked > 0.25 * len(lines)
        or sum(line.units for line in lines) < FEWEST_UNITS
        or (has_dates(lines) and len(lines) > 6)
    ):
        raise NoArticle(_("There is no running text in this page, only lists, labels or a form."))
    twice = len(lines) - len({line.text for line in lines})
    titled = sum(1 for line in lines if 10 <= line.units <= 40 and not line.ends)
    if marked >= 2 and (twice > 0.3 * len(lines) or titled > 0.6 * len(lines)):
        raise NoArticle(_("This looks like a list of articles, not like one article."))
    findings.title = heading.without_suffix(lines[0].text)
    if name and units(lines[0].text) > heading.MOST_TITLE_UNITS:  # a text without a title: the file's name is one
        findings.title = name.rsplit(".", 1)[0]
        return _blocks(lines, list(range(len(lines))), findings), findings
    return _blocks(lines, list(range(1, len(lines))), findings), findings


def _without_publisher(
    lines: list[Line], inside: list[int], body: list[int], findings: Findings
) -> tuple[list[int], list[int]]:
    """Return the publisher's name and tagline do not belong to the text when they stand at its edges."""
    card = {findings.publisher_name, findings.publisher_tagline} - {""}
    inside = [place for place in inside if lines[place].text not in card]
    while body and lines[body[-1]].text in card:
        body.pop()
    return inside, body


def _blocks(lines: list[Line], places: list[int], findings: Findings) -> list[Block]:
    from haowen.formats.page.shaping import shape

    return shape(lines, places, norm_of_blanks([lines[place] for place in places]), findings)
