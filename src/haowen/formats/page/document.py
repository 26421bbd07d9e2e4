"""An article from a saved page: the container is found, freed of furniture, converted, and read like a dump."""

# ruff: noqa: PLR2004 - lengths and shares that tell prose from furniture: weighed on real pages, each used once

import re
from itertools import islice

from django.utils.translation import gettext as _
from lxml.etree import ParserError
from lxml.html import HtmlElement

from haowen.formats.page import accounts, byline, containers, metadata, phrases, pictures, posts, pruning, stretch
from haowen.formats.page.conversion import Converter
from haowen.formats.page.dropping import why
from haowen.formats.page.lines import LONG_UNITS, Line, is_dated, units
from haowen.formats.page.piece import Block, Findings, NoArticle
from haowen.formats.page.walking import Body

FEWEST_UNITS = 40
MOST_CAPTION = 120
_ENDS = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)  # one in the middle of a page hides the rest of it
_SILENT = frozenset({"gap", "remote", "rule", "video"})
_CREDITS_SPAN = 24  # elements behind the text that may name its editor
_TITLE_NAMES = re.compile(r"(?:^|[\s_-])(?:\w*title|tit|headline|bt|biaoti|subject)(?=$|[\s_\d-])", re.IGNORECASE)
_HEADING_SPAN = 14  # blocks between the title and the text that may hold the byline


def read(source: str, *, address: str = "") -> tuple[list[Block], Findings]:
    """Return the blocks of the article in the page's source, and what was found around them.

    ``address`` is where the page stood, for one that does not say it.
    """
    findings = Findings()
    source = _ENDS.sub("", source)
    try:
        tree = containers.parse(source)
    except (ParserError, ValueError) as trouble:
        raise NoArticle(_("This is not a page that can be read.")) from trouble
    metadata.read(tree, findings)
    findings.canonical_url = findings.canonical_url or address
    if metadata.is_blocked(findings.title):
        raise NoArticle(_("This is an error page of a site, not an article."))
    findings.account = accounts.account_of(tree)
    told = metadata.body_of(tree)
    pruning.clear(tree)
    container = containers.find(tree, source, told)
    if container is None:
        raise NoArticle(_("There is no text in this page."))
    piece = _one_piece(container, findings)
    is_post, container = piece is not container, piece
    _retitle(tree, container, findings)
    _read_above(tree, container, findings)
    _read_below(container, findings)
    base = _base(tree, findings)
    pruning.prune(container, findings)
    blocks = Converter(base).convert(container)
    if is_post:
        blocks = _without_poster(blocks, findings)
    blocks = _without_head(blocks, findings)
    blocks = _without_tail(_walked(blocks, findings), findings)
    _check(tree, blocks)
    if not findings.publisher_name:
        findings.publisher_name = findings.account or findings.site_name
    return _shaped(blocks), findings


def _one_piece(container: HtmlElement, findings: Findings) -> HtmlElement:
    """Return the first post of a thread; refuse lists of articles with their beginnings."""
    group = posts.find(container)
    if posts.are_articles(group):
        raise NoArticle(_("This looks like a list of articles, not like one article."))
    first = posts.first_post(group, findings) if group else None
    return container if first is None else first


def _base(tree: HtmlElement, findings: Findings) -> str:
    base = tree.find(".//base")
    href = (base.get("href") or "") if base is not None else ""
    return href if href.startswith("http") else findings.canonical_url


def _retitle(tree: HtmlElement, container: HtmlElement, findings: Findings) -> None:
    """Take the title from the page itself, where its head has less in common with the text than a heading above it.

    Some sites name all their pages alike: after the section, or after themselves.
    """
    words = stretch.words(pruning.text_of(container)[: stretch.OPENING])
    best, best_share = "", max(0.5, _share(findings.title, words) + 0.3)
    is_inside = False
    for element in tree.iter():
        is_inside = is_inside or element is container
        if is_inside and element.tag == "p" and units(pruning.text_of(element)) > LONG_UNITS:  # the text has begun
            break
        names = f"{element.get('class') or ''} {element.get('id') or ''}" if isinstance(element.tag, str) else ""
        if element.tag in {"h1", "h2", "h3", "h4", "h5"} or _TITLE_NAMES.search(names):
            text = pruning.text_of(element)
            if 8 <= units(text) <= 80 and (share := _share(text, words)) > best_share:
                best, best_share = text, share
    findings.title = best or findings.title


def _share(text: str, words: frozenset[str]) -> float:
    """Return how much of a title the text speaks of; of very short ones nothing can be said."""
    found = stretch.words(text)
    return len(found & words) / len(found) if len(found) >= 3 else 0.0


