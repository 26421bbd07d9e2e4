"""Which rows an archive names: it can point at those alone that it holds, whatever else stands on this site."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from django.apps import apps

from haowen.domain.archives.naming import ACTOR, BETWEEN, KEYS, columns
from haowen.domain.archives.travelling import Travels, beneath

OWN: Final = frozenset({"articles.Revision", "comments.Comment"})
"""What only rows of the same article point at: held against that article, and not kept for all."""


class Listed:
    """The names of the rows that an archive holds. Its rows point at these alone, whatever else this site has."""

    def __init__(self, parent: "Listed | None" = None) -> None:
        """Begin with nothing but what ``parent`` knows."""
        self._names: dict[str, set[str]] = defaultdict(set)
        self._parent = parent

    def add(self, model: str, *names: str) -> None:
        """Take names in."""
        self._names[model].update(names)

    def take(self, row: Travels, plain: Any, parent: Mapping[str, Any] | None = None) -> None:
        """Take the names of a row in, and of all that hang on it; of one that is misshapen nothing: ``check`` names it."""
        if not isinstance(plain, Mapping):
            return
        if row.model in KEYS:
            above = {f"publisher__{name}": value for name, value in (parent or {}).items()}
            self.add(row.model, BETWEEN.join(str({**above, **plain}.get(column)) for column in columns(row.model)))
        for below in beneath(row.model, row.sheet):
            for each in below.hanging(plain):
                self.take(below, each, plain)

    def has(self, model: str, name: str) -> bool:
        """Whether the archive holds a row of this name."""
        return name in self._names.get(model, ()) or (self._parent is not None and self._parent.has(model, name))


class Finder:
    """Finds the rows again that an archive names: the other way of :class:`Names`."""

    def __init__(self, listed: Listed) -> None:
        """Begin with nothing found."""
        self._listed = listed
        self._found: dict[tuple[str, str], int] = {}
        self._actors: dict[str, int] = {}

    def pk(self, model: str, name: str) -> int | None:
        """Return the key of the row of this name, None where there is none."""
        if model == ACTOR:
            return self._actors.get(name)
        if model not in OWN and not self._listed.has(model, name):
            return None
        found = self._found.get((model, name))
        if found is None:
            named, parts = columns(model), name.split(BETWEEN)
            if len(named) != len(parts):
                return None
            asked = dict(zip(named, parts, strict=True))
            rows = apps.get_model(model)._default_manager.filter(**asked)  # noqa: SLF001 - Django's own
            found = rows.values_list("pk", flat=True).first()
            if found is not None:
                self._found[model, name] = found
        return found

    def learn(self, actors: Mapping[str, int]) -> None:
        """Take in who is meant by which key."""
        self._actors.update(actors)

    def forget(self) -> None:
        """Drop what was found, but for the people."""
        self._found.clear()
