"""The canonical body as readers get it: pictures in sizes, tables that scroll, citations and headings with ids."""

import html
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from haowen.text.markup import playing, polls
from haowen.text.markup.citing import mark_id
from haowen.text.markup.playing import Film
from haowen.text.markup.vocabulary import TOKEN, Clean, attribute

SIZES: Final = "(min-width: 760px) 684px, calc(100vw - 32px)"

_AS_IT_IS: Final = frozenset({
    "p", "h2", "h3", "blockquote", "footer", "ul", "ol", "li", "figure", "figcaption", "table", "caption", "thead",
    "tbody", "tr", "th", "td", "pre", "code", "strong", "em", "del", "sub", "sup", "a", "br", "hr", "aside", "img", "small",
    "div",
})  # fmt: skip
_ONE = re.compile(r'([a-z-]+)="([^"]*)"')
_KEPT = re.compile(r' (?:start|colspan|rowspan)="\d{1,4}"')
_HAS_CAPTION: Final = "<caption>"
_TAGS = re.compile(r"<[^>]*>")
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<(?:th|td)(?P<spans>[^>]*)>(?P<inner>.*?)</(?:th|td)>", re.DOTALL)
# A number as tables hold it: signs, digits, at most a short unit; or nothing, or a dash that stands for nothing.
_NUMBER = re.compile(r"[^\w\s]{0,2}\s?\d[\d.,:\s/–-]*\s?[^\d\s]{0,3}|[–—-]?")
# Longer than this (a Chinese character counts twice) a cell's words are broken into lines.
_LINE: Final = 20


class Picture(NamedTuple):
    """Addresses and size of a picture. ``srcset`` lists WebP, ``avif_srcset`` AVIF (empty until there is any).

    Of a video they are those of the picture that stands there before it plays; ``film`` says how it is played.
    """

    src: str
    srcset: str
    avif_srcset: str
    width: int
    height: int
    colour: str
    film: Film | None = None


def shown(
    canonical: str, *, pictures: Mapping[str, Picture], cited: Mapping[str, int], words: Mapping[str, str]
) -> Clean:
    """Return the body for readers.

    ``pictures`` maps a picture's SHA-256 to where it is (one that is missing there is shown as a gap), ``cited`` a
    citation's key to the number of its reference, ``words`` holds texts in the reader's language: ``gap``, ``remote``,
    ``unplaced``, ``cite`` (with ``{n}``), and, where tables may have neither caption nor heading before them, ``table``;
    where there are videos ``video``, ``save``, ``soon`` and ``transcript``. With ``before``, ``after`` and ``step`` (with
    ``{n}`` and ``{of}``) each picture says which it is, and leads to the one before and after it.
    """
    return Clean(_Showing(canonical, pictures, cited, words).whole())


