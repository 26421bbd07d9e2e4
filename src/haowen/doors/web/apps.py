"""Names the door to Django, for its templates and static files."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The web door."""

    name = "haowen.doors.web"
    label = "web_door"
