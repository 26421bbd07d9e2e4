"""The head of a text: what stands before it in YAML, TOML or JSON."""

import datetime as dt
import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import yaml

_YAML = re.compile(r"\A---[ \t]*\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?)(?:^|\n)\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_JSON = re.compile(r'\A\{\s*(?:"|\}[ \t]*\n)')
_JSON_END = re.compile(r"^\}[ \t]*(?:\n|\Z)", re.MULTILINE)
_MOST_VALUES: Final = 20_000
_DEEPEST: Final = 60


class UnreadableHeadError(Exception):
    """There is a head, and it says nothing that can be understood; the message says why, in English."""


@dataclass(frozen=True, slots=True)
class Head:
    """The values of a head, as JSON knows them, and the text after it. ``problem`` says what could not be read."""

    values: dict[str, Any]
    text: str
    problem: str = ""


def parted(source: str) -> Head:
    """Return the head and the text after it.

    A head that cannot be read is kept, word for word, as a code block before the text.
    """
    for pattern, reading in ((_YAML, _of_yaml), (_TOML, _of_toml)):
        if found := pattern.match(source):
            return _read(source, found[1], found.end(), reading)
    if _JSON.match(source):
        return _json_head(source)
    return Head({}, source)


def _json_head(source: str) -> Head:
    try:
        values, end = json.JSONDecoder().raw_decode(source)
    except (ValueError, RecursionError):
        closing = _JSON_END.search(source)
        return _read(source, source[: closing.end()], closing.end(), _of_json) if closing else Head({}, source)
    after = source[end:]
    if after.strip() and not re.match(r"[ \t]*\n", after):
        return Head({}, source)  # a text that begins with a brace
    return _read(source, source[:end], end + len(after) - len(after.lstrip()), lambda _raw: values)


def _read(source: str, raw: str, end: int, reading: Callable[[str], Any]) -> Head:
    try:
        values = reading(raw)
        if isinstance(values, str) and values:  # two rules with words between them
            return Head({}, source)
        return Head(plain(values or {}), source[end:])
    except UnreadableHeadError as error:
        fence = "`" * (2 + max((len(run) for run in re.findall(r"`+", raw)), default=1))
        return Head({}, f"{fence}\n{raw}\n{fence}\n\n{source[end:]}", str(error))


def _of_yaml(raw: str) -> Any:
    try:
        return yaml.load(raw, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes only strings, lists, tables
    except RecursionError as error:
        raise UnreadableHeadError("the front matter is nested too deep") from error
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        line = f" (line {where.line + 2})" if where else ""
        why = getattr(error, "problem", "") or "unreadable"
        raise UnreadableHeadError(f"the front matter is not YAML{line}: {why}") from error


def _of_toml(raw: str) -> Any:
    try:
        return tomllib.loads(raw)
    except RecursionError as error:
        raise UnreadableHeadError("the front matter is nested too deep") from error
    except tomllib.TOMLDecodeError as error:
        raise UnreadableHeadError(f"the front matter is not TOML: {error}") from error


def _of_json(raw: str) -> Any:
    try:
        return json.loads(raw)
    except RecursionError as error:
        raise UnreadableHeadError("the front matter is nested too deep") from error
    except ValueError as error:
        raise UnreadableHeadError(f"the front matter is not JSON: {error}") from error


def plain(values: Any) -> dict[str, Any]:
    """Return values as JSON knows them; times as texts. A few lines of YAML can mean more values than a disk holds."""
    if not isinstance(values, dict):
        raise UnreadableHeadError("the front matter is no list of names with values")
    left = [_MOST_VALUES]

    def told(value: Any, depth: int) -> Any:
        left[0] -= 1
        if left[0] < 0 or depth > _DEEPEST:
            raise UnreadableHeadError("the front matter holds too much")
        if isinstance(value, dict):
            return {str(key): told(each, depth + 1) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [told(each, depth + 1) for each in value]
        if isinstance(value, dt.datetime):
            return value.isoformat(sep=" ", timespec="seconds")
        return value if isinstance(value, str | int | float | bool) or value is None else str(value)

    return {str(key): told(value, 1) for key, value in values.items()}
