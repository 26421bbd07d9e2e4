"""Puts everything together: settings, addresses, wiring."""
