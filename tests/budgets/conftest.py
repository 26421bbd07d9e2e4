"""The demonstration, as the journeys know it."""

from tests.journeys.conftest import demo, demo_folder

__all__ = ["demo", "demo_folder"]
