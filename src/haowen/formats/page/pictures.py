"""Pictures in a page's source: where they are, what they say, and which are no pictures of an article."""

# ruff: noqa: PLR2004 - lengths and shares that tell prose from furniture: weighed on real pages, each used once

import re
from html import escape
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from haowen.formats.page.piece import Block
from haowen.text import late

_ODD = re.compile(
    r"emoji|emoticon|icon|avatar|gravatar|\blogo|pixel|tracking|spacer|blank\.|qrcode|erweima|1x1|beacon|badge|sprite|loading\.|placeholder|smil(?:ey|ies)|arrow|btn|button|wechat_code",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"^[\w%.\-]+\.(?:jpe?g|png|gif|webp|avif|bmp)$|^(?:img|image|图片|photo|dsc)[\s_\-\d]*$", re.IGNORECASE
)
_BESIDE = re.compile(r"(?:cid:|(?:\./)?[^/:?#]+(?:_files|\.files|_文件)/)[^?#]+$", re.IGNORECASE)
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
    if _BESIDE.match(address):
        name = re.sub(r"^cid:", "cid/", address)
        html = f'<figure><img src="{escape(name)}" alt="{escape(alt)}">{shown}</figure>'
        return Block("remote", "", html, caption=caption)
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
    return bool(_ODD.search(names)) and not late.is_late(_given(picture))


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


def _given(picture: HtmlElement) -> dict[str, str]:
    return {str(name): str(value) for name, value in picture.attrib.items()}


def _pixels(value: str | None) -> int | None:
    match = re.match(r"\s*(\d{1,5})", value or "")
    return int(match[1]) if match and "%" not in (value or "") else None


def _address(picture: HtmlElement, base: str) -> str:
    """Return where a picture lies: an address on the web, or the name of a file that was saved with the page."""
    found = late.addresses(_given(picture))
    parent = picture.getparent()
    if parent is not None and parent.tag == "picture":
        for source in parent.iter("source"):
            found.extend(late.of_set(source.get("srcset") or source.get("data-srcset") or ""))
    for address in found:
        if late.is_blank(address):
            continue
        if _BESIDE.match(address.strip()):
            return address.strip()
        whole = urljoin(base, address.strip()) if base else address.strip()
        if whole.startswith("//"):
            whole = "https:" + whole
        parts = urlsplit(whole)
        if parts.scheme in {"http", "https"} and parts.netloc:
            return whole.replace(" ", "%20")
    return ""
