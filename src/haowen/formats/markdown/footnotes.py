"""Footnotes: citations of references, and references by themselves where the front matter does not list them."""

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from haowen.formats.markdown.piece import ReferenceGiven
from haowen.text import markup

_DEFINED = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
_CITED = re.compile(r'<sup class="footnote-ref"><a href="#fn-([^"]*)"[^>]*>[^<]*</a></sup>')
_SECTION = re.compile(r'<section class="footnotes" data-footnotes>\n<ol>\n(.*)</ol>\n</section>\n?\Z', re.DOTALL)
_NOTE = re.compile(r'<li id="fn-([^"]*)">\n(.*?)\n?</li>\n(?=<li id="fn-|\Z)', re.DOTALL)
_BACK = re.compile(r'\s*<a href="#fnref-[^"]*" class="footnote-backref"[^>]*>↩(?:<sup[^>]*>\d+</sup>)?</a>')
_FIRST_LINK = re.compile(r'<a href="(https?://[^"]*)"')
_ONE_PARAGRAPH = re.compile(r"<p>((?:(?!<p>|<img|<figure).)*)</p>", re.DOTALL)
_PLAIN_KEY = re.compile(r"[\w.:-]{1,40}")
_ANNOUNCED = "haowen-announces-notes"
_LONGEST_REFERENCE = 400


class Notes:
    """The notes of one text. All are cited once in a paragraph put before the text, or the parser would drop some."""

    def __init__(self, given: tuple[ReferenceGiven, ...], text: str) -> None:
        self.given = {reference.key.casefold(): reference.key for reference in given}
        self.titles = {reference.key.casefold(): reference.title for reference in given}
        self.defined = list(dict.fromkeys(_DEFINED.findall(text)))
        self.keys: dict[str, str] = dict(self.given)
        self.found: dict[str, ReferenceGiven] = {}

    def announced(self) -> str:
        """Return what to put before the text: definitions of what the front matter lists, and one citation of each."""
        if not self.given and not self.defined:
            return ""
        defined = {name.casefold() for name in self.defined}
        added = "".join(f"[^{key}]: {_ANNOUNCED}\n\n" for name, key in self.given.items() if name not in defined)
        cited = " ".join(f"[^{name}]" for name in [*self.given.values(), *self.defined])
        return f"{added}{_ANNOUNCED} {cited}\n\n"

    def resolved(self, body: str) -> str:
        """Return the body with citations as marks; notes too long or too rich for a reference stand at its end."""
        if not self.given and not self.defined:
            return body
        section = _SECTION.search(body)
        if section:
            body = body[: section.start()]
        start = f"<p>{_ANNOUNCED}"
        if body.startswith(start):
            body = body[body.index("</p>") + len("</p>\n") :]
        order = [self._name(name) for name in _CITED.findall(body)]
        after: list[str] = []
        marks: dict[str, str] = {}
        for name, note in self._notes(section[1] if section else ""):
            if name in self.given and (note == f"<p>{_ANNOUNCED}</p>" or self._is_told(name, note)):
                continue
            reference = None if name in self.given else self._reference(name, note)
            if reference:
                self.found[name] = reference
            else:
                mark = f"*{len(after) + 1}"
                marks[name] = "" if name in self.given else f"<sup>{mark}</sup>"
                after.append(
                    f"<p><sup>{mark}</sup> {note.removeprefix('<p>') if note.startswith('<p>') else '</p>' + note}"
                )
        self.found = {name: self.found[name] for name in [*dict.fromkeys(order), *self.found] if name in self.found}

        def cited(citation: re.Match[str]) -> str:
            name = self._name(citation[1])
            if marks.get(name):
                return marks[name]
            return f'<sup data-cite="{html.escape(self.keys.get(name, name))}"></sup>'

        return _CITED.sub(cited, body + "\n".join(after))

    def references(self) -> tuple[ReferenceGiven, ...]:
        """Return the references that the notes are, in the order of their first citation."""
        return tuple(self.found.values())

    def _is_told(self, name: str, note: str) -> bool:
        """Whether a note says in words what the head lists under its name."""
        return " ".join(markup.to_text(note).split()).startswith(" ".join(self.titles[name].split()))

    def _name(self, quoted: str) -> str:
        return unquote(html.unescape(quoted)).casefold()

    def _notes(self, section: str) -> Iterator[tuple[str, str]]:
        for note in _NOTE.finditer(section):
            yield self._name(note[1]), _BACK.sub("", note[2]).strip()

    def _reference(self, name: str, note: str) -> ReferenceGiven | None:
        """Return the note as a reference, its words as the title, word for word; None when it is more than a line."""
        text = markup.to_text(note).strip()
        if not text or len(text) > _LONGEST_REFERENCE or not _ONE_PARAGRAPH.fullmatch(note):
            return None
        link = _FIRST_LINK.search(note)
        written = next((key for key in self.defined if key.casefold() == name), name)
        taken = {*self.keys.values()}
        key = written if _PLAIN_KEY.fullmatch(written) and written not in taken else f"n{len(self.found) + 1}"
        while key in taken:
            key += "x"
        self.keys[name] = key
        return ReferenceGiven(key, " ".join(text.split()), url=html.unescape(link[1]) if link else "")
