"""Names the package to Django."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """The imports package."""

    name = "haowen.domain.imports"
    label = "imports"
    default_auto_field = "django.db.models.BigAutoField"
