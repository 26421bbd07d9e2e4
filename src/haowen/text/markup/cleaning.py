"""From any HTML to the canonical body. No word is lost: what the vocabulary does not know leaves its text."""

import re
import unicodedata
from itertools import takewhile
from typing import Final

from haowen.text import late
from haowen.text.markup import blocks as b
from haowen.text.markup import polls
from haowen.text.markup.blocks import BREAK, CITE, Block, Figure, Line, Marks, Run, Runs, flat, tidied
from haowen.text.markup.tables import only_places, table_of
from haowen.text.markup.trees import Node, parse
from haowen.text.markup.vocabulary import CITE_KEY, SHA256, Canonical, attribute, link_target, own_media, picture_target

_MARKS: Final = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "del": "del", "s": "del", "strike": "del", "sub": "sub",
    "sup": "sup", "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
_THROUGH: Final = frozenset({"rt", "abbr", "big", "cite", "q", "small", "source", "picture", "rp"})
_HEADINGS: Final = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
_PLAYERS: Final = frozenset({"audio", "embed", "iframe", "object", "video"})
_SPAN = re.compile(r"[1-9]\d{0,3}")
_ONE_PIXEL = re.compile(r"[01](px)?")
_SYMBOL_LENGTH: Final = 8


def clean(html: str) -> Canonical:
    """Return the canonical body of any HTML. Cleaning again changes nothing, so what was cleaned before is given back."""
    return html if isinstance(html, Canonical) else Canonical(b.written(_body(html), "\n"))


def clean_keeping_names(html: str) -> str:
    """Return the body with pictures that are only named as ``<figure data-file="name">``, for importers to replace.

    Where there are such, what is returned is no canonical body before they were replaced and it was cleaned.
    """
    body = b.written(_body(html, keeps_names=True), "\n")
    return body if '<figure data-file="' in body else Canonical(body)


def _body(html: str, *, keeps_names: bool = False) -> list[Block]:
    body = _Flow("top", keeps_names=keeps_names).taken(parse(html))
    for block in body[1:]:
        if isinstance(block, Line):
            block.is_lead = False
    return body


