"""WordPress exports (WXR): posts and pages with their authors, terms, pictures, addresses and comments."""

from haowen.formats.wordpress.exports import read

__all__ = ["read"]
