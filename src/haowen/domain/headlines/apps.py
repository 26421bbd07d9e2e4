"""Names the package to Django."""

from django.apps import AppConfig


class HeadlinesConfig(AppConfig):
    """The headlines package."""

    name = "haowen.domain.headlines"
    label = "headlines"
    default_auto_field = "django.db.models.BigAutoField"
