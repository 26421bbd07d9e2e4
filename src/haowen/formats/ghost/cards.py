"""Cards: what Ghost's editors put between paragraphs, the same in both of its forms of text."""

import html
from collections.abc import Callable
from typing import Any, Final

import comrak


def card(name: str, said: dict[str, Any]) -> str:
    """Return a card as HTML; of one that nobody here knows the texts stay."""
    kind = name.lower().replace("_", "-")
    made = _MAKERS.get(kind)
    return made(said) if made else _unknown(said)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _plain(value: Any) -> str:
    return html.escape(_text(value), quote=False)


def _picture(said: dict[str, Any]) -> str:
    source = _text(said.get("src")) or _text(said.get("url"))
    caption = _text(said.get("caption")) or _text(said.get("title") if not said.get("alt") else "")
    shown = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="{html.escape(source)}" alt="{html.escape(_text(said.get("alt")))}">{shown}</figure>'


def _gallery(said: dict[str, Any]) -> str:
    images = [each for each in said.get("images") or [] if isinstance(each, dict)]
    caption = _text(said.get("caption"))
    return "".join(
        _picture({"src": each.get("src"), "alt": each.get("alt"), "caption": caption if each is images[-1] else ""})
        for each in images
    )


def _link(address: Any, words: Any) -> str:
    where = _text(address)
    return (
        f'<p><a href="{html.escape(where)}">{_plain(words) or html.escape(where, quote=False)}</a></p>'
        if where
        else f"<p>{_plain(words)}</p>"
    )


def _bookmark(said: dict[str, Any]) -> str:
    given = said.get("metadata")
    about: dict[str, Any] = given if isinstance(given, dict) else {}
    return _link(said.get("url") or about.get("url"), about.get("title")) + _paragraphs(
        about.get("description"), said.get("caption")
    )


def _paragraphs(*texts: Any) -> str:
    return "".join(f"<p>{_text(text)}</p>" for text in texts if _text(text).strip())


def _embed(said: dict[str, Any]) -> str:
    address = _text(said.get("url"))
    return (_link(address, "") if address else _text(said.get("html"))) + _paragraphs(said.get("caption"))


def _code(said: dict[str, Any]) -> str:
    return f"<pre><code>{_plain(said.get('code'))}</code></pre>" + _paragraphs(said.get("caption"))


def _markdown(said: dict[str, Any]) -> str:
    extension, render = comrak.ExtensionOptions(), comrak.RenderOptions()
    for name in ("table", "strikethrough", "autolink", "footnotes", "cjk_friendly_emphasis"):
        setattr(extension, name, True)
    render.unsafe_ = True  # text.markup makes it safe
    return str(comrak.render_markdown(_text(said.get("markdown")), extension_options=extension, render_options=render))


def _callout(said: dict[str, Any]) -> str:
    return f"<blockquote><p>{_plain(said.get('calloutEmoji'))} {_text(said.get('calloutText'))}</p></blockquote>"


def _toggle(said: dict[str, Any]) -> str:
    return f"<p><strong>{_text(said.get('heading'))}</strong></p><div>{_text(said.get('content'))}</div>"


def _file(said: dict[str, Any]) -> str:
    words = _text(said.get("fileTitle")) or _text(said.get("title")) or _text(said.get("fileName"))
    return _link(said.get("src"), words) + _paragraphs(said.get("fileCaption") or said.get("caption"))


def _product(said: dict[str, Any]) -> str:
    picture = _picture({"src": said["productImageSrc"]}) if said.get("productImageSrc") else ""
    button = _link(said.get("productUrl"), said.get("productButton")) if said.get("productUrl") else ""
    return f"{picture}<p><strong>{_text(said.get('productTitle'))}</strong></p><div>{_text(said.get('productDescription'))}</div>{button}"


def _header(said: dict[str, Any]) -> str:
    return f"<h2>{_text(said.get('header'))}</h2>" + _paragraphs(said.get("subheader"))


def _html(said: dict[str, Any]) -> str:
    return _text(said.get("html"))


def _unknown(said: dict[str, Any]) -> str:
    return _paragraphs(*(said.get(key) for key in ("html", "heading", "header", "text", "content", "title", "caption")))


_MAKERS: Final[dict[str, Callable[[dict[str, Any]], str]]] = {
    "image": _picture, "gallery": _gallery, "bookmark": _bookmark, "embed": _embed, "code": _code, "codeblock": _code,
    "html": _html, "markdown": _markdown, "card-markdown": _markdown, "callout": _callout, "toggle": _toggle, "file": _file,
    "video": _file, "audio": _file, "product": _product, "header": _header, "email": _html, "email-cta": _html,
    "button": lambda said: _link(said.get("buttonUrl"), said.get("buttonText")),
    "hr": lambda _said: "<hr>", "horizontalrule": lambda _said: "<hr>", "divider": lambda _said: "<hr>",
    "paywall": lambda _said: "", "signup": lambda _said: "",
}  # fmt: skip
