"""What rows are called in an archive: a key of the database means nothing elsewhere, a public id, hash or slug does."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.db.models import Model

from haowen.domain.archives.travelling import label
from haowen.domain.people.models import Actor, ActorKind

KEYS: Final[Mapping[str, str | tuple[str, ...]]] = {
    "statements.Statement": "public_id",
    "channels.Channel": "slug",
    "media.Media": "sha256",
    "publishers.Publisher": "public_id",
    "articles.Series": "public_id",
    "articles.Tag": "slug",
    "articles.Article": "public_id",
    "articles.Revision": "public_id",
    "articles.Chain": "publisher__public_id",  # that of a channel is called nothing: it does not travel
    "comments.Comment": "public_id",
    "imports.Account": ("publisher__public_id", "host", "name"),
    "headlines.Vertical": "slug",
}
BETWEEN: Final = "\t"  # the parts of a name that has several
ACTOR: Final = "people.Actor"
HOST: Final = "host"


class People:
    """Names those who did things by short keys that mean nothing outside of one part of one archive."""

    def __init__(self, prefix: str) -> None:
        """Begin with nobody. ``prefix`` tells the keys of one part from those of another."""
        self.prefix = prefix
        self._keys: dict[int, str] = {}
        self._count = 0
        self.named: dict[str, dict[str, str]] = {}

    def keys(self, actors: Iterable[int]) -> dict[int, str]:
        """Return the keys of these actors; those who are new get one, in the order in which they come."""
        new = list(dict.fromkeys(pk for pk in actors if pk not in self._keys))
        rows = Actor.objects.in_bulk(new) if new else {}
        for pk in new:
            if pk in rows:
                self._take(rows[pk])
        return self._keys

    def _take(self, actor: Actor) -> None:
        if actor.kind == ActorKind.HOST:
            key = HOST
        else:
            self._count += 1
            key = f"{self.prefix}{self._count}"
        self._keys[actor.pk] = key
        self.named[key] = {"name": actor.name}


class Names:
    """Tells what the rows are called that other rows point at, asked many at a time."""

    def __init__(self) -> None:
        """Begin with no name known. ``told`` is what was asked for, by model."""
        self.told: dict[str, dict[int, str | None]] = {}

    def of(self, model: type[Model], keys: Iterable[int]) -> Mapping[int, str | None]:
        """Return the names of these rows of one model."""
        known = self.told.setdefault(label(model), {})
        missing = {key for key in keys if key not in known}
        if missing:
            rows = model._default_manager.filter(pk__in=missing)  # noqa: SLF001 - Django's own
            for key, *parts in rows.values_list("pk", *columns(label(model))):
                known[key] = None if None in parts else BETWEEN.join(parts)
        return known

    def forget(self, *models: str) -> None:
        """Drop the names of what will not be asked for again."""
        for model in models:
            self.told.pop(model, None)


def columns(model: str) -> tuple[str, ...]:
    """Return the columns that make a model's name."""
    found = KEYS[model]
    return (found,) if isinstance(found, str) else found
