"""What is recommended, and why."""

from django.apps import AppConfig


class RecommendConfig(AppConfig):
    """Relations between articles."""

    name = "haowen.derived.recommend"
    label = "recommend"
