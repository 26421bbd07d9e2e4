"""Markdown out: a canonical body as CommonMark with GFM tables and footnotes, as other programs read it.

What Markdown has no sign for is told in its words: a note is a quotation, a gallery its pictures one after another.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from haowen.text.markup import trees

Node = trees.Node
Child = Node | str

_ESCAPED = re.compile(r"([\\`*_\[\]<>~|$])")
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_AT_START = re.compile(r"^(\s{0,3})(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+\s*$|-{2,}|(\d{1,9})([.)])(?=\s|$))")
_BLOCKS: Final = frozenset({
    "p", "h2", "h3", "blockquote", "ul", "ol", "figure", "table", "pre", "hr", "aside", "div", "footer", "li",
})  # fmt: skip
_SIGNS: Final = {"strong": "**", "em": "*", "del": "~~"}
_PUNCTUATION = re.compile(r"[^\w\s]")


def written(canonical: str, *, pictures: Mapping[str, str], played: Mapping[str, str] | None = None) -> str:
    """Return a body as Markdown.

    ``pictures`` maps a picture's SHA-256 to its address beside the text; one that is missing there is told by its words.
    ``played`` maps videos to their own.
    """
    writer = _Writer(pictures, played or {})
    return "\n\n".join(writer.blocks(trees.parse(canonical).children)).strip() + "\n"


class _Writer:
    def __init__(self, pictures: Mapping[str, str], played: Mapping[str, str]) -> None:
        self.pictures = pictures
        self.played = played

    def blocks(self, children: Iterable[Child]) -> list[str]:
        """Return the blocks; inline content between them is a paragraph."""
        out: list[str] = []
        loose: list[Child] = []

        def settle() -> None:
            if words := self.paragraph(loose):
                out.append(words)
            loose.clear()

        for child in children:
            if isinstance(child, Node) and child.tag in _BLOCKS:
                settle()
                out += [text for text in (self.block(child),) if text]
            else:
                loose.append(child)
        settle()
        return out

    def block(self, node: Node) -> str:
        return _WRITTEN.get(node.tag, _Writer.inner)(self, node)

    def inner(self, node: Node) -> str:
        return "\n\n".join(self.blocks(node.children))

    def paragraph(self, children: Iterable[Child]) -> str:
        lines = self.inline(children).strip().split("\n")
        return "\n".join(_AT_START.sub(_harmless, line) for line in lines)

    def line(self, node: Node) -> str:
        return self.paragraph(node.children)

    def heading(self, node: Node) -> str:
        words = self.inline(node.children).replace("\\\n", " ").replace("\n", " ").strip()
        return f"{'##' if node.tag == 'h2' else '###'} {words}" if words else ""

    def quotation(self, node: Node) -> str:
        return _prefixed("\n\n".join(self.blocks(node.children)), "> ", "> ")

    def listing(self, node: Node) -> str:
        start = int(node.get("start") or 1) if node.tag == "ol" else 0
        out = []
        for at, item in enumerate(child for child in node.children if isinstance(child, Node)):
            sign = f"{start + at}. " if node.tag == "ol" else "- "
            out.append(_prefixed("\n\n".join(self.blocks(item.children)), sign, " " * len(sign)))
        return "\n".join(out)

    def verbatim(self, node: Node) -> str:
        text = node.text().rstrip("\n")
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
        return f"{fence}\n{text}\n{fence}"

    def rule(self, _node: Node) -> str:
        return "* * *"

    def figure(self, node: Node) -> str:
        caption = next((self.plain(child) for child in _elements(node) if child.tag == "figcaption"), "")
        title = ' "' + re.sub(r'(["\\])', r"\\\1", caption) + '"' if caption else ""
        if remote := node.get("data-remote"):
            words = next((child.text() for child in _elements(node) if child.tag == "a"), "")
            return f"![{_escaped(words)}](<{remote}>{title})"
        img = next((child for child in _elements(node) if child.tag == "img"), None)
        media = img.get("data-media") if img else ""
        address = self.pictures.get(media, "")
        alt = _escaped(img.get("alt")) if img else ""
        if not address:
            return "\n\n".join(f"*{words}*" for words in (alt, _escaped(caption)) if words)
        shown = f"![{alt}]({address}{title})"
        return f"[{shown}]({self.played[media]})" if media in self.played else shown

    def plain(self, node: Node) -> str:
        """Return words alone, on one line."""
        parts = [
            child
            if isinstance(child, str)
            else f" {self.plain(child)} "
            if child.tag in {"br", "small"}
            else self.plain(child)
            for child in node.children
        ]
        return " ".join("".join(parts).split())

    def table(self, node: Node) -> str:
        parts = {child.tag: child for child in _elements(node)}
        head = _elements(parts["thead"]) if "thead" in parts else []
        body = _elements(parts["tbody"]) if "tbody" in parts else []
        rows = [[self.cell(cell) for cell in _elements(row)] for row in (*head[:1], *head[1:], *body)]
        wide = max((len(row) for row in rows), default=0)
        if not wide:
            return ""
        if not head:
            rows.insert(0, [""] * wide)
        lines = ["| " + " | ".join(row + [""] * (wide - len(row))) + " |" for row in rows]
        lines.insert(1, "|" + " --- |" * wide)
        caption = f"\n\nTable: {self.inline(parts['caption'].children)}" if "caption" in parts else ""
        return "\n".join(lines) + caption

    def cell(self, node: Node) -> str:
        words = " ".join(" ".join(self.blocks(node.children)).split("\n"))
        return words.replace("\\ ", "<br>")

    def inline(self, children: Iterable[Child]) -> str:
        out = ""
        given = list(children)
        for at, child in enumerate(given):
            if isinstance(child, str):
                out += _escaped(child)
            else:
                out += self.mark(child, before=out[-1:], after=_first(given[at + 1 :]))
        return out

    def mark(self, node: Node, *, before: str, after: str) -> str:
        if node.tag == "br":
            return "\\\n"
        if node.tag == "sup" and "data-cite" in node.attributes:
            return f"[^{node.get('data-cite')}]"
        if node.tag == "code":
            return _code(node.text())
        words = self.inline(node.children)
        if node.tag in _SIGNS and words.strip():
            return _emphasised(node.tag, words, before, after)
        address = node.get("href")
        if node.tag in {"sub", "sup"}:
            words = f"<{node.tag}>{words}</{node.tag}>"
        return f"[{words}](<{address}>)" if address else words


Written = Callable[[_Writer, Node], str]
_WRITTEN: Final[dict[str, Written]] = {
    "p": _Writer.line,
    "footer": _Writer.line,
    "h2": _Writer.heading,
    "h3": _Writer.heading,
    "blockquote": _Writer.quotation,
    "aside": _Writer.quotation,
    "ul": _Writer.listing,
    "ol": _Writer.listing,
    "figure": _Writer.figure,
    "table": _Writer.table,
    "pre": _Writer.verbatim,
    "hr": _Writer.rule,
}


def _elements(node: Node) -> list[Node]:
    return [child for child in node.children if isinstance(child, Node)]


def _first(children: Iterable[Child]) -> str:
    """Return the first character of what follows."""
    for child in children:
        text = child if isinstance(child, str) else child.text()
        if text:
            return text[0]
    return ""


def _escaped(text: str) -> str:
    return _ENTITY.sub("&amp;", _ESCAPED.sub(r"\\\1", text))


def _harmless(found: re.Match[str]) -> str:
    """Escape what would make a heading, a list or a quotation of a line."""
    if found[3]:
        return f"{found[1]}{found[3]}\\{found[4]}"
    return f"{found[1]}\\{found[2]}"


def _prefixed(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join(
        (first + line if at == 0 else (rest + line if line else rest.rstrip())) for at, line in enumerate(lines)
    )


def _code(text: str) -> str:
    run = "`" * (1 + max((len(each) for each in re.findall(r"`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{run}{pad}{text}{pad}{run}"


def _emphasised(tag: str, words: str, before: str, after: str) -> str:
    """Set words under signs; where CommonMark would not see those beside Chinese or punctuation, as HTML."""
    inner = words.strip()
    left, right = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    opens = _may_stand(inner[0], left[-1:] or before)
    closes = _may_stand(inner[-1], right[:1] or after)
    if opens and closes:
        return f"{left}{_SIGNS[tag]}{inner}{_SIGNS[tag]}{right}"
    return f"{left}<{tag}>{inner}</{tag}>{right}"


def _may_stand(inside: str, outside: str) -> bool:
    """Whether a sign between these two is one: inside no punctuation, or outside a blank, the edge, or punctuation."""
    return not _PUNCTUATION.match(inside) or not outside or outside.isspace() or bool(_PUNCTUATION.match(outside))
