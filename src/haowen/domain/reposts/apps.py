"""Names the package to Django."""

from django.apps import AppConfig


class RepostsConfig(AppConfig):
    """The reposts package."""

    name = "haowen.domain.reposts"
    label = "reposts"
    default_auto_field = "django.db.models.BigAutoField"
