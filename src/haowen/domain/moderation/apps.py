"""Names the package to Django."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """The moderation package."""

    name = "haowen.domain.moderation"
    label = "moderation"
    default_auto_field = "django.db.models.BigAutoField"
