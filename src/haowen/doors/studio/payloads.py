"""What the editor sends, read strictly: what is malformed changes nothing."""

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from haowen.domain.articles.autosaving import Window, Written
from haowen.domain.articles.drafts import DraftReference
from haowen.domain.articles.emptying import WouldEmptyError
from haowen.doors.forms import CONFLICT, UNPROCESSABLE
from haowen.doors.studio.drafting import Sheet
from haowen.doors.studio.fields import is_day
from haowen.doors.studio.typed import sent
from haowen.kit.refusals import Refused

MOST_CHARACTERS: Final = 500_000
MOST_REFERENCES: Final = 400
MOST_FIELDS: Final = 400
MOST_ROWS: Final = 400
BAD_REQUEST = 400
TITLE_MOST, SUMMARY_MOST = 200, 400
_TAB = re.compile(r"[A-Za-z0-9_-]{6,40}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_LENGTHS: Final = {
    "title": 400,
    "key": 40,
    "outlet": 200,
    "authors": 300,
    "dated_on": 10,
    "url": 1000,
    "accessed_on": 10,
}


class MalformedError(Refused):
    """It is not what the editor sends."""

    def __init__(self, what: str) -> None:
        """Name the part that is not as it must be."""
        super().__init__(
            _("What was sent could not be read; nothing was changed. (%(what)s)") % {"what": what}, field=what
        )


@dataclass(frozen=True, slots=True)
class Handed:
    """An autosave as it was sent. ``base`` is the public id of the revision it was made from, empty for a new article."""

    written: Written
    window: Window
    base: str
    may_empty: bool
    is_leaving: bool
    publisher: str
    language: str
    continues: Window | None


def read(request: HttpRequest) -> Handed:
    """Return what was sent. Raises MalformedError, or Refused for a text that is too long."""
    said = _object(request)
    html = _text(said, "html")
    if len(html) > MOST_CHARACTERS:
        raise Refused(_("The text is too long to be kept as one article."), field="html")
    references = said.get("references")
    if not isinstance(references, list) or len(references) > MOST_REFERENCES:
        raise MalformedError("references")
    typed = _typed(said.get("fields", {}))
    written = Written(
        _text(said, "title", TITLE_MOST),
        _text(said, "summary", SUMMARY_MOST),
        html,
        _references(references),
        rest=Sheet.read(sent(typed), {}).rest() if typed else {},
        typed=typed,
    )
    return Handed(
        written,
        _window(said),
        _text(said, "base", 40),
        _yes(said, "may_empty"),
        _yes(said, "is_leaving"),
        _text(said, "publisher", 60) if "publisher" in said else "",
        _text(said, "language", 10) if "language" in said else "zh-Hans",
        _continued(said),
    )


def window(request: HttpRequest) -> Window:
    """Return which window says that it is left."""
    return _window(_object(request))


def refusal(refused: Refused) -> HttpResponse:
    """Say why nothing was changed."""
    if isinstance(refused, WouldEmptyError):
        return JsonResponse({"reason": refused.message, "field": refused.field, "asks": "may_empty"}, status=CONFLICT)
    status = BAD_REQUEST if isinstance(refused, MalformedError) else UNPROCESSABLE
    return JsonResponse({"reason": refused.message, "field": refused.field}, status=status)


def _object(request: HttpRequest) -> dict[str, Any]:
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        raise MalformedError("JSON") from None
    if not isinstance(said, dict):
        raise MalformedError("JSON")
    return said


def _window(said: dict[str, Any]) -> Window:
    tab, sequence = _text(said, "tab", 40), said.get("sequence")
    if not _TAB.fullmatch(tab):
        raise MalformedError("tab")
    if not isinstance(sequence, int) or isinstance(sequence, bool) or not 0 < sequence < 2**31:
        raise MalformedError("sequence")
    return Window(tab, sequence)


def _continued(said: dict[str, Any]) -> Window | None:
    from_ = said.get("continues")
    if from_ is None:
        return None
    if not isinstance(from_, dict):
        raise MalformedError("continues")
    return _window(from_)


def _references(rows: list[Any]) -> tuple[DraftReference, ...]:
    """Return the sources that have a title or anything else; each key once."""
    made: dict[str, DraftReference] = {}
    for row in rows:
        if not isinstance(row, dict):
            raise MalformedError("references")
        known = {"accessed_on": ""} | row  # what a browser kept before there was this field has none
        values = {name: _text(known, name, most) for name, most in _LENGTHS.items()}
        if not _KEY.fullmatch(values["key"]) or values["key"] in made:
            raise MalformedError("references")
        if values["accessed_on"] and not is_day(values["accessed_on"]):
            raise MalformedError("references")
        made[values["key"]] = DraftReference(**values)
    return tuple(made.values())


def _typed(said: Any) -> dict[str, list[str]]:
    """Return what stands in the form's other fields: names with lists of values, all together no longer than a text."""
    if not isinstance(said, dict) or len(said) > MOST_FIELDS or not all(map(_NAME.fullmatch, said)):
        raise MalformedError("fields")
    typed = {}
    for name, values in said.items():
        if not isinstance(values, list) or len(values) > MOST_ROWS:
            raise MalformedError("fields")
        typed[name] = [_text({name: value}, name) for value in values]
    if sum(len(value) for values in typed.values() for value in values) > MOST_CHARACTERS:
        raise Refused(_("The text is too long to be kept as one article."), field="fields")
    return typed


def _text(said: dict[str, Any], name: str, most: int = 0) -> str:
    value = said.get(name)
    if not isinstance(value, str) or "\0" in value:
        raise MalformedError(name)
    try:
        value.encode()
    except UnicodeEncodeError:  # half of a pair of surrogates
        raise MalformedError(name) from None
    if most and len(value) > most:
        raise MalformedError(name)
    return value


def _yes(said: dict[str, Any], name: str) -> bool:
    value = said.get(name, False)
    if not isinstance(value, bool):
        raise MalformedError(name)
    return value
