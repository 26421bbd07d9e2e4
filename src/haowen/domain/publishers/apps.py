"""Names the package to Django."""

from django.apps import AppConfig


class PublishersConfig(AppConfig):
    """The publishers package."""

    name = "haowen.domain.publishers"
    label = "publishers"
    default_auto_field = "django.db.models.BigAutoField"
