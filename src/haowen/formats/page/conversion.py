"""The container's subtree becomes blocks: captions, tables, lists, code, quotations and figures keep their form."""

# ruff: noqa: PLR2004 - lengths and shares that tell prose from furniture: weighed on real pages, each used once

import re
from html import escape
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from haowen.formats.page import pictures
from haowen.formats.page.piece import Block
from haowen.formats.page.pruning import BLOCK_TAGS, link_share, text_of

_MARKS = {
    "strong": "strong",
    "b": "strong",
    "em": "em",
    "i": "em",
    "del": "del",
    "s": "del",
    "strike": "del",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "sub": "sub",
    "sup": "sup",
    "cite": "em",
    "dfn": "em",
}
_PARAGRAPH = re.compile(r"(?:\s*<br>\s*){2,}")
_SPACES = re.compile(r"[ \t\r\n]+")
_NOWHERE = re.compile(r"<a>(.*?)</a>", re.DOTALL)
_TAGS = re.compile(r"<[^>]+>")
_CAPTION = re.compile(
    r"caption|img-?(?:desc|info|note|text)|image-?(?:desc|info|credit|text)|photo-?(?:desc|credit|info)|pic-?(?:desc|info|text)|picture-?(?:desc|text)|tu-?shuo|media-?(?:desc|credit|info)|figcap|cutline",
    re.IGNORECASE,
)
_IMAGE_LABEL = re.compile(r"^(?:image|media|photo|video) (?:caption|copyright)\s*", re.IGNORECASE)
_VIDEO = re.compile(
    r"youtube(?:-nocookie)?\.com/embed|youtu\.be|player\.vimeo|bilibili|v\.qq\.com|youku|ixigua|dailymotion",
    re.IGNORECASE,
)
MANY = 300  # characters in a cell: a table for layout, not of data

_HANDLERS = {
    "img": "_picture",
    "iframe": "_video",
    "video": "_video",
    "ul": "_list",
    "ol": "_list",
    "table": "_table",
    "blockquote": "_quote",
    "pre": "_code",
    "figure": "_figure",
    "hr": "_rule",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "_heading"),
}