class _Flow:
    """Turns a node's children into blocks. ``place``: top, aside, quote, item or cell; it says what may stand there."""

    def __init__(self, place: str, *, keeps_names: bool = False) -> None:
        self.place = place
        self.keeps_names = keeps_names
        self.blocks: list[Block] = []
        self.runs: Runs = []

    def taken(self, node: Node, marks: Marks = (), *, but: frozenset[str] = frozenset()) -> list[Block]:
        """Return the blocks of the node's content; children of the tags in ``but`` are left to the caller."""
        self.walk([c for c in node.children if isinstance(c, str) or c.tag not in but], marks)
        self.end()
        return self.blocks

    def inner(self, place: str, node: Node, marks: Marks, *, but: frozenset[str] = frozenset()) -> list[Block]:
        """Return the blocks of a node that stands in a place of its own."""
        return _Flow(place, keeps_names=self.keeps_names).taken(node, marks, but=but)

    def end(self, tag: str = "p", *, is_lead: bool = False) -> None:
        """Close the open paragraph, if any; two line breaks in a row part paragraphs."""
        if not any(run.text.strip(" \t\n\r\f") for run in self.runs):
            self.runs = []
            return
        part: Runs = []
        breaks = 0
        for run in [*self.runs, Run(BREAK), Run(BREAK)]:
            if run.text == BREAK:
                breaks += 1
            elif run.text.strip(" \t\n\r\f"):
                breaks = 0
            part.append(run)
            if breaks > 1:
                if runs := tidied(part):
                    self.blocks.append(Line(tag, runs, is_lead=is_lead and not self.blocks))
                part, breaks = [], 0
        self.runs = []

    def walk(self, children: "list[Node | str]", marks: Marks) -> None:
        """Take children in order."""
        for child in children:
            if isinstance(child, str):
                self.runs.append(Run(child, marks))
            elif child.tag in _MARKS:
                self._mark(child, marks)
            elif child.tag in _THROUGH:
                self.walk(child.children, marks)
            elif child.tag == "ruby":
                self._ruby(child, marks)
            elif child.tag == "a":
                self._link(child, marks)
            elif child.tag == "br":
                self.runs.append(Run(BREAK, marks))
            elif child.tag == "img":
                self._picture(child, marks)
            else:
                self.end()
                self._block(child, marks)

    def _mark(self, node: Node, marks: Marks) -> None:
        if node.tag == "sup" and CITE_KEY.fullmatch(node.get("data-cite")):
            self.runs.append(Run(CITE + node.get("data-cite"), marks))
            return
        mark = (_MARKS[node.tag], "")
        self.walk(node.children, marks if mark in marks else (*marks, mark))

    def _ruby(self, node: Node, marks: Marks) -> None:
        """Set what stands above the characters behind them in brackets, as browsers without ruby do."""
        has_brackets = node.has("rp")
        for child in node.children:
            if isinstance(child, Node) and child.tag == "rt":
                before, after = ("", "") if has_brackets or not child.text().strip() else ("（", "）")
                self.walk([before, *child.children, after], marks)
            else:
                self.walk([child], marks)

    def _link(self, node: Node, marks: Marks) -> None:
        address = link_target(node.get("href"))
        if address and not any(tag == "a" for tag, _ in marks):
            marks = (*marks, ("a", f' href="{attribute(address)}"'))
        self.walk(node.children, marks)

    def _block(self, node: Node, marks: Marks) -> None:  # noqa: C901, PLR0912 - one branch for each kind of block
        match node.tag:
            case "p":
                self.walk(node.children, marks)
                self.end(is_lead=self.place == "top" and "data-lead" in node.attributes)
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._heading(node, marks)
            case "ul" | "ol":
                self._list(node, marks)
            case "li":
                self.blocks.append(b.Listing("ul", [content])) if (content := self.inner("item", node, marks)) else None
            case "blockquote":
                if content := self.inner("quote", node, marks):
                    self.blocks.append(b.Box("blockquote", content))
            case "aside" if self.place == "top" and "data-unplaced" in node.attributes:
                if content := self.inner("aside", node, marks):
                    self.blocks.append(b.Box("aside", content))
            case "aside" if self.place == "top" and "data-note" in node.attributes:
                if content := self.inner("item", node, marks):
                    self.blocks.append(b.Box("note", content))
            case "aside" if self.place == "top" and "data-poll" in node.attributes:
                self._poll(node, marks)
            case "div" if self.place == "top" and "data-gallery" in node.attributes:
                self._gallery(node, marks)
            case "footer" if self.place == "quote":
                self.walk(node.children, marks)
                self.end("footer")
            case "dt":
                self.walk(node.children, marks if ("strong", "") in marks else (*marks, ("strong", "")))
                self.end()
            case "figure":
                self._figure(node, marks)
            case "table":
                self._table(node, marks)
            case "pre":
                self._verbatim(node, marks)
            case "hr":
                self.blocks.append(b.Rule())
            case tag if tag in _PLAYERS:
                self._player(node, marks)
            case _:
                self.walk(node.children, marks)
                self.end()

    def _heading(self, node: Node, marks: Marks) -> None:
        """Headings structure the article, so inside other blocks they are strong paragraphs."""
        strong = ("strong", "")
        if self.place not in {"top", "aside"}:
            self.walk(node.children, marks if strong in marks else (*marks, strong))
            self.end()
            return
        content = self.inner(self.place, node, marks)
        lines = list(takewhile(lambda block: isinstance(block, Line), content))
        runs = [
            Run(" " if run.text == BREAK else run.text, tuple(mark for mark in run.marks if mark != strong))
            for run in flat(lines)
        ]
        if runs:
            self.blocks.append(Line(_HEADINGS[node.tag], tidied(runs)))
        self.blocks += content[len(lines) :]

    def _list(self, node: Node, marks: Marks) -> None:
        """Take a list; what stands in it outside an item becomes one, a list goes into the item before it."""
        items: list[list[Block]] = []
        loose = Node("li", {})
        for child in [*node.children, Node("li", {})]:
            is_item = isinstance(child, Node) and child.tag == "li"
            if isinstance(child, Node) and (is_item or child.tag in {"ul", "ol"}):
                items.append(self.inner("item", loose, marks))
                loose = Node("li", {})
                if is_item:
                    items.append(self.inner("item", child, marks))
                    continue
                wrapper = Node("li", {})
                wrapper.children.append(child)
                nested = self.inner("item", wrapper, marks)
                items = [item for item in items if item]
                items[-1:] = [items[-1] + nested] if items else [nested]
            else:
                loose.children.append(child)
        if items := [item for item in items if item]:
            start = node.get("start") if node.tag == "ol" else ""
            shown = f' start="{start}"' if _SPAN.fullmatch(start) and start != "1" else ""
            self.blocks.append(b.Listing(node.tag, items, shown))

    def _picture(self, node: Node, marks: Marks) -> None:
        alt = " ".join(node.get("alt").split())
        figure = _pictured(node, alt, keeps_names=self.keeps_names)
        if figure is None:
            return
        if alt and not figure.media and _is_symbol(alt):
            self.runs.append(Run(alt, marks))
            return
        self.end()
        self.blocks.append(figure)

    def _figure(self, node: Node, marks: Marks) -> None:
        """Take a figure: ours as it is; another's pictures each become one, the caption goes to the last of them."""
        but = frozenset({"figcaption"})
        content: list[Block] = []
        if "data-gap" in node.attributes:
            content.append(Figure())
        remote = picture_target(node.get("data-remote"))
        if remote:
            link = next((c for c in node.children if isinstance(c, Node) and c.tag == "a"), None)
            content.append(Figure(remote=remote, alt=" ".join(link.text().split()) if link else ""))
            rest = Node("figure", {})
            rest.children = [c for c in node.children if c is not link]
            node = rest
        content += self.inner(self.place, node, marks, but=but)
        captions = [c for c in node.children if isinstance(c, Node) and c.tag in but]
        for caption in captions:
            self._caption(content, caption, marks)
        for picture in content:
            if isinstance(picture, Figure) and picture.media and "data-decorative" in node.attributes:
                picture.is_decorative, picture.alt = True, ""
        self.blocks += content

    def _gallery(self, node: Node, marks: Marks) -> None:
        """Take pictures that belong together; what else stood among them follows, and one picture is no gallery."""
        content = self.inner("item", node, marks)
        figures = [block for block in content if isinstance(block, Figure)]
        if len(figures) < 2:  # noqa: PLR2004 - pictures beside each other
            self.blocks += content
            return
        self.blocks.append(b.Box("gallery", list(figures)))
        self.blocks += [block for block in content if not isinstance(block, Figure)]

    def _poll(self, node: Node, marks: Marks) -> None:
        """Take a question with its answers; what is no poll (one answer, the same twice) stays as the text that it is."""
        content = self.inner("item", node, marks)
        poll = polls.poll_of(content, node.get("data-poll"))
        self.blocks += [poll] if poll else content

    def _caption(self, content: list[Block], node: Node, marks: Marks) -> None:
        is_credit = [isinstance(c, Node) and c.tag == "small" and "data-credit" in c.attributes for c in node.children]
        credited = Node("figcaption", {})
        credited.children = [c for c, yes in zip(node.children, is_credit, strict=True) if yes]
        figure = next((block for block in reversed(content) if isinstance(block, Figure) and not block.credit), None)
        if credited.children and figure is not None:
            figure.credit = flat(self.inner("cell", credited, marks))
            rest = Node("figcaption", {})
            rest.children = [c for c, yes in zip(node.children, is_credit, strict=True) if not yes]
            node = rest
        within = self.inner("cell", node, marks)
        runs = flat([block for block in within if not isinstance(block, Figure)])
        content += [block for block in within if isinstance(block, Figure)]
        if not runs:
            return
        for block in reversed(content):
            if isinstance(block, Figure | b.Table) and not block.caption:
                block.caption = runs
                return
        content.append(Line("p", runs))

    def _table(self, node: Node, marks: Marks) -> None:
        if node.has("table"):  # asked before the cells are read, which would be read again at each depth
            self._unwrapped(node, marks)
            return
        captions = [c for c in node.children if isinstance(c, Node) and c.tag == "caption"]
        table, beside = table_of(node, lambda cell: self.inner("cell", cell, marks))
        if not any(c.text().strip() for c in captions) and only_places(table):
            self._unwrapped(node, marks)
            return
        after: list[Block] = []
        for caption in captions:
            within = self.inner("cell", caption, marks)
            runs = flat([block for block in within if not isinstance(block, Figure)])
            table.caption = [*table.caption, *([Run(BREAK)] if table.caption and runs else []), *runs]
            after += [block for block in within if isinstance(block, Figure)]
        if table.head or table.body:
            self.blocks.append(table)
        elif table.caption:
            self.blocks.append(Line("p", table.caption))
        self.blocks += after
        for child in beside:
            self.walk([child], marks)
        self.end()

    def _unwrapped(self, node: Node, marks: Marks) -> None:
        self.walk(node.children, marks)
        self.end()

    def _verbatim(self, node: Node, marks: Marks) -> None:
        lines, figures = _lines_of(node)
        text = re.sub(r"\r\n?", "\n", "".join(lines)).strip("\n")
        if text.strip():
            self.blocks.append(b.Verbatim(text, is_code=node.has("code")))
        for figure in figures:
            self.walk([figure], marks)

    def _player(self, node: Node, marks: Marks) -> None:
        """Leave a link where another site's player was: the player is no part of an article."""
        inside = next((c.get("src") for c in node.children if isinstance(c, Node) and c.tag == "source"), "")
        address = picture_target(node.get("src") or node.get("data") or inside)
        if address:
            self.runs.append(Run(address, (*[m for m in marks if m[0] != "a"], ("a", f' href="{attribute(address)}"'))))
            self.end()
        self.walk(node.children, marks)
        self.end()


