"""What is said to a person whose act does not happen: a clear message in the reader's language; nothing was changed."""


class Refused(Exception):  # noqa: N818 - reads as what happened: raise Refused(_("…"))
    """An act did not happen. ``message`` is for people; ``field`` names the input it is about, where there is one."""

    def __init__(self, message: str, *, field: str = "") -> None:
        """Keep the message and the field."""
        super().__init__(message)
        self.message = message
        self.field = field
