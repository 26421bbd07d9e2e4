"""Why an item is shown, in a few words beside it; the whole explanation is at ``/why``."""

from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import override

from haowen.doors.web.marks import Piece, escaped


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


def heat_reason(heat: float) -> Piece:
    """Return today's heat as a reason, in the language of the moment."""
    return escaped(_("Heat: %(heat)s") % {"heat": f"{heat:,.1f}"})
