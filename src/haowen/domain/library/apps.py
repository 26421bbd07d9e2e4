"""Names the package to Django."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """The library package."""

    name = "haowen.domain.library"
    label = "library"
    default_auto_field = "django.db.models.BigAutoField"