class _Showing:
    """One pass over the tags of a body; nothing but known tags gets through."""

    def __init__(
        self, canonical: str, pictures: Mapping[str, Picture], cited: Mapping[str, int], words: Mapping[str, str]
    ) -> None:
        self.canonical = canonical
        self.pictures = pictures
        self.cited = cited
        self.words = words
        self.headings = 0
        self.tables = 0
        self.numbers: frozenset[int] = frozenset()  # the columns of the table at hand that hold numbers
        self.column = 0
        self.seen_pictures = 0
        self.of = sum(found[1] in pictures for found in _MEDIA.finditer(canonical)) if "step" in words else 0
        self.citings: dict[int, int] = {}
        self.is_in_head = False
        self.is_in_remote = False
        self.is_step = False  # whether the figure at hand is one of several that lead to each other
        self.spoken = ""  # the transcript of the video at hand, which follows its figure
        self.skips = ""  # the closing tag up to which what was already written is left out

    def whole(self) -> str:
        source = self.canonical
        out: list[str] = []
        last = 0
        for token in TOKEN.finditer(source):
            if token.start() > last and not self.skips:
                out.append(_text(source[last : token.start()]))
            last = token.end()
            closing, tag, rest = token.groups()
            if self.skips:
                if closing and tag == self.skips:
                    self.skips = ""
                continue
            if tag not in _AS_IT_IS:
                out.append(html.escape(token[0]))
            elif closing:
                out.append(self._closing(tag))
            elif (opening := self._opening(tag)) is not None:
                out.append(opening(self, rest, last))
            else:
                out.append(f"<{tag}>")
        out.append(_text(source[last:]))
        return "".join(out)

    def _opening(self, tag: str) -> "Opening | None":
        return _OPENINGS.get(tag)

    def _closing(self, tag: str) -> str:
        if tag == "table":
            return "</table></div>"
        if tag == "thead":
            self.is_in_head = False
        if tag == "figure":
            spoken, self.spoken = self.spoken, ""
            return f"{self._steps()}</figure>{spoken}"
        return f"</{tag}>"

    def _paragraph(self, rest: str, _end: int) -> str:
        return '<p class="lead">' if rest == " data-lead" else "<p>"

    def _heading(self, tag: str) -> str:
        self.headings += 1
        return f'<{tag} id="s{self.headings}">'

    def _h2(self, _rest: str, _end: int) -> str:
        return self._heading("h2")

    def _h3(self, _rest: str, _end: int) -> str:
        return self._heading("h3")

    def _link(self, rest: str, _end: int) -> str:
        address = _values(rest).get("href", "")
        if address.startswith("/"):
            return f'<a href="{address}">'
        if address.lower().startswith("mailto:"):
            return f'<a href="{address}">'
        if not address.lower().startswith(("http://", "https://")):
            return "<a>"
        return f'<a href="{address}" rel="external noopener nofollow ugc">'

    def _sup(self, rest: str, _end: int) -> str:
        key = _values(rest).get("data-cite")
        if key is None:
            return "<sup>"
        self.skips = "sup"
        number = self.cited.get(html.unescape(key))
        if number is None:
            return ""
        times = self.citings[number] = self.citings.get(number, 0) + 1
        label = attribute(self.words["cite"].replace("{n}", str(number)))
        return f'<sup class="cite"><a href="#r{number}" id="{mark_id(number, times)}" aria-label="{label}">[{number}]</a></sup>'

    def _figure(self, rest: str, _end: int) -> str:
        values = _values(rest)
        if "data-gap" in values:
            return f'<figure class="gap" role="note"><p>{_text(self.words["gap"])}</p>'
        remote = values.get("data-remote", "")
        if remote.lower().startswith(("http://", "https://")):
            return self._remote(remote, _end)
        found = _MEDIA.match(self.canonical, _end)
        if found and found[1] not in self.pictures:
            alt = f"<p>{_text(found[2])}</p>" if found[2] else ""
            return f'<figure class="gap" role="note"><p>{_text(self.words["gap"])}</p>{alt}'
        if found and self.of > 1:
            self.is_step = True
            return f'<figure id="p{self.seen_pictures + 1}">'
        return "<figure>"

    def _steps(self) -> str:
        """Return where a picture stands among the others, with the ways to its neighbours."""
        if not self.is_step:
            return ""
        self.is_step, at = False, self.seen_pictures
        step = _text(self.words["step"].replace("{n}", str(at)).replace("{of}", str(self.of)))
        before = f'<a href="#p{at - 1}" rel="prev">{_text(self.words["before"])}</a> ' if at > 1 else ""
        after = f' <a href="#p{at + 1}" rel="next">{_text(self.words["after"])}</a>' if at < self.of else ""
        return f'<p class="step">{before}<span>{step}</span>{after}</p>'

    def _remote(self, address: str, end: int) -> str:
        """Put a link in words where a picture elsewhere belongs; nothing is loaded from there."""
        found = _REMOTE_LINK.match(self.canonical, end)
        named = found[1] if found and found[1].strip() else address.split("/")[2]
        self.skips = "a" if found else ""
        return (
            f'<figure class="gap remote" role="note"><p>{_text(self.words["remote"])} '
            f'<a href="{address}" rel="external noopener nofollow ugc">{named}</a></p>'
        )

    def _img(self, rest: str, _end: int) -> str:
        values = _values(rest)
        picture = self.pictures.get(values.get("data-media", ""))
        if picture is None:
            return ""
        self.seen_pictures += 1
        alt = values.get("alt", "")
        if picture.film is not None:
            self.spoken = playing.transcripts(picture.film, self.words["transcript"])
            poster = playing.Poster(picture.src, picture.width, picture.height)
            return playing.player(picture.film, poster, alt, self.words)
        loading = ' loading="lazy"' if self.seen_pictures > 1 else ""
        webp = f' srcset="{attribute(picture.srcset)}" sizes="{SIZES}"' if picture.srcset else ""
        avif = (
            f'<source type="image/avif" srcset="{attribute(picture.avif_srcset)}" sizes="{SIZES}">'
            if picture.avif_srcset
            else ""
        )
        return (
            f'<picture>{avif}<img src="{attribute(picture.src)}"{webp} width="{picture.width}" height="{picture.height}" '
            f'alt="{alt}"{loading} decoding="async"></picture>'
        )

    def _table(self, _rest: str, end: int) -> str:
        self.tables += 1
        self.numbers = _columns_of_numbers(self.canonical[end : self.canonical.find("</table>", end)])
        if self.canonical.startswith(_HAS_CAPTION, end):
            name = f' aria-labelledby="t{self.tables}"'
        elif self.headings:
            name = f' aria-labelledby="s{self.headings}"'
        else:
            name = f' aria-label="{attribute(self.words["table"])}"' if "table" in self.words else ""
        return f'<div class="scroll" role="region" tabindex="0"{name}><table>'

    def _caption(self, _rest: str, _end: int) -> str:
        return f'<caption id="t{self.tables}">'

    def _thead(self, _rest: str, _end: int) -> str:
        self.is_in_head = True
        return "<thead>"

    def _th(self, rest: str, end: int) -> str:
        spans = "".join(_KEPT.findall(rest))
        if self.canonical.startswith("</th>", end):  # a header without words heads nothing
            self.skips = "th"
            self.column += 1
            return f"<td{spans}></td>"
        return f'<th scope="{"col" if self.is_in_head else "row"}"{spans}{self._set("</th>", end)}>'

    def _tr(self, _rest: str, _end: int) -> str:
        self.column = 0
        return "<tr>"

    def _td(self, rest: str, end: int) -> str:
        return f"<td{''.join(_KEPT.findall(rest))}{self._set('</td>', end)}>"

    def _set(self, closing: str, start: int) -> str:
        """Say how a cell is set: ``n`` among numbers, at the end of its column; ``w`` words, broken into lines."""
        self.column += 1
        if self.column in self.numbers:
            return ' class="n"'
        inner = self.canonical[start : self.canonical.find(closing, start)]
        return ' class="w"' if _width(_plain(inner)) > _LINE else ""

    def _ol(self, rest: str, _end: int) -> str:
        return f"<ol{''.join(_KEPT.findall(rest))}>"

    def _pre(self, _rest: str, _end: int) -> str:
        return '<pre tabindex="0">'

    def _div(self, rest: str, _end: int) -> str:
        return '<div class="gallery">' if rest == " data-gallery" else "<div>"

    def _aside(self, rest: str, _end: int) -> str:
        if rest == " data-note":
            return '<aside class="note" role="note">'
        if rest.startswith(" data-poll") and (found := polls.at(self.canonical, _end - len("<aside>") - len(rest))):
            return f'<aside class="poll" data-key="{found[0].key}">'
        label = self.words["unplaced"]
        return f'<aside class="unplaced" aria-label="{attribute(label)}"><p class="mark">{_text(label)}</p>'


