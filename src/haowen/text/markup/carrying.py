"""The canonical body for places that are not ours: plain markup, every address whole, no ids that could meet others."""

from collections.abc import Mapping
from typing import Final

from haowen.text.markup import playing
from haowen.text.markup.showing import _KEPT, Opening, Picture, _Showing, _values
from haowen.text.markup.vocabulary import Clean, attribute


def carried(
    canonical: str,
    *,
    base: str,
    page: str,
    pictures: Mapping[str, Picture],
    cited: Mapping[str, int],
    words: Mapping[str, str],
) -> Clean:
    """Return the body for a feed.

    ``base`` is the site's address without a slash at its end, ``page`` the article's own; a citation leads to the
    reference there. A picture whose address begins with ``../`` lies beside a file. The rest is as in :func:`haowen.text.markup.shown`.
    """
    return Clean(_Carrying(canonical, base, page, pictures, cited, words).whole())


class _Carrying(_Showing):
    """What differs from the reader's page: no classes, no picture sources to choose from, nothing that scrolls."""

    def __init__(  # noqa: PLR0917 - the class above takes four of them
        self,
        canonical: str,
        base: str,
        page: str,
        pictures: Mapping[str, Picture],
        cited: Mapping[str, int],
        words: Mapping[str, str],
    ) -> None:
        super().__init__(canonical, pictures, cited, words)
        self.base = base
        self.page = page

    def _opening(self, tag: str) -> Opening | None:
        return _OPENINGS.get(tag)

    def _closing(self, tag: str) -> str:
        return f"</{tag}>"

    def _link(self, rest: str, _end: int) -> str:
        address = _values(rest).get("href", "")
        if address.startswith("/"):
            return f'<a href="{attribute(self.base)}{address}">'
        if address.lower().startswith(("http://", "https://", "mailto:")):
            return f'<a href="{address}">'
        return "<a>"

    def _sup(self, rest: str, end: int) -> str:
        if "data-cite" not in _values(rest):
            return "<sup>"
        mark = super()._sup(rest, end)
        if not mark:
            return ""
        number = mark.partition('href="#r')[2].partition('"')[0]
        return f'<sup><a href="{attribute(self.page)}#r{number}">[{number}]</a></sup>'

    def _img(self, rest: str, _end: int) -> str:
        values = _values(rest)
        picture = self.pictures.get(values.get("data-media", ""))
        if picture is None:
            return ""
        if picture.film is not None and picture.film.sources:
            poster = playing.Poster(picture.src, picture.width, picture.height)
            return playing.carried(picture.film, poster, values.get("alt", ""), base=self.base, page=self.page)
        is_beside = picture.src.startswith("../")
        source = picture.src if is_beside else self.base + picture.src
        return (
            f'<img src="{attribute(source)}" width="{picture.width}" height="{picture.height}" '
            f'alt="{values.get("alt", "")}">'
        )

    def _cell(self, tag: str, rest: str) -> str:
        return f"<{tag}{''.join(_KEPT.findall(rest))}>"

    def _th(self, rest: str, _end: int) -> str:
        return self._cell("th", rest)

    def _td(self, rest: str, _end: int) -> str:
        return self._cell("td", rest)

    def _aside(self, rest: str, _end: int) -> str:
        if rest == " data-note" or rest.startswith(" data-poll"):
            return "<aside>"
        return f"<aside><p>{attribute(self.words['unplaced'])}</p>"


_OPENINGS: Final[dict[str, Opening]] = {
    "a": _Carrying._link,  # noqa: SLF001 - the table of the class above
    "sup": _Carrying._sup,  # noqa: SLF001
    "figure": _Carrying._figure,  # noqa: SLF001
    "img": _Carrying._img,  # noqa: SLF001
    "th": _Carrying._th,  # noqa: SLF001
    "td": _Carrying._td,  # noqa: SLF001
    "ol": _Carrying._ol,  # noqa: SLF001
    "aside": _Carrying._aside,  # noqa: SLF001
}
