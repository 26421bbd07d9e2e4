"""Names the package to Django."""

from django.apps import AppConfig


class ArchivesConfig(AppConfig):
    """The archives package."""

    name = "haowen.domain.archives"
    label = "archives"
    default_auto_field = "django.db.models.BigAutoField"
