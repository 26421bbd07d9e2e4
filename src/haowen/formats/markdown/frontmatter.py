"""What the names in a head mean."""

import re
from collections.abc import Mapping
from typing import Any, Final

from haowen.formats.markdown.people import Person, persons
from haowen.formats.markdown.piece import Credited, Declared, ReferenceGiven

_ALIASES: Final = {
    "language": ("lang", "language", "locale"),
    "published": ("published", "date", "published_at", "pubdate", "datetime", "created", "created_at", "month"),
    "changed": ("changed", "updated", "lastmod", "modified", "updated_at"),
    "summary": ("summary", "description", "excerpt", "abstract"),
    "licence": ("licence", "license"),
    "publisher": ("publisher",),
    "title": ("title",),
    "cover_alt": ("cover_alt",),
    "kind": ("kind",),
    "origin": ("origin",),
    "slug": ("slug",),
    "translation_of": ("translation_of",),
    "source_name": ("source_name",),
    "original_title": ("original_title", "subject"),
}
_PEOPLE: Final = {
    "author": "author", "authors": "author", "reporter": "reporter", "photographer": "photo", "editor": "editor",
    "translator": "translator", "translators": "translator", "reviewer": "proof", "proofreader": "proof",
}  # fmt: skip
_COVERS: Final = ("cover", "image", "featured_image", "thumbnail", "banner")
_CATEGORIES: Final = ("channel", "category", "categories", "section")
_NO: Final = {"false", "no", "off", "0", "n"}
_YES: Final = {"true", "yes", "on", "1", "y"}
_HELD_BACK: Final = {
    "draft": _YES, "drafts": _YES, "private": _YES, "hidden": _YES, "encrypted": _YES,
    "published": _NO, "publish": _NO, "public": _NO,
    "status": {"draft", "private", "pending", "hidden", "trash", "unpublished", "scheduled"},
    "post_status": {"draft", "private", "pending", "trash", "future"},
    "visibility": {"draft", "private", "hidden", "members", "paid"},
}  # fmt: skip
_FORMER: Final = ("url", "link", "permalink", "aliases", "redirect_from")
_WEB = re.compile(r"https?://[^\s<>\"'（）\[\]]+", re.IGNORECASE)


class Front:
    """What a front matter says, taken out of it piece by piece; what is left at the end is ``extra``."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.left = dict(values)
        self.problems: list[str] = []
        self.persons: list[Person] = []

    def held_back(self) -> str:
        """Return the line that says that this is not for everybody, as it was written; nothing where none does.

        It stays among what is left, but for what has the name of a time.
        """
        said = ""
        for name in [*self.left]:
            value = self.left[name]
            word = str(value).strip().lower() if isinstance(value, bool) or _is_line(value) else ""
            if word in _HELD_BACK.get(name.lower(), ()) or (name.lower() == "password" and word):
                said = said or (name if name.lower() == "password" else f"{name}: {word}")
            if name == "published" and word in _NO | _YES:
                del self.left[name]
        return said

    def texts(self) -> dict[str, str]:
        """Take everything that is one line of text, under the names of ``Piece``."""
        out: dict[str, str] = {}
        for field, names in _ALIASES.items():
            for name in names:
                if _is_line(self.left.get(name)):
                    value = str(self.left.pop(name)).strip()
                    if value:
                        out.setdefault(field, value)
        return out

    def number(self, name: str) -> int | None:
        """Take a whole number."""
        value = self.left.get(name)
        if _is_line(value) and re.fullmatch(r"\d{1,9}", str(value).strip()):
            del self.left[name]
            return int(str(value))
        return None

    def items(self, name: str) -> list[Any]:
        """Take a list; one value is a list of one."""
        value = self.left.get(name)
        if isinstance(value, list):
            del self.left[name]
            return value
        if isinstance(value, dict) or (_is_line(value) and str(value).strip()):
            del self.left[name]
            return [value]
        return []

    def category(self) -> tuple[str, tuple[str, ...]]:
        """Take the category, and further ones, which can only be tags."""
        given = [part for name in _CATEGORIES for item in self.items(name) for part in _words(item)]
        return (given[0] if given else ""), tuple(given[1:])

    def cover(self) -> tuple[str, str]:
        """Take the cover's address and its alternative text."""
        for name in _COVERS:
            for item in self.items(name)[:1]:
                if isinstance(item, dict):
                    values = {key: _text(value) for key, value in item.items()}
                    address = next((values[key] for key in ("image", "src", "url", "file") if values.get(key)), "")
                    return address, values.get("alt", "")
                return _text(item), ""
        return "", ""

    def former(self) -> tuple[str, ...]:
        """Take the addresses at which the article stood before."""
        given = [_text(item) for name in _FORMER for item in self.items(name)]
        return tuple(dict.fromkeys(_address(item) or item for item in given if item))

    def source(self) -> tuple[str, str]:
        """Take the name and the address of what the article was taken from."""
        name = address = ""
        for item in self.items("source"):
            if isinstance(item, dict):
                values = {key: _text(value) for key, value in item.items()}
                name, address = name or values.get("name", ""), address or values.get("url", "")
            elif found := _address(_text(item)):
                address = address or found
            else:
                name = name or _text(item)
        for key in ("source_url", "canonical_url", "canonical", "original_url"):
            for item in self.items(key):
                address = address or _address(_text(item))
        return name, address

    def via(self) -> str:
        """Take the address of the original."""
        return next((found for item in self.items("via") if (found := _address(_text(item)))), "")

    def tags(self) -> tuple[str, ...]:
        """Take the tags: a list, or words with commas between."""
        given = [
            part.lstrip("#").strip()
            for name in ("tags", "keywords")
            for item in self.items(name)
            for part in _words(item)
        ]
        return tuple(dict.fromkeys(part for part in given if part))

    def credits(self) -> tuple[Credited, ...]:
        """Take who did what: ``credits``, and the roles that other systems name by themselves."""
        out: list[Credited] = []
        for item in self.items("credits"):
            role = (_text(item.get("role", "")) if isinstance(item, dict) else "") or "author"
            self._credit(out, role, item)
        for name, role in _PEOPLE.items():
            for item in self.items(name):
                self._credit(out, role, item)
        return tuple(out)

    def _credit(self, out: list[Credited], role: str, item: Any) -> None:
        given = _text(item.get("name", "")) if isinstance(item, dict) else _text(item)
        for person in persons(given):
            if not any(credit.name == person.name and credit.role == role for credit in out):
                out.append(Credited(role, person.name))
            if person.said != person.name:
                self.persons.append(person)

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


def _is_line(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, int | float) and not isinstance(value, bool))


def _words(item: object) -> list[str]:
    return [part.strip() for part in re.split(r"[,，、]", _text(item)) if part.strip()]


def _address(text: str) -> str:
    found = _WEB.search(text)
    if not found:
        return ""
    address = found[0].rstrip(".,;，。；")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1]
    return address


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return " ".join(str(value).split()) if _is_line(value) else ""
