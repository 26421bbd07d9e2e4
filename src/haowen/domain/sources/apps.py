"""Names the package to Django."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """The sources package."""

    name = "haowen.domain.sources"
    label = "sources"
    default_auto_field = "django.db.models.BigAutoField"
