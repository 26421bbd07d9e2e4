"""The plain form's way of writing a body: Markdown, to and from the canonical vocabulary, losing nothing.

Every block is written as Markdown and read back; what does not come back as it was stays as one line of HTML, word for
word. Beyond CommonMark: ``[^r1]`` cites reference r1, ``![alt](media:<sha256> "caption")`` is a kept picture, a first
paragraph that begins with ``{lead}`` is the lead, tables are written with pipes. ``:::note``, ``:::gallery`` and
``:::poll 2026-12-31`` (a question and a list; the last day may be missing) go on to a line ``:::``.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from html import escape as as_text
from typing import Any

from lxml import html as lxml_html

from haowen.text import markup

_CITE = re.compile(r"(?<!\\)\[\^([A-Za-z0-9][A-Za-z0-9_-]{0,39})\]")
_PICTURE = re.compile(r'<p><img src="media:([0-9a-f]{64})" alt="([^"]*)"(?: title="([^"]*)")? ?/?></p>')
_SPECIAL = re.compile(r"([\\`*_\[\]<>~|#{}!&])")
_LINE_START = re.compile(r"^(\s*)([-+=:]|\d{1,9}[.)])", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_MEDIA = re.compile(r"^[0-9a-f]{64}$")
_INLINE = frozenset(("strong", "em", "del", "sub", "sup", "a", "code", "br"))
_BOX = re.compile(r"^ {0,3}:::(note|gallery|poll)(?:[ \t]+(\d{4}-\d\d-\d\d))?[ \t]*$")
_BOX_END = re.compile(r"^ {0,3}:::[ \t]*$")
_BOXES = {
    "note": ("aside data-note", "aside"),
    "gallery": ("div data-gallery", "div"),
    "poll": ("aside data-poll", "aside"),
}
_PLAIN_ADDRESS = re.compile(r"^[^\s()<>\\]+$")
LEAD = "{lead} "

Escape = Callable[[str], str]


@cache
def _options() -> tuple[Any, Any]:
    import comrak

    extension = comrak.ExtensionOptions()
    extension.table = True
    extension.strikethrough = True
    extension.cjk_friendly_emphasis = True
    render = comrak.RenderOptions()
    render.unsafe_ = True
    return extension, render


def to_html(markdown: str) -> str:
    """Return the HTML that this Markdown means; ``markup.clean`` makes it canonical when it is saved."""
    import comrak

    extension, render = _options()
    cited = _with_citations(markdown.replace("\r\n", "\n").replace("\r", "\n"))
    html: str = comrak.render_markdown(cited, extension_options=extension, render_options=render)
    html = _PICTURE.sub(_figure_html, html)
    html = html.replace(f"<p>{LEAD}", "<p data-lead>", 1)
    return html.replace("<br />\n", "<br>")


def _with_citations(markdown: str) -> str:
    """Put citation marks and boxes (``:::note`` up to ``:::``) in, but not into fenced code."""
    lines, fence, ends = markdown.split("\n"), "", ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]) else fence
        elif mark:
            fence = mark[1]
        elif box := _BOX.match(line):
            opening, ends = _BOXES[box[1]]
            lines[number] = f"\n<{opening}{f'={box[2]}' if box[1] == 'poll' and box[2] else ''}>\n"
        elif ends and _BOX_END.match(line):
            lines[number], ends = f"\n</{ends}>\n", ""
        else:
            lines[number] = _CITE.sub(r'<sup data-cite="\1"></sup>', line)
    return "\n".join([*lines, f"\n</{ends}>"] if ends else lines)


def to_markdown(canonical: str) -> str:
    """Return Markdown that :func:`to_html` turns into this body again."""
    blocks = [_block(element) for element in _blocks(canonical)]
    whole = "\n\n".join(blocks) + "\n" if blocks else ""
    if _same(to_html(whole), canonical):
        return whole
    raw = "\n\n".join(_raw(element) for element in _blocks(canonical)) + "\n"
    return raw if _same(to_html(raw), canonical) else canonical


def figure(sha256: str, alt: str, caption: str, *, credit: str = "", is_decorative: bool = False) -> str:
    """Return the Markdown of a kept picture, to be put into a body; as HTML where Markdown has no words for what is said."""
    if is_decorative or credit.strip():
        owner = f"<small data-credit>{as_text(_flat(credit))}</small>" if credit.strip() else ""
        said = f"<figcaption>{as_text(_flat(caption))}{owner}</figcaption>" if caption.strip() or owner else ""
        mark, shows = (" data-decorative", "") if is_decorative else ("", as_text(_flat(alt)))
        return f'<figure{mark}><img data-media="{sha256}" alt="{shows}">{said}</figure>'.replace("[^", "&#91;^")
    return f"![{_escape_all(_flat(alt))}](media:{sha256}{_title(_flat(caption))})"


def _same(one: str, other: str) -> bool:
    return markup.clean(one) == markup.clean(other)


def _figure_html(found: re.Match[str]) -> str:
    caption = f"<figcaption>{found[3]}</figcaption>" if found[3] else ""
    return f'<figure><img data-media="{found[1]}" alt="{found[2]}">{caption}</figure>'


def _blocks(canonical: str) -> Iterator[Any]:
    """Yield the body's top-level elements; loose text becomes a paragraph of its own."""
    root = lxml_html.fragment_fromstring(canonical, create_parent="div")
    if root.text and root.text.strip():
        yield _paragraph(root.text)
    for child in root:
        tail, child.tail = child.tail, None
        yield child
        if tail and tail.strip():
            yield _paragraph(tail)