def _pictured(node: Node, alt: str, *, keeps_names: bool) -> Figure | None:
    """Return the figure of an ``img``, None for what is no picture (a counting pixel)."""
    if SHA256.fullmatch(node.get("data-media")):
        return Figure(media=node.get("data-media"), alt=alt)
    if _ONE_PIXEL.fullmatch(node.get("width")) and _ONE_PIXEL.fullmatch(node.get("height")):
        return None
    candidates = late.addresses(node.attributes)
    for address in candidates:
        if media := own_media(address):
            return Figure(media=media, alt=alt)
    for address in candidates:
        if remote := picture_target(address):
            return Figure(remote=remote, alt=alt)
    if keeps_names and node.get("src"):
        return Figure(file=node.get("src"), alt=alt)
    return Figure(caption=tidied([Run(alt)]))


def _is_symbol(text: str) -> bool:
    """Whether a picture's alternative text is itself the sign that the picture draws (an emoji)."""
    kinds = {unicodedata.category(sign) for sign in text}
    return len(text) <= _SYMBOL_LENGTH and "So" in kinds and kinds <= {"So", "Sk", "Cf", "Mn", "Me"}


def _lines_of(node: Node) -> tuple[list[str], list[Node]]:
    """Return the text of a ``pre`` with its line breaks, and the pictures in it."""
    lines: list[str] = []
    figures: list[Node] = []
    for child in node.children:
        if isinstance(child, str):
            lines.append(child)
        elif child.tag == "br":
            lines.append("\n")
        elif child.tag == "img":
            figures.append(child)
        else:
            within, more = _lines_of(child)
            is_block = child.tag in {"div", "p", "li", "tr", "ol", "ul", "table"} or child.tag in _HEADINGS
            lines += ["\n"] if is_block and lines and not lines[-1].endswith("\n") else []
            lines += within
            lines += ["\n"] if is_block and within and not within[-1].endswith("\n") else []
            figures += more
    return lines, figures
