"""Haowen (好文): an open, self-hosted self-media platform."""

__version__ = "0.1.0"
