"""Names the package to Django."""

from django.apps import AppConfig


class ReadersConfig(AppConfig):
    """The readers package."""

    name = "haowen.domain.readers"
    label = "readers"
    default_auto_field = "django.db.models.BigAutoField"
