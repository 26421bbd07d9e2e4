"""Feeds out of plain values: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, with the same things said in each.

The ids of entries are given and written as they are: whoever calls answers for their never changing.
"""

from haowen.formats.feeds.atom import atom
from haowen.formats.feeds.json_feed import json_feed
from haowen.formats.feeds.rss import rss
from haowen.formats.feeds.values import Category, Entry, Feed, Person, Picture, Source

__all__ = ["Category", "Entry", "Feed", "Person", "Picture", "Source", "atom", "json_feed", "rss"]