def _paragraph(text: str) -> Any:
    element = lxml_html.Element("p")
    element.text = text.strip()
    return element


def _block(element: Any) -> str:
    """Return a block as Markdown, with as few escapes as it needs, or as HTML."""
    original = lxml_html.tostring(element, encoding="unicode")
    for escape in (_escape_nothing, _escape_all):
        try:
            written = _written(element, escape)
        except _CannotBeWrittenError:
            break
        if written.strip() and _same(to_html(written), original):
            return written
    return _raw(element)


def _raw(element: Any) -> str:
    """Return a block as one line of HTML: a line break would end an HTML block where an empty line follows."""
    html: str = lxml_html.tostring(element, encoding="unicode", with_tail=False)
    return html.replace("\r", "&#13;").replace("\n", "&#10;").replace("[^", "&#91;^").replace("{", "&#123;")


class _CannotBeWrittenError(Exception):
    """Markdown has no words for this."""


def _escape_nothing(text: str) -> str:
    return text


def _escape_all(text: str) -> str:
    return _LINE_START.sub(_escape_start, _SPECIAL.sub(r"\\\1", text))


def _escape_start(found: re.Match[str]) -> str:
    mark = found[2]
    return f"{found[1]}{mark[:-1]}\\{mark[-1]}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _title(caption: str) -> str:
    return ' "' + caption.replace("\\", "\\\\").replace('"', '\\"') + '"' if caption else ""


def _written(element: Any, escape: Escape) -> str:
    writers: dict[str, Callable[[Any, Escape], str]] = {
        "p": _write_paragraph,
        "h2": lambda e, s: "## " + _inline(e, s).strip(),
        "h3": lambda e, s: "### " + _inline(e, s).strip(),
        "hr": lambda _e, _s: "---",
        "ul": _write_list,
        "ol": _write_list,
        "blockquote": _write_quotation,
        "pre": _write_code,
        "figure": _write_figure,
        "table": _write_table,
        "aside": _write_box,
        "div": _write_box,
    }
    write = writers.get(str(element.tag))
    if write is None:
        raise _CannotBeWrittenError
    return write(element, escape)


def _write_paragraph(element: Any, escape: Escape) -> str:
    names = set(element.attrib)
    if names - {"data-lead"}:
        raise _CannotBeWrittenError
    return (LEAD if names else "") + _inline(element, escape)


def _write_list(element: Any, escape: Escape) -> str:
    lines: list[str] = []
    is_loose = any(child.tag == "p" for item in element for child in item)
    for number, item in enumerate(element, 1):
        if item.tag != "li":
            raise _CannotBeWrittenError
        mark = f"{number}. " if element.tag == "ol" else "- "
        body = _item(item, escape)
        indented = body.replace("\n", "\n" + " " * len(mark))
        lines.append(mark + "\n".join(line.rstrip() for line in indented.split("\n")))
    return ("\n\n" if is_loose else "\n").join(lines)


