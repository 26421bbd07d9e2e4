"""The block of YAML before the text."""

import re
from typing import Any, Final

import yaml

from haowen.formats.markdown.piece import Credited, Declared, ReferenceGiven

_BLOCK = re.compile(r"\A---[ \t]*\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_ALIASES: Final = {
    "language": ("lang", "language", "locale"),
    "published": ("published", "date", "published_at"),
    "changed": ("changed", "updated", "lastmod", "modified"),
    "summary": ("summary", "description", "excerpt", "abstract"),
    "cover": ("cover", "image"),
    "licence": ("licence", "license"),
    "channel": ("channel",),
    "publisher": ("publisher",),
    "title": ("title",),
    "cover_alt": ("cover_alt",),
    "kind": ("kind",),
    "origin": ("origin",),
    "slug": ("slug",),
    "translation_of": ("translation_of",),
    "source_name": ("source_name",),
    "source_url": ("source_url", "via", "canonical_url"),
}  # fmt: skip


class Front:
    """What a front matter says, taken out of it piece by piece; what is left at the end is ``extra``."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.left = dict(values)
        self.problems: list[str] = []

    def texts(self) -> dict[str, str]:
        """Take everything that is one line of text, under the names of ``Piece``."""
        out: dict[str, str] = {}
        for field, names in _ALIASES.items():
            for name in names:
                if isinstance(self.left.get(name), str):
                    value = self.left.pop(name).strip()
                    out.setdefault(field, value)
        return out

    def number(self, name: str) -> int | None:
        """Take a whole number."""
        value = self.left.get(name)
        if isinstance(value, str) and re.fullmatch(r"\d{1,9}", value.strip()):
            del self.left[name]
            return int(value)
        return None

    def items(self, name: str) -> list[Any]:
        """Take a list; one value is a list of one."""
        value = self.left.get(name)
        if isinstance(value, list):
            del self.left[name]
            return value
        if isinstance(value, dict) or (isinstance(value, str) and value.strip()):
            del self.left[name]
            return [value]
        return []

    def tags(self) -> tuple[str, ...]:
        """Take the tags: a list, or words with commas between."""
        given = [part for item in self.items("tags") for part in re.split(r"[,，、]", _text(item))]
        return tuple(dict.fromkeys(part.strip().lstrip("#") for part in given if part.strip().lstrip("#")))

    def credits(self) -> tuple[Credited, ...]:
        """Take who did what: ``credits``, and the roles that other systems name by themselves."""
        out = []
        for item in self.items("credits"):
            if isinstance(item, dict):
                name = _text(item.get("name", ""))
                out += [Credited(_text(item.get("role", "")) or "author", name)] if name else []
            elif _text(item):
                out.append(Credited("author", _text(item)))
        for field, role in (("author", "author"), ("authors", "author"), ("translator", "translator")):
            for item in self.items(field):
                name = _text(item.get("name", "")) if isinstance(item, dict) else _text(item)
                if name and not any(credit.name == name and credit.role == role for credit in out):
                    out.append(Credited(role, name))
        return tuple(out)

    def declarations(self) -> tuple[Declared, ...]:
        """Take the writer's declarations."""
        out = []
        for item in self.items("declarations"):
            if isinstance(item, dict):
                values = {key: _text(value) for key, value in item.items()}
                given = (values.get(key, "") for key in ("note", "source_name", "source_url", "event_on", "place"))
                out.append(Declared(values.get("kind", ""), *given))
            else:
                out.append(Declared(_text(item)))
        return tuple(declared for declared in out if declared.kind)

    def references(self) -> tuple[ReferenceGiven, ...]:
        """Take the references; one without an id gets ``r`` and its place."""
        out = []
        for at, item in enumerate(self.items("references"), 1):
            values = (
                {key: _text(value) for key, value in item.items()} if isinstance(item, dict) else {"title": _text(item)}
            )
            title = values.get("title") or values.get("url", "")
            if not title:
                self.problems.append(f"reference {at} has no title and was left out")
                continue
            out.append(
                ReferenceGiven(
                    values.get("id") or values.get("key") or f"r{at}", title, values.get("outlet", ""),
                    values.get("authors") or values.get("author", ""), values.get("date", ""), values.get("url", ""),
                    values.get("accessed", ""),
                )
            )  # fmt: skip
        return tuple(out)

    def series(self) -> tuple[str, int | None]:
        """Take the series' title and the place in it."""
        value = self.left.get("series")
        position = self.number("series_position") or self.number("part")
        if isinstance(value, str):
            del self.left["series"]
            return value.strip(), position
        if isinstance(value, dict):
            del self.left["series"]
            given = _text(value.get("position") or value.get("part") or "")
            return _text(value.get("title", "")), int(given) if given.isdigit() else position
        return "", position

    def comments(self) -> tuple[dict[str, Any], ...]:
        """Take the comments, when they are a list of such."""
        value = self.left.get("comments")
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            del self.left["comments"]
            return tuple(value)
        return ()


def parted(source: str) -> tuple[Front, str]:
    """Return the front matter and the text after it.

    A front matter that cannot be read is kept, word for word, as a code block before the text.
    """
    found = _BLOCK.match(source)
    if not found:
        return Front({}), source
    try:
        values = yaml.load(found[1], Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes only strings, lists, tables
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        line = f" (line {where.line + 2})" if where else ""
        return _unread(
            found, source, f"the front matter is not YAML{line}: {getattr(error, 'problem', '') or 'unreadable'}"
        )
    if values is None or values == "":
        return Front({}), source[found.end() :]
    if isinstance(values, str):  # two rules with words between them
        return Front({}), source
    if not isinstance(values, dict):
        return _unread(found, source, "the front matter is no list of names with values")
    return Front({str(key): value for key, value in values.items()}), source[found.end() :]


def _unread(found: re.Match[str], source: str, problem: str) -> tuple[Front, str]:
    front = Front({})
    front.problems.append(problem)
    fence = "`" * (2 + max((len(run) for run in re.findall(r"`+", found[1])), default=1))
    return front, f"{fence}\n{found[1]}\n{fence}\n\n{source[found.end() :]}"


def _text(value: object) -> str:
    return (
        " ".join(value.split())
        if isinstance(value, str)
        else ", ".join(map(_text, value))
        if isinstance(value, list)
        else ""
    )