def _read_above(tree: HtmlElement, container: HtmlElement, findings: Findings) -> None:
    """Return the byline between the title and the text, where it stands outside of the container."""
    title = findings.title
    since = -1
    before: list[str] = []
    for element in tree.iter():
        if element is container:
            break
        if (
            not isinstance(element.tag, str)
            or element.tag in {"head", "title"}
            or (element.find("*") is not None and len(pruning.text_of(element)) > 100)
        ):
            continue
        text = " ".join(" ".join(element.itertext()).split())
        if text and text == title:
            since = len(before)
        if text and (not before or before[-1] != text) and element.tag not in {"html", "body"}:
            before.append(text)
    for text in before[since + 1 :][:_HEADING_SPAN] if since >= 0 else before[-_HEADING_SPAN // 2 :]:
        byline.read(text, findings, published=since >= 0)


def _read_below(container: HtmlElement, findings: Findings) -> None:
    """Take who wrote and edited from labelled lines right below the container."""
    following = (pruning.text_of(each) for each in container.xpath("following::*[not(*)]") if isinstance(each.tag, str))
    for text in islice(filter(None, following), _CREDITS_SPAN):
        if units(text) < 20 and phrases.credited(text):
            byline.read(text, findings, published=False)


def _without_poster(blocks: list[Block], findings: Findings) -> list[Block]:
    """Take the name that stands over a post as its writer's."""
    first = next((place for place, block in enumerate(blocks) if _line(block).is_prose), 0)
    names = [block for block in blocks[:first] if block.kind == "p" and phrases.is_name(block.text)]
    for block in names[:1]:
        findings.credit("author", block.text)
        blocks.remove(block)
    return blocks


def _without_head(blocks: list[Block], findings: Findings) -> list[Block]:
    """Title, byline and labels at the beginning of the container go."""
    first = next((place for place, block in enumerate(blocks) if _line(block).is_prose), len(blocks))
    title = re.sub(r"\W+", "", findings.title).lower()
    names = {credit.name.lower() for credit in findings.credits} | {
        findings.site_name.lower(),
        findings.publisher_name.lower(),
    }
    kept: list[Block] = []
    for place, block in enumerate(blocks):
        key = re.sub(r"\W+", "", block.text).lower()
        if block.kind in {"p", "h2", "h3"} and title and key == title and place <= first + 2:
            findings.drop(block.text, why("title"))
        elif place < first and block.kind in {"p", "h2", "h3", "list"} and _is_byline(block, findings, names):
            findings.drop(block.text, why(_line(block).mark or "menu"))
        else:
            kept.append(block)
    return kept


def _is_byline(block: Block, findings: Findings, names: set[str]) -> bool:
    line = _line(block)
    if byline.read(block.text, findings) or block.text.lower() in names:
        return True
    if line.mark in {"time", "count", "card", "chrome", "menu", "breadcrumb", "toc"}:
        return True
    return block.link_share > 0.7 and units(block.text) < LONG_UNITS and not line.ends


def _line(block: Block) -> Line:
    """Return a block as the walker of dumps knows it."""
    line = Line(block.text or block.caption, 1, block.text, block.link_share > 0.6)
    if block.kind in {"table", "quote", "pre"}:
        line.__dict__.update(mark="", is_prose=True, is_row=False)
    elif block.kind in _SILENT:
        line.__dict__.update(mark="", is_prose=False, is_row=False, is_cut=False)
    elif block.kind in {"h2", "h3"}:
        line.__dict__.update(is_prose=False, is_row=False)
    elif block.kind == "list":
        line.__dict__.update(mark="", is_row=False, is_prose=block.link_share < 0.6 and units(block.text) > 12)
    elif block.link_share > 0.8 and line.is_prose:
        line.__dict__.update(is_prose=False)
    return line


def _walked(blocks: list[Block], findings: Findings) -> list[Block]:
    """Leave out what announces itself as furniture, take the references; everything else stays."""
    kept: list[Block] = []
    for block in blocks:
        if block.kind == "p" and (
            (phrases.begins("read_also", block.text) and block.link_share > 0.4) or _is_teaser(block)
        ):
            findings.drop(block.text, why("related"))
        elif block.kind == "p" and phrases.declared(block.text) and units(block.text) < 30:
            byline.declare(phrases.declared(block.text), block.text, findings)
        else:
            kept.append(block)
    places = _spread(kept)
    lines = [line for line, _place in places]
    start = next((at for at, line in enumerate(lines) if line.is_prose), 0)
    body = [*range(start), *Body(lines, findings, set(), is_source=True).walk(start)]
    inside = {places[at][1] for at in body}
    shown: list[Block] = []
    follows = True  # a picture goes with the text before it
    for place, block in enumerate(kept):
        if block.kind not in _SILENT:
            follows = place in inside
        if follows:
            shown.append(block)
    return shown


def _without_tail(blocks: list[Block], findings: Findings) -> list[Block]:
    """Return what stands behind the last paragraph: links, labels and headings without a text go, credits are read."""
    last = max(
        (place for place, block in enumerate(blocks) if _line(block).is_prose and block.link_share < 0.6), default=-1
    )
    kept = blocks[: last + 1]
    for block in blocks[last + 1 :] if last >= 0 else blocks:
        line = _line(block)
        if block.kind not in _SILENT and (
            block.link_share > 0.6
            or line.mark
            or block.kind in {"h2", "h3"}
            or byline.read(block.text, findings, published=False)
        ):
            findings.drop(block.text, why(line.mark or "related"))
        else:
            if block.kind == "p" and units(block.text) <= 6 and not line.ends:
                block.kind = "unplaced"
            kept.append(block)
    return kept


def _is_teaser(block: Block) -> bool:
    """Return a paragraph that is nothing but a link in capitals: another article's title between two paragraphs."""
    letters = [letter for letter in block.text if letter.isalpha()]
    return (
        block.link_share > 0.9
        and units(block.text) >= 8
        and sum(1 for letter in letters if letter.isupper()) > 0.8 * len(letters)
    )


def _spread(blocks: list[Block]) -> list[tuple[Line, int]]:
    """Return the lines of the blocks with their places; lists after a heading of references are read item by item."""
    found: list[tuple[Line, int]] = []
    for place, block in enumerate(blocks):
        if block.kind in _SILENT:
            continue
        before = found[-1][0].mark if found else ""
        if block.kind == "list" and before == "references":
            found.extend((Line(item, 0, item), place) for item in block.text.split("\n") if item.strip())
        else:
            found.append((_line(block), place))
    return found


def _check(tree: HtmlElement, blocks: list[Block]) -> None:
    """Refuse pages without an article."""
    prose = [block for block in blocks if block.kind in {"p", "list", "quote"} and block.link_share < 0.6]
    amount = sum(units(block.text) for block in prose)
    if amount < FEWEST_UNITS and not any(_line(block).is_prose for block in prose):
        raise NoArticle(_("There is no running text in this page, only lists, labels or a form."))
    items = sum(
        1 for line in map(_line, blocks) if line.is_linked or line.mark in {"time", "count"} or is_dated(line.text)
    )
    many = sum(1 for block in blocks if _line(block).is_prose and block.link_share < 0.6)
    labels = sum(1 for block in prose if units(block.text) <= 12 and not _line(block).ends)
    running = sum(units(block.text) for block in prose if _line(block).is_prose)
    if (items >= 20 and items > 2 * many) or (
        len(prose) >= 40 and (running < 0.4 * amount or (labels > 0.5 * len(prose) and items >= 10))
    ):
        raise NoArticle(_("This looks like a list of articles, not like one article."))
    sure = [block for block in blocks if _line(block).is_prose and block.link_share < 0.5]
    if (not sure and amount < 4 * LONG_UNITS) or (
        containers.is_list_page(tree) and sum(units(block.text) for block in sure) < 2 * LONG_UNITS
    ):
        raise NoArticle(_("This looks like a list of articles, not like one article."))


def _captioned(blocks: list[Block]) -> list[Block]:
    """Give pictures the paragraphs behind them that end in whose picture it is."""
    kept: list[Block] = []
    for block in blocks:
        before = kept[-1] if kept else None
        if (
            block.kind == "p"
            and before is not None
            and before.kind in {"remote", "gap"}
            and not before.caption
            and phrases.has("picture_credit", block.text)
            and units(block.text) < MOST_CAPTION
        ):
            pictures.with_caption(before, block.text)
        else:
            kept.append(block)
    return kept


def _shaped(blocks: list[Block]) -> list[Block]:
    """Short bold lines become headings; headings at the end, with nothing under them, become paragraphs."""
    if not any(block.kind == "h2" for block in blocks):
        for block in blocks:
            block.kind = "h2" if block.kind == "h3" else block.kind
    blocks = _captioned(blocks)
    for place, block in enumerate(blocks):
        if (
            block.kind == "p"
            and place + 1 < len(blocks)
            and re.fullmatch(r"<p>\s*(?:<(?:strong|em)>)+[^<]+(?:</(?:strong|em)>)+\s*</p>", block.html)
        ):
            following = _line(blocks[place + 1])
            if (
                units(block.text) <= 24
                and not _line(block).ends
                and following.is_prose
                and not phrases.credited(block.text)
            ):
                block.kind, block.html = "h2", ""
    while blocks and blocks[-1].kind == "rule":
        blocks.pop()
    return blocks
