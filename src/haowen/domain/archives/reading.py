"""Plain values as rows: each field is looked at before a row is made of it, since anybody can write an archive."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from haowen.domain.archives.finding import OWN, Listed
from haowen.domain.archives.naming import ACTOR
from haowen.domain.archives.travelling import ACTS, MEMBERS, Sheet, Travels, beneath, label, table
from haowen.kit.refusals import Refused
from haowen.text import markup

PUBLIC_ID: Final = re.compile(r"[0-9a-z]{6,20}")
NAME: Final = re.compile(r"[^\x00-\x08\x0a-\x1f]{1,400}")
_ADDRESSES: Final = ("url", "_url", "uri")
_ADDRESS: Final = re.compile(r"(?:https?://|/(?!/)|mailto:)\S*", re.IGNORECASE)
LATER: Final[Mapping[str, tuple[str, ...]]] = {
    "articles.Article": ("revision", "head", "planned", "translation_of"),
}
"""Fields that name what is there only when all rows are: they are set at the end."""


def check(row: Travels, plain: Any, where: str, *, listed: Listed, whole: bool) -> None:
    """Look at a row and all that hangs on it. Raises Refused, naming the place, for what no row can be made of."""
    if not isinstance(plain, Mapping):
        raise Refused(_("%(where)s is no table of names and values.") % {"where": where})
    for field in fields(row, whole=whole):
        if field.name not in plain:
            if _may_be_missing(field):
                continue
            raise Refused(_("%(where)s has no “%(name)s”.") % {"where": where, "name": field.name})
        found = value(field, plain[field.name], f"{where}.{field.name}")
        if field.is_relation and found is not None:
            _check_name(field, found, f"{where}.{field.name}", listed)
    for below in beneath(row.model, row.sheet):
        for at, each in enumerate(below.hanging(plain)):
            check(below, each, f"{where}.{below.called}[{at}]", listed=listed, whole=whole)


def _check_name(field: Any, name: str, where: str, listed: Listed) -> None:
    """Raise Refused for what is named and is not in the archive, but where a row can do without: that is told at the end."""
    model = label(field.related_model)
    if listed.has(model, name) or (field.null and model not in {*OWN, ACTOR}):
        return
    raise Refused(_("%(where)s names “%(name)s”, which is not in the archive.") % {"where": where, "name": name})


def fields(row: Travels, *, whole: bool) -> list[Any]:
    """Return the fields of a model that an archive tells."""
    return _fields(row.model, row.carried(whole=whole))


@cache
def _fields(model: str, names: tuple[str, ...]) -> list[Any]:
    said = apps.get_model(model)._meta  # noqa: SLF001 - Django's own way to ask
    return [said.get_field(name) for name in names]


def plain_values(row: Travels, plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a row that points at nothing, as its fields hold them."""
    return {field.name: value(field, plain.get(field.name), field.name) for field in fields(row, whole=False)}


def _may_be_missing(field: Any) -> bool:
    return bool(field.null or field.has_default() or field.blank)  # archives of an older version do not know it


def value(field: Any, told: Any, where: str) -> Any:
    """Return a value as its field holds it; of what points elsewhere the name. Raises Refused."""
    if told is None:
        if field.null or field.is_relation:
            return None
        raise wrong(where)
    if field.is_relation:
        if not isinstance(told, str) or not NAME.fullmatch(told):
            raise wrong(where)
        return told
    try:
        found = _of_kind(field, told)
        if found is not None and not isinstance(field, models.JSONField):
            _validate(field, found)
    except (ValueError, TypeError, OverflowError, ValidationError) as error:
        raise wrong(where) from error
    return found


def wrong(where: str) -> Refused:
    """Return what is said of a value that cannot be."""
    return Refused(_("%(where)s cannot be what it is said to be.") % {"where": where})


