"""Names the package to Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people package."""

    name = "haowen.domain.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
