"""Names the package to Django."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """The media package."""

    name = "haowen.domain.media"
    label = "media"
    default_auto_field = "django.db.models.BigAutoField"
