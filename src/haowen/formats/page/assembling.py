"""Blocks become the body: canonical HTML, with the lead, the gaps and what could not be placed."""

import re
from collections.abc import Iterable
from html import escape

from haowen.formats.page.lines import units
from haowen.formats.page.piece import Block

LEAD_UNITS = 400
FEWEST_FOR_LEAD = 3


def assemble(blocks: list[Block]) -> str:
    """Return the canonical body of the blocks, but for pictures saved with the page, which are named."""
    from haowen.text import markup

    return str(
        markup.clean_keeping_names(
            "".join(_html(block, is_lead=place == _lead(blocks)) for place, block in enumerate(blocks))
        )
    )


def plain(blocks: Iterable[Block]) -> str:
    """Return the text of the blocks."""
    return "\n".join(part for block in blocks for part in (block.text, block.caption) if part)


def _lead(blocks: list[Block]) -> int:
    """Return the place of the lead: the first paragraph, where a text of some length follows it."""
    first = next(
        (place for place, block in enumerate(blocks) if block.kind not in {"gap", "remote", "video", "rule"}), -1
    )
    enough = sum(1 for block in blocks if block.kind == "p") >= FEWEST_FOR_LEAD
    return (
        first if first >= 0 and blocks[first].kind == "p" and enough and units(blocks[first].text) <= LEAD_UNITS else -1
    )


def _html(block: Block, *, is_lead: bool) -> str:
    if block.kind == "gap":
        caption = f"<figcaption>{escape(block.caption, quote=False)}</figcaption>" if block.caption else ""
        return f'<figure data-gap="picture">{caption}</figure>'
    if block.kind == "rule":
        return "<hr>"
    if block.kind == "unplaced":
        return f"<aside data-unplaced>{block.html or f'<p>{escape(block.text, quote=False)}</p>'}</aside>"
    html = block.html or f"<{block.kind}>{escape(block.text, quote=False)}</{block.kind}>"
    if is_lead and html.startswith("<p>"):
        return "<p data-lead>" + html[3:]
    if block.kind == "table" and block.caption:
        return re.sub(r"^<table>", f"<table><caption>{escape(block.caption, quote=False)}</caption>", html)
    return html
