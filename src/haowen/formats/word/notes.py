"""Footnotes and endnotes: citations of notes, which the article keeps beside its sources."""

import html
import re
from typing import Final

from haowen.formats.foreign import Note
from haowen.text import markup

_CITED = re.compile(r'<sup><a href="#((?:foot|end)note-[^"]+)"[^>]*>\[?[^<]*\]?</a></sup>')
_LISTED = re.compile(r'<ol>((?:<li id="(?:foot|end)note-[^"]+">(?:(?!<li id=").)*?</li>)+)</ol>\s*\Z', re.DOTALL)
_NOTE = re.compile(r'<li id="((?:foot|end)note-[^"]+)">(.*?)</li>(?=<li id="(?:foot|end)note-|\Z)', re.DOTALL)
_BACK = re.compile(r'\s*<a href="#(?:foot|end)note-ref-[^"]*">↑</a>')
_LINK = re.compile(r'<a href="(https?://[^"]*)"')
_ONE_PARAGRAPH = re.compile(r"\s*<p>(?:(?!<p>|<img|<ul|<ol|<table).)*</p>\s*", re.DOTALL)
LONGEST: Final = 400  # what a reference holds; longer notes stand at the end of the text


def with_notes(source: str) -> tuple[str, list[Note]]:
    """Return the text with citations for marks of notes, and the notes. One that is more than a line stands at the end."""
    listed = _LISTED.search(source)
    if listed is None:
        return source, []
    kept: dict[str, Note] = {}
    after: list[str] = []
    marks: dict[str, str] = {}
    for found in _NOTE.finditer(listed[1]):
        inner = _BACK.sub("", found[2])
        text = " ".join(markup.to_text(inner).split())
        if text and len(text) <= LONGEST and _ONE_PARAGRAPH.fullmatch(inner):
            link = _LINK.search(inner)
            key = f"n{len(kept) + 1}"
            kept[found[1]] = Note(key, text, html.unescape(link[1]) if link else "")
            marks[found[1]] = f'<sup data-cite="{key}"></sup>'
        elif text:
            sign = f"*{len(after) + 1}"
            marks[found[1]] = f"<sup>{sign}</sup>"
            after.append(f"<p><sup>{sign}</sup> </p>{inner}")
    body = _CITED.sub(lambda cited: marks.get(cited[1], ""), source[: listed.start()])
    return body + "".join(after), list(kept.values())
