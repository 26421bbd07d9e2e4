"""Puts the house together when Django starts."""

from django.apps import AppConfig


class HaowenConfig(AppConfig):
    """Wires gates and consequences."""

    name = "haowen.config"
    label = "haowen"

    def ready(self) -> None:
        """Put the two tables of the house in place."""
        from haowen.config import wiring

        wiring.wire()
