"""What in a page's source is surely no part of an article: tags, hidden elements, and furniture by its names and links."""

# ruff: noqa: PLR2004 - lengths and shares that tell prose from furniture: weighed on real pages, each used once

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from haowen.formats.page import byline, phrases
from haowen.formats.page.dropping import why
from haowen.formats.page.lines import SENTENCE_END, units
from haowen.formats.page.piece import Findings

_NEVER = frozenset(
    [
        "script",
        "style",
        "template",
        "svg",
        "canvas",
        "object",
        "embed",
        "applet",
        "form",
        "button",
        "select",
        "input",
        "textarea",
        "dialog",
        "menu",
        "nav",
        "map",
        "link",
        "meta",
        "base",
        "head",
        "iframe",
        "noscript",
        "audio",
        "video",
    ]
)
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:share|shar(?:ing|ethis)|social|sns|bdshare|jiathis|addthis|sharedaddy|related\w*|relevant|recommend\w*|recirc\w*|suggest\w*|newsletter\w*|signup|subscri\w+|promo\w*|advert\w*|ads?|adv|adbox|guanggao|sponsor\w*|"
    r"comments?\w*|disqus\w*|respond|reply|pinglun|gentie|breadcrumbs?|crumbs?|bread|byline\w*|author[-_]?(?:bio|box|info|card|about|profile|desc\w*)|about[-_]author|bio|tags?|taglist|tag-?cloud|keywords|topics?|categor(?:y|ies)|read-?more|readmore|also-?read|most-?(?:read|popular)|popular|trending|hot-?(?:news|list|article)|"
    r"sidebar|side|widget\w*|toolbar|tool|tools|print|pagination|pager|pagenav|prev-?next|post-?nav\w*|navigation|menu|cookie\w*|gdpr|consent|paywall|copyright|disclaimer|statement|declare|outbrain|taboola|zergnet|"
    r"hidden|sr-only|visually-?hidden|screen-?reader\w*|skip|toc|qrcode|qr-?code|erweima|footer|foot|masthead|rating|ratings|votes?|likes?|timestamp|dateline|follow\w*|app-?download|downapp|feedback|jubao|report|correction|more-?(?:from|stories|news|on)|up-?next|next-?(?:article|story)|playlist|slideshow-?nav|article-?(?:footer|tools|meta|info|actions?|tags)|post-?(?:meta|tags|footer|info)|entry-?(?:meta|footer|utility)|meta|metadata|infobar|yarpp|jp-relatedposts|crp_related|zemanta|tooltip|popover|popup|modal|hovercard|rollover\w*|dropdown|nocontent|no-?print|noprint|caption-?toggle)(?=$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SAFE_NAMES = re.compile(
    r"(?:article|post|entry|story|news|main)[-_]?(?:body|content|text|main)|^content$|articlebody|js_content",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")
MOST_BYLINE = 40
FURNITURE_SHARE = 0.25  # of the text around; more than that is no furniture, whatever its name
BLOCK_TAGS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "body",
        "center",
        "details",
        "summary",
        "fieldset",
        "address",
    ]
)


def text_of(element: HtmlElement) -> str:
    """Return the text of an element with single spaces."""
    return _SPACES.sub(" ", element.text_content()).strip()


def link_share(element: HtmlElement) -> float:
    """How much of the text is links."""
    whole = len(text_of(element))
    if not whole:
        return 0.0
    return sum(len(text_of(link)) for link in element.iter("a") if link.get("href")) / whole


def clear(tree: HtmlElement) -> None:
    """Take out what never holds text of an article: scripts, forms, hidden elements. Lazy pictures come out of noscript."""
    for element in list(tree.iter("noscript")):
        pictures = [each for each in element.iter("img") if each.get("src")]
        before = element.getprevious()
        doubled = before is not None and (before.tag == "img" or before.find(".//img") is not None)
        if pictures and not doubled and len(text_of(element)) < 200:
            for picture in pictures:
                picture.tail = None
                element.addprevious(picture)
    for element in list(tree.iter()):
        if (
            not isinstance(element.tag, str)
            or (element.tag in _NEVER and not _is_whole(element, tree))
            or (
                element.tag not in {"html", "body"}
                and _is_hidden(element)
                and len(text_of(element)) < 0.5 * len(text_of(tree))
            )
        ):
            _take(element)


