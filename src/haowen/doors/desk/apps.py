"""Names the door to Django, for its templates and static files."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The desk door."""

    name = "haowen.doors.desk"
    label = "desk_door"
