"""Names the package to Django."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The site package."""

    name = "haowen.domain.site"
    label = "site"
    default_auto_field = "django.db.models.BigAutoField"
