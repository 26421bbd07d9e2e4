"""Medium exports: one HTML file for each story, draft and reply."""

from haowen.formats.medium.stories import NoStoryError, read

__all__ = ["NoStoryError", "read"]