def _item(item: Any, escape: Escape) -> str:
    blocks = [child for child in item if child.tag not in _INLINE]
    if not blocks:
        return _inline(item, escape)
    parts = [_inline(item, escape, until=blocks[0])]
    for block in blocks:
        if block.tail and block.tail.strip():
            raise _CannotBeWrittenError
        parts.append(_written(block, escape))
    written = [part for part in parts if part.strip()]
    return ("\n\n" if any(block.tag == "p" for block in blocks) else "\n").join(written)


def _write_quotation(element: Any, escape: Escape) -> str:
    if element.text and element.text.strip():
        raise _CannotBeWrittenError
    parts = [_raw(child) if child.tag == "footer" else _written(child, escape) for child in element]
    return "\n".join("> " + line if line else ">" for line in "\n\n".join(parts).split("\n"))


def _write_box(element: Any, escape: Escape) -> str:
    names = set(element.attrib)
    name = next((name for name in _BOXES if names == {f"data-{name}"}), "")
    if not name or (element.text or "").strip():
        raise _CannotBeWrittenError
    day = f" {element.get('data-poll')}" if name == "poll" and element.get("data-poll") else ""
    parts = [_raw(child) if _is_marked(child) else _written(child, escape) for child in element]
    return f":::{name}{day}\n\n" + "\n\n".join(parts) + "\n\n:::"


def _is_marked(figure: Any) -> bool:
    """Whether a figure says more than Markdown has words for."""
    return figure.tag == "figure" and bool(figure.attrib or figure.xpath(".//figcaption/*"))


def _write_code(element: Any, _escape: Escape) -> str:
    code = element[0] if len(element) == 1 and element[0].tag == "code" else None
    if code is None or len(code) or (element.text or "").strip() or (code.tail or "").strip():
        raise _CannotBeWrittenError
    text = code.text or ""
    fence = "`" * max(3, max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    return f"{fence}\n{text.removesuffix(chr(10))}\n{fence}"


def _write_figure(element: Any, _escape: Escape) -> str:
    picture, caption = (*element, None, None)[:2]
    if (
        picture is None
        or picture.tag != "img"
        or not _MEDIA.match(picture.get("data-media", ""))
        or set(element.attrib)
    ):
        raise _CannotBeWrittenError
    if caption is not None and (caption.tag != "figcaption" or len(caption)):
        raise _CannotBeWrittenError
    said = _flat(caption.text or "") if caption is not None else ""
    return figure(picture.get("data-media"), picture.get("alt", ""), said)


def _write_table(element: Any, escape: Escape) -> str:
    head, body = (*element, None, None)[:2]
    if len(element) != 2 or head.tag != "thead" or body.tag != "tbody" or len(head) != 1:  # noqa: PLR2004 - a head and a body
        raise _CannotBeWrittenError
    rows = [[_cell(cell, escape) for cell in row] for row in (*head, *body)]
    ruled = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    return "\n".join("| " + " | ".join(row) + " |" for row in ruled)


def _cell(cell: Any, escape: Escape) -> str:
    if set(cell.attrib) or any(child.tag not in _INLINE for child in cell):
        raise _CannotBeWrittenError
    text = _inline(cell, escape)
    return text if escape is _escape_all else text.replace("|", "\\|")


def _inline(element: Any, escape: Escape, until: Any = None) -> str:
    parts = [escape(element.text or "")]
    for child in element:
        if child is until:
            break
        parts.append(_inline_element(child, escape))
        parts.append(escape(child.tail or ""))
    return "".join(parts)


def _inline_element(element: Any, escape: Escape) -> str:
    tag = str(element.tag)
    if tag in ("strong", "em", "del"):
        mark = {"strong": "**", "em": "*", "del": "~~"}[tag]
        return mark + _inline(element, escape) + mark
    if tag == "br":
        return "\\\n"
    if tag == "code" and not len(element):
        return _code(element.text or "")
    if tag == "a":
        address = element.get("href", "")
        return f"[{_inline(element, escape)}]({address if _PLAIN_ADDRESS.match(address) else '<' + address + '>'})"
    if tag == "sup" and element.get("data-cite"):
        return f"[^{element.get('data-cite')}]"
    if tag in ("sub", "sup") and not element.attrib:
        return f"<{tag}>{_inline(element, escape)}</{tag}>"
    raise _CannotBeWrittenError


def _code(text: str) -> str:
    fence = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"
