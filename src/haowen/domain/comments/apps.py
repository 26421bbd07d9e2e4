"""Names the package to Django."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """The comments package."""

    name = "haowen.domain.comments"
    label = "comments"
    default_auto_field = "django.db.models.BigAutoField"
