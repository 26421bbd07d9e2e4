"""Telling search engines what has changed, where the host has set one up. What waits can be thrown away."""
