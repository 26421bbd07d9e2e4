"""Names the package to Django, for its tables."""

from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    """Near duplicates."""

    name = "haowen.derived.duplicates"
    label = "duplicates"
