"""Feeds of other sites: RSS, Atom and JSON Feed, each item an article."""

from haowen.formats.syndicated.reading import NoFeedError, read

__all__ = ["NoFeedError", "read"]
