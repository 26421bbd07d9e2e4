"""The index, and asking it."""