def _is_whole(element: HtmlElement, tree: HtmlElement) -> bool:
    """Old pages put all of themselves into one form; a video is kept for its address."""
    if element.tag == "form":
        return len(text_of(element)) > 0.4 * len(text_of(tree))
    return element.tag in {"video", "iframe"} and bool(element.get("src") or element.get("data-src"))


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style") or ""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if _SAFE_NAMES.search(names) or ("visibility" in style and len(text_of(element)) > 200):  # shown by a script later
        return False
    return bool(_HIDDEN_STYLE.search(style)) or (element.get("hidden") is not None and element.tag != "img")


def _take(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def prune(container: HtmlElement, findings: Findings) -> None:
    """Leave out furniture inside of the container, and say so."""
    whole = max(1, len(text_of(container)))
    is_above = True
    for element in list(container.iter()):
        if element is container or not isinstance(element.tag, str) or not _is_inside(element, container):
            continue
        if (reason := _furniture(element, whole)) and element.getparent() is not None:
            text = text_of(element)
            if is_above and units(text) <= MOST_BYLINE:
                byline.read(" ".join(" ".join(element.itertext()).split()), findings)
            findings.drop(text, why(reason))
            element.drop_tree()
        elif is_above and element.tag == "p":
            is_above = units(text_of(element)) <= MOST_BYLINE


def _is_inside(element: HtmlElement, container: HtmlElement) -> bool:
    return any(parent is container for parent in element.iterancestors())


def _furniture(element: HtmlElement, whole: int) -> str:  # noqa: PLR0911 - one case after the other, each with its answer
    if element.tag not in BLOCK_TAGS | {"span", "a", "strong", "small", "b", "em"} or element.tag in {
        "td",
        "th",
        "tr",
        "tbody",
        "thead",
    }:
        return ""
    text = text_of(element)
    has_picture = element.find(".//img") is not None
    if len(text) > FURNITURE_SHARE * whole and len(text) > 200:
        return ""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if element.tag == "footer" and element.getparent().tag in {"blockquote", "figure"}:  # whose words they are
        return ""
    if element.tag == "footer" or (element.get("role") or "") in {
        "navigation",
        "complementary",
        "search",
        "contentinfo",
        "button",
        "dialog",
        "toolbar",
    }:
        return "menu"
    if _NAMES.search(names) and not _SAFE_NAMES.search(names) and _may_go(element, has_picture=has_picture):
        return "chrome"
    if element.tag == "aside" and not re.search(r"pull|quote|note|box|fact", names, re.IGNORECASE):
        return "related"
    if element.tag in {"ul", "ol", "div", "section", "dl"} and text and _is_link_list(element, text):
        return "related"
    if (
        element.tag in {"p", "div", "li", "span", "h2", "h3", "h4", "h5", "h6", "strong"}
        and len(text) <= 60
        and not has_picture
        and text
    ):
        for kind in ("chrome", "end"):
            if element.tag in {"p", "div", "li", "h4", "h5", "h6"} and phrases.is_line(kind, text):
                return kind
    return ""


def _may_go(element: HtmlElement, *, has_picture: bool) -> bool:
    """Return a name alone takes nothing with it that reads like running text of its own."""
    if has_picture and element.tag in {"figure", "p", "img"}:
        return False
    if element.find(".//blockquote") is not None and not re.search(
        r"comment|disqus|reply|respond", f"{element.get('class')} {element.get('id')}", re.IGNORECASE
    ):
        return False
    paragraphs = [
        each
        for each in element.iter("p")
        if units(text_of(each)) > 30 and SENTENCE_END.search(text_of(each)) and link_share(each) < 0.3
    ]
    strong = re.search(
        r"comment|disqus|related|recommend|newsletter|promo|advert|sidebar|widget|outbrain|taboola|share|social|subscri|author|bio",
        f"{element.get('class')} {element.get('id')}",
        re.IGNORECASE,
    )
    return len(paragraphs) <= (4 if strong else 0)


def _is_link_list(element: HtmlElement, text: str) -> bool:
    links = [link for link in element.iter("a") if link.get("href") and text_of(link)]
    if len(links) < 3 or link_share(element) < 0.75:
        return False
    return (
        not any(SENTENCE_END.search(each) and units(each) > 40 for each in _own_texts(element))
        and len(text) / len(links) > 2
    )


def _own_texts(element: HtmlElement) -> Iterator[str]:
    for each in element.iter("p", "li"):
        if link_share(each) < 0.3:
            yield text_of(each)
