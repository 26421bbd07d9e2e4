"""The two tables of the house: gates before acts, consequences of events."""


def wire() -> None:
    """Put gates and consequences in place."""
