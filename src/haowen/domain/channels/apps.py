"""Names the package to Django."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """The channels package."""

    name = "haowen.domain.channels"
    label = "channels"
    default_auto_field = "django.db.models.BigAutoField"
