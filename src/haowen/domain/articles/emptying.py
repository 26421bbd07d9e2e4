"""The guard against emptying: a save after which nearly nothing of a text is left needs a yes."""

from typing import Final

from django.utils.translation import gettext as _

from haowen.kit.refusals import Refused

LEFT_AT_LEAST: Final = 0.1  # of the signs that were there


class WouldEmptyError(Refused):
    """The save would leave less than a tenth of the text, and nobody said that this is meant."""


def would_empty(before: str, after: str) -> bool:
    """Whether of a plain text nothing is left, or less than a tenth."""
    was, left = _signs(before), _signs(after)
    return was > 0 and left < was * LEFT_AT_LEAST


def guard(before: str, after: str) -> None:
    """Raise WouldEmptyError if the step from one plain text to the other empties it."""
    if would_empty(before, after):
        said = _(
            "Nearly all of the text would be gone: %(left)d of %(was)d characters are left. Please say whether you mean it."
        )
        raise WouldEmptyError(said % {"left": _signs(after), "was": _signs(before)}, field="body")


def _signs(text: str) -> int:
    return len("".join(text.split()))
