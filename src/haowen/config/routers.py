"""Sends Django's cache table to the file of its own."""

from typing import Any


class CacheRouter:
    """Keeps the cache in the ``cache`` database and everything else out of it."""

    def db_for_read(self, model: Any, **_hints: Any) -> str | None:
        """Name the database for reading."""
        return "cache" if model._meta.app_label == "django_cache" else None  # noqa: SLF001 - Django's documented interface

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        """Say which tables go where."""
        return (db == "cache") == (app_label == "django_cache")