class Converter:
    """Walks a subtree once and gathers its blocks."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.blocks: list[Block] = []
        self._inline: list[str] = []
        self._seen: set[str] = set()

    def convert(self, container: HtmlElement) -> list[Block]:
        """Return the blocks of the container in their order."""
        self._walk(container)
        self._flush()
        return self.blocks

    def _walk(self, element: HtmlElement) -> None:
        self._text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child)
            self._text(child.tail)

    def _child(self, child: HtmlElement) -> None:
        tag = child.tag
        if tag == "br":
            self._inline.append("<br>")
        elif name := _HANDLERS.get(tag):
            getattr(self, name)(child)
        elif tag in BLOCK_TAGS:
            self._flush()
            before = len(self.blocks)
            self._walk(child)
            self._flush()
            self._captioned(child, before)
        elif _holds_blocks(child):
            self._walk(child)
        else:
            self._inline.append(inline(child, self.base, nowhere=True))

    def _rule(self, _element: HtmlElement) -> None:
        self._flush()
        self.blocks.append(Block("rule", ""))

    def _text(self, text: str | None) -> None:
        if text:
            self._inline.append(escape(_SPACES.sub(" ", text), quote=False))

    def _flush(self) -> None:
        html = "".join(self._inline)
        self._inline = []
        for part in _PARAGRAPH.split(html):
            self._paragraph(re.sub(r"^(?:\s|<br>|\u00a0|\u3000)+|(?:\s|<br>|\u00a0|\u3000)+$", "", part))

    def _paragraph(self, html: str) -> None:
        text = plain(html)
        if text:
            shown = _NOWHERE.sub(r"\1", html)
            self.blocks.append(Block("p", text, f"<p>{shown}</p>", _share(html, text)))

    def _picture(self, element: HtmlElement, caption: str = "") -> None:
        if sign := pictures.emoji(element):
            self._inline.append(escape(sign, quote=False))
            return
        block = pictures.block_of(element, self.base, caption)
        if block is None or (block.html and block.html in self._seen):
            return
        self._seen.add(block.html)
        self._flush()
        self.blocks.append(block)

    def _video(self, element: HtmlElement) -> None:
        address = element.get("src") or element.get("data-src") or ""
        address = "https:" + address if address.startswith("//") else address
        if address.startswith("http") and _VIDEO.search(address):
            self._flush()
            title = element.get("title") or urlsplit(address).netloc
            link = f'<p><a href="{escape(address)}">{escape(title, quote=False)}</a></p>'
            self.blocks.append(Block("video", title, link))

    def _heading(self, element: HtmlElement) -> None:
        self._flush()
        for picture in element.iter("img"):
            self._picture(picture)
        self._flush()
        if text := text_of(element):
            kind = "h2" if element.tag in {"h1", "h2"} else "h3"
            self.blocks.append(Block(kind, text, "", link_share(element)))

    def _list(self, element: HtmlElement) -> None:
        self._flush()
        items = [child for child in element if child.tag == "li"]
        if (
            not items
            or any(
                item.find(f".//{tag}") is not None
                for item in items
                for tag in ("h1", "h2", "h3", "h4", "img", "table", "figure")
            )
            or any(len(text_of(item)) > 4 * MANY for item in items)
        ):
            self._walk(element)
            self._flush()
            return
        if text := text_of(element):
            lines = "\n".join(text_of(item) for item in items)
            self.blocks.append(Block("list", lines or text, list_html(element, self.base), link_share(element)))

    def _table(self, element: HtmlElement) -> None:
        self._flush()
        rows = list(element.iter("tr"))
        cells = [cell for row in rows for cell in row if cell.tag in {"td", "th"}]
        wide = max((sum(1 for cell in row if cell.tag in {"td", "th"}) for row in rows), default=0)
        is_layout = (
            element.find(".//table") is not None
            or wide < 2
            or any(len(text_of(cell)) > MANY for cell in cells)
            or any(cell.find(".//img") is not None for cell in cells)
        )
        if is_layout:
            self._walk(element)
            self._flush()
            return
        caption = element.find("caption")
        text = "\n".join("\t".join(text_of(cell) for cell in row if cell.tag in {"td", "th"}) for row in rows)
        if text.strip():
            self.blocks.append(
                Block(
                    "table",
                    text,
                    _table_html(rows, self.base),
                    link_share(element),
                    text_of(caption) if caption is not None else "",
                )
            )

    def _quote(self, element: HtmlElement) -> None:
        self._flush()
        inner = Converter(self.base)
        inner._seen = self._seen
        blocks = inner.convert(element)
        words = [block for block in blocks if block.kind in {"p", "list", "h2", "h3"}]
        html = "".join(
            block.html if block.kind in {"p", "list"} else f"<p>{escape(block.text, quote=False)}</p>"
            for block in words
        )
        if html:
            self.blocks.append(
                Block(
                    "quote",
                    "\n".join(block.text for block in words),
                    f"<blockquote>{html}</blockquote>",
                    link_share(element),
                )
            )
        self.blocks.extend(block for block in blocks if block not in words)

    def _code(self, element: HtmlElement) -> None:
        self._flush()
        text = element.text_content().strip("\n")
        if text.strip():
            self.blocks.append(Block("pre", text, f"<pre><code>{escape(text, quote=False)}</code></pre>"))

    def _figure(self, element: HtmlElement) -> None:
        self._flush()
        shown = list(element.iter("img"))
        captions = [text_of(each) for each in element.iter("figcaption")]
        has_else = any(element.find(f".//{tag}") is not None for tag in ("p", "pre", "iframe", "video", "ul"))
        if not shown and any(captions) and not has_else:
            self.blocks.append(Block("gap", "", caption=_IMAGE_LABEL.sub("", " ".join(filter(None, captions)))))
            return
        if not shown or element.find(".//table") is not None or element.find(".//blockquote") is not None:
            self._walk(element)
            self._flush()
            return
        caption = " ".join(text for text in captions if text) or _beside(element)
        before = len(self.blocks)
        for picture in shown:
            self._picture(picture, caption if picture is shown[-1] or len(shown) == 1 else "")
        self._flush()
        if len(self.blocks) == before and caption:
            self._inline.append(escape(caption, quote=False))
            self._flush()

    def _captioned(self, element: HtmlElement, before: int) -> None:
        """Text in an element named as a caption belongs to the picture before it."""
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        new = self.blocks[before:]
        if not _CAPTION.search(names) or len(new) != 1 or new[0].kind != "p" or len(new[0].text) > 2 * MANY:
            return
        if before and self.blocks[before - 1].kind in {"remote", "gap"} and not self.blocks[before - 1].caption:
            pictures.with_caption(self.blocks[before - 1], self.blocks.pop().text)


def inline(element: HtmlElement, base: str, *, nowhere: bool = False) -> str:
    """Return the HTML of running text: marks and links of the canonical vocabulary, all else as its text.

    ``nowhere``: links whose address cannot be known stay, without it, to be counted.
    """
    inner = escape(_SPACES.sub(" ", element.text or ""), quote=False)
    for child in element:
        if isinstance(child.tag, str):
            if child.tag == "br":
                inner += "<br>"
            elif child.tag == "img":
                inner += escape(pictures.emoji(child), quote=False)
            else:
                inner += inline(child, base, nowhere=nowhere)
        inner += escape(_SPACES.sub(" ", child.tail or ""), quote=False)
    tag = _MARKS.get(element.tag)
    if not inner.strip():
        return inner
    if tag:
        return f"<{tag}>{inner}</{tag}>"
    if element.tag == "a" and (href := element.get("href") or ""):
        address = _link(href, base)
        bare = f"<a>{inner}</a>" if nowhere else inner
        return f'<a href="{escape(address)}">{inner}</a>' if address else bare
    return inner


def list_html(element: HtmlElement, base: str) -> str:
    """Return a list with the lists inside of it."""
    items = []
    for item in element:
        if item.tag in {"ul", "ol"}:
            items.append(f"<li>{list_html(item, base)}</li>")
        elif item.tag == "li":
            inner = escape(_SPACES.sub(" ", item.text or ""), quote=False)
            for child in item:
                if isinstance(child.tag, str):
                    block = child.tag in BLOCK_TAGS
                    inner += (
                        list_html(child, base)
                        if child.tag in {"ul", "ol"}
                        else (" " if block else "")
                        + ("<br>" if child.tag == "br" else inline(child, base))
                        + (" " if block else "")
                    )
                inner += escape(_SPACES.sub(" ", child.tail or ""), quote=False)
            if plain(inner):
                items.append(f"<li>{inner.strip()}</li>")
    tag = "ol" if element.tag == "ol" else "ul"
    return f"<{tag}>{''.join(items)}</{tag}>"


def _table_html(rows: list[HtmlElement], base: str) -> str:
    head, body = "", ""
    for place, row in enumerate(rows):
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        if not any(text_of(cell) for cell in cells):
            continue
        html = (
            "<tr>"
            + "".join(f"<{cell.tag}{_spans(cell)}>{inline(cell, base).strip()}</{cell.tag}>" for cell in cells)
            + "</tr>"
        )
        parent = row.getparent()
        is_head = not body and (
            all(cell.tag == "th" for cell in cells) or (parent is not None and parent.tag == "thead")
        )
        if is_head and place <= 2:
            head += html
        else:
            body += html
    return "<table>" + (f"<thead>{head}</thead>" if head else "") + f"<tbody>{body}</tbody></table>"


def _spans(cell: HtmlElement) -> str:
    return "".join(
        f' {name}="{value}"'
        for name in ("colspan", "rowspan")
        if (value := cell.get(name) or "").isdigit() and 1 < int(value) < 50
    )


def _link(href: str, base: str) -> str:
    address = urljoin(base, href.strip()) if base else href.strip()
    address = "https:" + address if address.startswith("//") else address
    return (
        address if urlsplit(address).scheme in {"http", "https", "mailto"} and not href.strip().startswith("#") else ""
    )


def _holds_blocks(element: HtmlElement) -> bool:
    return any(
        each.tag in BLOCK_TAGS or (each.tag == "img" and not pictures.emoji(each)) or each.tag in {"iframe", "video"}
        for each in element.iterdescendants()
        if isinstance(each.tag, str)
    )


def _beside(figure: HtmlElement) -> str:
    """Return the caption of a figure without a figcaption: the text in it."""
    text = text_of(figure)
    return text if 0 < len(text) <= 2 * MANY else ""


def plain(html: str) -> str:
    """Return the text of inline HTML."""
    from html import unescape

    return " ".join(unescape(_TAGS.sub("", html.replace("<br>", "\n"))).split())


def _share(html: str, text: str) -> float:
    linked = sum(len(plain(match)) for match in re.findall(r"<a\b[^>]*>(.*?)</a>", html, re.DOTALL))
    return linked / max(1, len(text))
