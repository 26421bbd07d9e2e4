"""Names the door to Django, for its templates and static files."""

from django.apps import AppConfig


class StudioConfig(AppConfig):
    """The studio door."""

    name = "haowen.doors.studio"
    label = "studio_door"
