"""Names the package to Django."""

from django.apps import AppConfig


class StatementsConfig(AppConfig):
    """The statements package."""

    name = "haowen.domain.statements"
    label = "statements"
    default_auto_field = "django.db.models.BigAutoField"
