"""Why an item is shown, in a few words beside it; the whole explanation is at ``/why``."""

from django.utils.translation import gettext as _

from haowen.doors.web.marks import Piece, escaped


def reason(key: str) -> Piece:
    """Return the words for a reason's key, in the language of the moment."""
    words = {
        "same_subject": _("Same subject"),
        "same_publisher": _("Same publisher"),
        "same_channel": _("Same channel"),
        "read_together": _("Read by the same readers"),
        "popular": _("Much read"),
        "editors": _("Chosen by the editors"),
        "older_good": _("Older and worth reading"),
        "fresh": _("New"),
    }
    return escaped(words.get(key) or _("Why this?"))


def heat_reason(heat: float) -> Piece:
    """Return today's heat as a reason."""
    return escaped(_("Heat: %(heat)s") % {"heat": f"{heat:,.1f}"})
