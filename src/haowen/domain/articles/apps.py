"""Names the package to Django."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """The articles package."""

    name = "haowen.domain.articles"
    label = "articles"
    default_auto_field = "django.db.models.BigAutoField"