def _of_kind(field: Any, told: Any) -> Any:
    if isinstance(field, models.JSONField):
        return told
    if isinstance(field, models.DateTimeField):
        moment = parse_datetime(told)
        if moment is None or moment.tzinfo is None:
            raise ValueError(told)
        return moment.astimezone(dt.UTC)
    if isinstance(field, models.DateField):
        day = parse_date(told)
        if day is None:
            raise ValueError(told)
        return day
    wanted: type | tuple[type, ...] = str
    if isinstance(field, models.BooleanField):
        wanted = bool
    elif isinstance(field, models.FloatField):
        wanted = (int, float)
    elif isinstance(field, models.IntegerField):
        wanted = int
    if not isinstance(told, wanted) or (isinstance(told, bool) and wanted is not bool):
        raise TypeError(told)
    return told


def _validate(field: Any, found: Any) -> None:
    if isinstance(found, str):
        if "\x00" in found or not _is_text(found) or (field.max_length and len(found) > field.max_length):
            raise ValueError(field.name)
        if field.name.endswith(_ADDRESSES) and found and not _ADDRESS.fullmatch(found):
            raise ValueError(found)
        if field.name == "public_id" and not PUBLIC_ID.fullmatch(found):
            raise ValueError(found)
    if field.choices and found not in dict(field.flatchoices) and found:
        raise ValueError(found)
    for validator in field.validators:
        if not isinstance(validator, URLValidator) and found != "":
            validator(found)


def _is_text(words: str) -> bool:
    """Whether words can be written down: JSON may hold halves of characters."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True


def body(row: Travels, html: str) -> dict[str, Any]:
    """Return the columns of a text, cleaned again: who wrote the archive need not be who wrote the cleaner."""
    canonical = markup.clean(html)
    said = {"html": canonical, "plain": markup.to_text(canonical), "sanitiser_version": markup.SANITISER_VERSION}
    return {name: value for name, value in said.items() if name == "html" or name in row.stays}


def check_publisher(plain: Any, where: str, *, listed: Listed, whole: bool) -> None:
    """Look at everything of a publisher but its articles. Raises Refused."""
    check(table()["publishers.Publisher"], plain, where, listed=listed, whole=whole)
    _check_each((MEMBERS, ACTS), plain, where, listed, whole=whole)


def check_article(article: Any, comments: Any, statistics: Any, where: str, *, listed: Listed, whole: bool) -> None:
    """Look at everything of one article. Raises Refused."""
    own = Listed(listed)
    own.take(table()["articles.Article"], article)
    check(table()["articles.Article"], article, where, listed=own, whole=whole)
    revisions = hanging_of(article, "revisions")
    numbers = [each["number"] for each in revisions]
    if numbers != sorted(set(numbers)):
        raise Refused(_("%(where)s counts its revisions wrongly.") % {"where": where})
    for at, revision in enumerate(revisions):
        if not isinstance(revision.get("body"), Mapping):
            raise Refused(_("%(where)s has no “%(name)s”.") % {"where": f"{where}.revisions[{at}]", "name": "body"})
    if not all(isinstance(slug, str) and NAME.fullmatch(slug) for slug in hanging_of(article, "tags")):
        raise wrong(f"{where}.tags")
    _check_each((*beneath("articles.Article", Sheet.STATISTICS), ACTS), statistics, where, own, whole=whole)
    comment, people = table()["comments.Comment"], comments.get("people") or {}
    if not isinstance(people, Mapping):
        raise wrong(f"{where}: people")
    own.add(ACTOR, *people)
    said = hanging_of(comments, "comments")
    for plain in said:
        own.take(comment, plain)
    _check_each((comment,), {comment.called: said}, where, own, whole=whole)


def _check_each(rows: Iterable[Travels], plain: Mapping[str, Any], where: str, listed: Listed, *, whole: bool) -> None:
    for row in rows:
        for at, each in enumerate(row.hanging(plain)):
            check(row, each, f"{where}: {row.called}[{at}]", listed=listed, whole=whole)


def hanging_of(plain: Mapping[str, Any], name: str) -> list[Any]:
    """Return a list that may not be there."""
    found = plain.get(name)
    return found if isinstance(found, list) else []
