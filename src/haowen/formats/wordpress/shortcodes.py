"""Shortcodes: what WordPress and its wide-spread extensions put in square brackets, as elements."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from haowen.formats.wordpress.paragraphs import linked


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the site: where it lies, and what is said about it."""

    url: str
    alt: str = ""
    caption: str = ""
    parent: str = ""


@dataclass(slots=True)
class Found:
    """What became of shortcodes: those nobody here knows stay in the text, pictures without an address are gaps."""

    unknown: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


_CODES: Final = frozenset({
    "code", "sourcecode", "source", "highlight", "actionscript3", "bash", "clojure", "coldfusion", "cpp", "csharp",
    "css", "delphi", "erlang", "fsharp", "go", "groovy", "html", "java", "javafx", "javascript", "js", "latex",
    "matlab", "objc", "perl", "php", "plain", "powershell", "python", "py", "r", "ruby", "rb", "scala", "sql", "text",
    "vb", "xml", "yaml",
})  # fmt: skip
_PLAYERS: Final = frozenset({
    "audio", "video", "embed", "youtube", "vimeo", "wpvideo", "playlist", "soundcloud", "ted", "dailymotion",
    "flickr", "hulu", "kickstarter", "googlemaps", "gist", "tweet", "bilibili",
})  # fmt: skip
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'\]]+))")
_CODE = re.compile(r"(?<!\[)\[([a-z][\w-]*)((?:[^\]\"']|\"[^\"]*\"|'[^']*')*)\](?!\])", re.IGNORECASE)
_PICTURE = re.compile(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s\"'<>\]]+")
_ESCAPED = re.compile(r"\[(\[[a-z/][^\[\]]*\])\]", re.IGNORECASE)
_WRAPPED = re.compile(r"(<div class=\"wp-block-embed__wrapper\">)\s*(https?://[^\s<]+)\s*(</div>)")


def resolved(text: str, attachments: Mapping[str, Attachment], own: str) -> tuple[str, Found]:
    """Return the text with its shortcodes as elements. ``own`` is the post's number, whose pictures a bare gallery shows."""
    found = Found()
    out: list[str] = []
    at = 0
    while code := _CODE.search(text, at):
        out.append(text[at : code.start()])
        name = code[1].lower()
        end = re.compile(rf"\[/{re.escape(code[1])}\]", re.IGNORECASE).search(text, code.end())
        inner = text[code.end() : end.start()] if end else ""
        after = end.end() if end else code.end()
        given = {key.lower(): double or single or bare for key, double, single, bare in _ATTRIBUTE.findall(code[2])}
        if name in {"caption", "wp_caption"} and end:
            out.append(_captioned(inner, given))
        elif name == "gallery":
            out.append(_gallery(given, attachments, own, found))
            after = code.end()
        elif name in _CODES and end:
            out.append(f"<pre><code>{_verbatim(inner)}</code></pre>")
        elif name in _PLAYERS and (address := _address(inner, given, code[2])):
            out.append(f"\n\n{linked(address)}\n\n")
            after = after if not end or len(inner) < 2000 else code.end()  # noqa: PLR2004 - an address, not a chapter
        else:
            if (end or given) and name not in found.unknown:
                found.unknown.append(name)
            out.append(code[0])
            after = code.end()
        at = after
    out.append(text[at:])
    whole = _WRAPPED.sub(lambda embed: embed[1] + linked(embed[2]) + embed[3], "".join(out))
    return _ESCAPED.sub(r"\1", whole), found


def _captioned(inner: str, given: Mapping[str, str]) -> str:
    picture = _PICTURE.search(inner)
    if picture is None:
        return inner
    words = given.get("caption", "") or (inner[: picture.start()] + " " + inner[picture.end() :]).strip()
    return f"\n\n<figure>{picture[0]}<figcaption>{words}</figcaption></figure>\n\n"


def _gallery(given: Mapping[str, str], attachments: Mapping[str, Attachment], own: str, found: Found) -> str:
    numbers = re.findall(r"\d+", given.get("ids") or given.get("include") or "")
    if not numbers:
        left = set(re.findall(r"\d+", given.get("exclude", "")))
        parent = given.get("id", own)
        numbers = [key for key, each in attachments.items() if each.parent == parent and key not in left]
    figures: list[str] = []
    for number in numbers:
        if number in attachments:
            figures.append(figure(attachments[number]))
        else:
            found.missing.append(number)
            figures.append('<figure data-gap="picture"></figure>')
    return "\n\n" + "".join(figures) + "\n\n"


def figure(attachment: Attachment) -> str:
    """Return an attachment as a figure."""
    caption = f"<figcaption>{attachment.caption}</figcaption>" if attachment.caption else ""
    return f'<figure><img src="{html.escape(attachment.url)}" alt="{html.escape(attachment.alt)}">{caption}</figure>'


def _verbatim(inner: str) -> str:
    """Return code as text: the classic editor stores its angle brackets sometimes as entities, sometimes bare."""
    return html.escape(html.unescape(inner.strip("\n")), quote=False)


def _address(inner: str, given: Mapping[str, str], written: str) -> str:
    named = [
        given[key] for key in ("src", "url", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav") if key in given
    ]
    address = next(iter(_WEB.findall(" ".join([inner.strip(), *named, written]))), "")
    return html.unescape(address)
