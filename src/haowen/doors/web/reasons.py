"""Why an item is shown, in a few words beside it; the whole explanation is at ``/why``."""

from functools import cache
from typing import Any, Final

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from haowen.derived.recommend.reading import Recommended
from haowen.doors.web.marks import Piece, escaped

WHOLE: Final = 100
"""From here on tenths of a heat tell a reader nothing."""


@cache
def reasons(language: str) -> dict[str, Piece]:
    """Return the words for every reason's key; the empty key stands for one that has none."""
    with override(language):
        words = {
            "same_subject": _("Same subject"),
            "same_publisher": _("Same publisher"),
            "same_channel": _("Same channel"),
            "read_together": _("Read by the same readers"),
            "popular": _("Much read"),
            "editors": _("Chosen by the editors"),
            "older_good": _("Older and worth reading"),
            "fresh": _("New"),
            "": _("Why this?"),
        }
    return {key: escaped(text) for key, text in words.items()}


def told(item: dict[str, Any], one: Recommended) -> dict[str, Any]:
    """Return an item of a hot list with the reason why it stands there: its heat today, or that it has proved good."""
    if one.why == "popular":
        reason = escaped(_("Heat: %(heat)s") % {"heat": f"{one.heat:,.0f}" if one.heat >= WHOLE else f"{one.heat:.1f}"})
    else:
        reason = reasons(get_language() or "")[one.why]
    return {**item, "why": one.why, "reason": reason}
