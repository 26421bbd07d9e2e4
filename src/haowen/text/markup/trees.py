"""Foreign HTML as a small tree, exactly as the HTML5 parser in nh3 understood it."""

import html
import re
from typing import Final

import nh3

from haowen.text import late
from haowen.text.markup.vocabulary import ATTRIBUTE, TOKEN, VOID, writable

DEEPEST: Final = 48  # further nesting is flattened: no text is that deep, only attacks are

_DROPPED_WHOLE = {"script", "style", "template", "noscript", "title"}
_TAGS = {
    "a", "abbr", "address", "article", "aside", "audio", "b", "big", "blockquote", "body", "br", "caption", "center", "cite",
    "code", "dd", "del", "details", "div", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "iframe", "img", "kbd", "legend", "li", "main", "nav", "object", "ol", "p",
    "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "source", "strike", "strong", "sub", "summary", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "tt", "ul", "video",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href"},
    "aside": {"data-note", "data-poll", "data-unplaced"},
    "audio": {"src"},
    "div": {"data-gallery"},
    "embed": {"src"},
    "figure": {"data-decorative", "data-file", "data-gap", "data-remote"},
    "iframe": {"src"},
    "img": {"src", "alt", "width", "height", "data-media", *late.ATTRIBUTES, *late.SETS},
    "object": {"data"},
    "ol": {"start"},
    "p": {"data-lead"},
    "small": {"data-credit"},
    "source": {"src", "srcset"},
    "sup": {"data-cite"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "video": {"src"},
}  # fmt: skip

_FOREIGN = re.compile(
    r"<(/?)(?:svg|math|text|tspan|textPath|g|path|circle|ellipse|line|polygon|polyline|rect|stop|use|set|view|switch|symbol"
    r"|marker|mask|pattern|filter|animate|foreignObject|mi|mo|mn|ms|mtext|mspace|mrow|mfrac|msqrt|mroot|msub|msup|msubsup"
    r"|munder|mover|munderover|mtable|mtr|mtd|menclose|mpadded|mphantom|mstyle|merror|maction|mfenced|semantics)"
    r"(?=[\s/>])(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>",
    re.IGNORECASE,
)  # nh3 drops elements of drawings and formulas with the words in them


class Node:
    """An element: its tag, attributes and children in order, text among them."""

    __slots__ = ("attributes", "children", "tag")

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Node | str] = []

    def get(self, name: str) -> str:
        """Return an attribute's value, empty when it is missing."""
        return self.attributes.get(name, "")

    def has(self, *tags: str) -> bool:
        """Whether an element of one of these tags lies anywhere inside."""
        return any(isinstance(child, Node) and (child.tag in tags or child.has(*tags)) for child in self.children)

    def text(self) -> str:
        """Return all text inside, as it stands."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


def parse(source: str) -> Node:
    """Return the tree of what remains of ``source`` after nh3 (no scripts, no comments, no tags without meaning)."""
    source = _FOREIGN.sub(lambda tag: "" if tag[0].endswith("/>") else f"<{tag[1]}span>", writable(source))
    tidy = writable(
        nh3.clean(
            source,
            tags=_TAGS,
            clean_content_tags=_DROPPED_WHOLE,
            attributes=_ATTRIBUTES,
            link_rel=None,
            url_schemes={"http", "https", "mailto"},
        )
    )
    root = Node("body", {})
    stack = [("body", root)]
    last = 0
    for token in TOKEN.finditer(tidy):
        if token.start() > last:
            stack[-1][1].children.append(_read(tidy[last : token.start()]))
        last = token.end()
        _take(stack, closing=bool(token[1]), tag=token[2].lower(), attributes=token[3])
    if last < len(tidy):
        stack[-1][1].children.append(_read(tidy[last:]))
    return root


def _take(stack: list[tuple[str, Node]], *, closing: bool, tag: str, attributes: str) -> None:
    """Open or close one element; what lies too deep is taken as part of the element around it."""
    if closing:
        if stack[-1][0] == tag and len(stack) > 1:
            stack.pop()
        elif any(name == tag for name, _ in stack[1:]):
            while stack.pop()[0] != tag:
                pass
        return
    parent = stack[-1][1]
    if tag in VOID:
        parent.children.append(_node(tag, attributes))
    elif len(stack) > DEEPEST:
        stack.append((tag, parent))
    else:
        node = _node(tag, attributes)
        parent.children.append(node)
        if tag != "embed":
            stack.append((tag, node))


def _node(tag: str, attributes: str) -> Node:
    return Node(
        tag, {name.lower(): _read(value) for name, value in ATTRIBUTE.findall(attributes)} if attributes else {}
    )


def _read(escaped: str) -> str:
    """Return what is written in a source that holds no unwritable characters but as entities."""
    return writable(html.unescape(escaped)) if "&" in escaped else escaped
