"""Names the package to Django, for its tables."""

from django.apps import AppConfig


class PushingConfig(AppConfig):
    """What search engines are told."""

    name = "haowen.derived.pushing"
    label = "pushing"
    default_auto_field = "django.db.models.BigAutoField"
