"""Names the package to Django."""

from django.apps import AppConfig


class AudienceConfig(AppConfig):
    """The audience package."""

    name = "haowen.domain.audience"
    label = "audience"
    default_auto_field = "django.db.models.BigAutoField"
