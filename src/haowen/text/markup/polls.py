"""Polls in a body: a question, two to eight answers, and the last day. What tells one from another is what it asks."""

import datetime as dt
import hashlib
import html
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from haowen.text.markup.blocks import BREAK, CITE, Block, Line, Listing, Poll, Runs

OPTIONS_LEAST, OPTIONS_MOST = 2, 8
QUESTION_LENGTH, OPTION_LENGTH = 200, 80
_POLL = re.compile(
    r'<aside data-poll(?:="(?P<until>\d{4}-\d\d-\d\d)")?><p>(?P<question>[^<]*)</p><ul>(?P<options>(?:<li>[^<]*</li>)+)</ul></aside>'
)
_OPTION = re.compile(r"<li>([^<]*)</li>")
_KEY_LENGTH: Final = 12


class Asked(NamedTuple):
    """A poll of a body. ``key`` is of its words: with another question or other answers it is another poll."""

    key: str
    question: str
    options: tuple[str, ...]
    until: str


def polls(canonical: str) -> list[Asked]:
    """Return the polls of a body, in order."""
    return [asked(found) for found in _POLL.finditer(canonical)] if "<aside data-poll" in canonical else []


def asked(found: re.Match[str]) -> Asked:
    """Return the poll that a place in a body holds."""
    options = tuple(html.unescape(option) for option in _OPTION.findall(found["options"]))
    question = html.unescape(found["question"])
    return Asked(key_of(question, options), question, options, found["until"] or "")


def at(canonical: str, start: int) -> tuple[Asked, int] | None:
    """Return the poll that begins at a place of a body, and where it ends."""
    found = _POLL.match(canonical, start)
    return (asked(found), found.end()) if found else None


def key_of(question: str, options: Sequence[str]) -> str:
    """Return what tells a poll from others."""
    return hashlib.sha256("\n".join((question, *options)).encode()).hexdigest()[:_KEY_LENGTH]


def poll_of(content: Sequence[Block], until: str) -> Poll | None:
    """Return the poll that these blocks are: a paragraph and a list of different answers; None for anything else."""
    match content:
        case [Line("p" | "h2" | "h3", runs), Listing(_, items)]:
            question, options = _words(runs), [_answer(item) for item in items]
        case _:
            return None
    said = [option for option in options if option]
    is_one = question and len(said) == len(options) == len(set(said)) and OPTIONS_LEAST <= len(said) <= OPTIONS_MOST
    if not is_one or len(question) > QUESTION_LENGTH or any(len(option) > OPTION_LENGTH for option in said):
        return None
    return Poll(question, said, until if _is_day(until) else "")


def _answer(item: Sequence[Block]) -> str:
    match item:
        case [Line(_, runs)]:
            return _words(runs)
        case _:
            return ""


def _words(runs: Runs) -> str:
    """Return plain words; citations have none and would be lost, so there is no poll then."""
    if any(run.text.startswith(CITE) for run in runs):
        return ""
    return " ".join("".join(" " if run.text == BREAK else run.text for run in runs).split())


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
