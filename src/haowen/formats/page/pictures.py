"""Pictures in a page's source: where they are, what they say, and which are no pictures of an article."""

# ruff: noqa: PLR2004 - lengths and shares that tell prose from furniture: weighed on real pages, each used once

import re
from html import escape
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from haowen.formats.page.piece import Block

_LAZY = (
    "data-src",
    "data-original",
    "data-original-src",
    "data-lazy-src",
    "data-lazyload",
    "data-actualsrc",
    "data-echo",
    "data-url",
    "data-hi-res-src",
    "data-full-src",
    "data-croporisrc",
    "data-backsrc",
    "data-img",
    "data-real-src",
)
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_ODD = re.compile(
    r"emoji|emoticon|icon|avatar|gravatar|\blogo|pixel|tracking|spacer|blank\.|qrcode|erweima|1x1|beacon|badge|sprite|loading\.|placeholder|smil(?:ey|ies)|arrow|btn|button|wechat_code",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"^(?:data:|about:|#|javascript:)|blank\.(?:gif|png)|spacer|placeholder|grey\.gif|loading", re.IGNORECASE
)
_FILE_NAME = re.compile(
    r"^[\w%.\-]+\.(?:jpe?g|png|gif|webp|avif|bmp)$|^(?:img|image|图片|photo|dsc)[\s_\-\d]*$", re.IGNORECASE
)
SMALL = 48  # pixels: icons, not pictures


def block_of(picture: HtmlElement, base: str, caption: str = "") -> Block | None:
    """Return the picture as a block: marked to be fetched, or a gap where its address is not known; None for icons."""
    if is_odd(picture):
        return None
    alt = " ".join((picture.get("alt") or picture.get("title") or "").split())
    alt = "" if _FILE_NAME.match(alt) else alt
    address = _address(picture, base)
    if not address:
        return Block("gap", "", caption=caption or alt)
    shown = f"<figcaption>{escape(caption, quote=False)}</figcaption>" if caption else ""
    html = f'<figure data-remote="{escape(address)}"><a href="{escape(address)}">{escape(alt, quote=False)}</a>{shown}</figure>'
    return Block("remote", "", html, caption=caption)


def with_caption(block: Block, caption: str) -> None:
    """Give a picture its caption, found beside it."""
    block.caption = caption
    if block.html:
        block.html = block.html.replace(
            "</figure>", f"<figcaption>{escape(caption, quote=False)}</figcaption></figure>"
        )


def is_odd(picture: HtmlElement) -> bool:
    """Whether it is an icon, a portrait beside a name, a counter."""
    sizes = [_pixels(picture.get(side)) for side in ("width", "height")]
    if any(size is not None and size <= 2 for size in sizes) or all(
        size is not None and size <= SMALL for size in sizes
    ):
        return True
    names = f"{picture.get('class') or ''} {picture.get('id') or ''} {(picture.get('src') or '')[-80:]}"
    lazy = any(picture.get(name) for name in _LAZY)
    return bool(_ODD.search(names)) and not lazy


def emoji(picture: HtmlElement) -> str:
    """Return the sign that a small picture stands for."""
    alt = (picture.get("alt") or "").strip()
    return (
        alt
        if len(alt) <= 8
        and is_odd(picture)
        and re.search(r"emoji|emoticon|smil", f"{picture.get('class')} {picture.get('src')}", re.IGNORECASE)
        else ""
    )


def _pixels(value: str | None) -> int | None:
    match = re.match(r"\s*(\d{1,5})", value or "")
    return int(match[1]) if match and "%" not in (value or "") else None


def _address(picture: HtmlElement, base: str) -> str:
    found = [picture.get(name) or "" for name in _LAZY]
    for name in _LAZY_SETS:
        found.extend(_of_set(picture.get(name) or ""))
    parent = picture.getparent()
    if parent is not None and parent.tag == "picture":
        for source in parent.iter("source"):
            found.extend(_of_set(source.get("srcset") or source.get("data-srcset") or ""))
    src = picture.get("src") or ""
    found.insert(0 if src and not _EMPTY.search(src) and not found[0] and not _ODD.search(src) else len(found), src)
    for address in found:
        if not address.strip() or _EMPTY.search(address):
            continue
        whole = urljoin(base, address.strip()) if base else address.strip()
        if whole.startswith("//"):
            whole = "https:" + whole
        parts = urlsplit(whole)
        if parts.scheme in {"http", "https"} and parts.netloc:
            return whole.replace(" ", "%20")
    return ""


def _of_set(value: str) -> list[str]:
    """Return the addresses of a srcset, widest first."""
    pairs = [part.split() for part in re.split(r",\s+|,(?=https?:|//)", value) if part.strip()]
    return [
        pair[0]
        for pair in sorted(
            pairs, key=lambda pair: -float(re.sub(r"[^\d.]", "", pair[1]) or 0) if len(pair) > 1 else 0.0
        )
    ]
