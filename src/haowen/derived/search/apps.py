"""Names the package to Django, for its tables."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The search index."""

    name = "haowen.derived.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"