_MEDIA = re.compile(r'<img data-media="([0-9a-f]{64})" alt="([^"]*)">')
_REMOTE_LINK = re.compile(r'<a href="[^"]*">([^<]*)(?=</a>)')
Opening = Callable[[Any, str, int], str]
_OPENINGS: Final[dict[str, Opening]] = {
    "p": _Showing._paragraph,  # noqa: SLF001 - the table of the class above
    "h2": _Showing._h2,  # noqa: SLF001
    "h3": _Showing._h3,  # noqa: SLF001
    "a": _Showing._link,  # noqa: SLF001
    "sup": _Showing._sup,  # noqa: SLF001
    "figure": _Showing._figure,  # noqa: SLF001
    "img": _Showing._img,  # noqa: SLF001
    "table": _Showing._table,  # noqa: SLF001
    "caption": _Showing._caption,  # noqa: SLF001
    "thead": _Showing._thead,  # noqa: SLF001
    "th": _Showing._th,  # noqa: SLF001
    "tr": _Showing._tr,  # noqa: SLF001
    "td": _Showing._td,  # noqa: SLF001
    "ol": _Showing._ol,  # noqa: SLF001
    "pre": _Showing._pre,  # noqa: SLF001
    "aside": _Showing._aside,  # noqa: SLF001
    "div": _Showing._div,  # noqa: SLF001
}


def _columns_of_numbers(table: str) -> frozenset[int]:
    """Return which columns, counted from 1, hold numbers below the head; none where cells span others."""
    body = table.partition("</thead>")[2] or table
    rows = [_CELL.findall(row) for row in _ROW.findall(body)]
    if not rows or any(spans for row in rows for spans, _inner in row):
        return frozenset()
    columns: dict[int, list[str]] = {}
    for row in rows:
        for number, (_spans, inner) in enumerate(row, start=1):
            columns.setdefault(number, []).append(_plain(inner))
    return frozenset(
        number
        for number, cells in columns.items()
        if number > 1 and any(cells) and all(_NUMBER.fullmatch(cell) for cell in cells)
    )


def _plain(inner: str) -> str:
    return html.unescape(_TAGS.sub("", inner)).strip()


def _width(text: str) -> int:
    return sum(2 if character >= "\u2e80" else 1 for character in text)


def _values(rest: str) -> dict[str, str]:
    return dict(_ONE.findall(rest)) if rest else {}


def _text(piece: str) -> str:
    """Return text that stands between tags: what is escaped stays as it is, a stray sign is escaped."""
    return piece.replace("<", "&lt;").replace(">", "&gt;") if "<" in piece or ">" in piece else piece
