"""Why a piece of a page was left out, in words for people."""

from django.utils.translation import gettext as _


def why(kind: str) -> str:
    """Return the reason for a kind of furniture."""
    reasons = {
        "time": _("a time beside other articles"),
        "count": _("a counter"),
        "card": _("the publisher's card"),
        "chrome": _("a button or label of the site"),
        "menu": _("navigation of the site"),
        "breadcrumb": _("navigation of the site"),
        "toc": _("navigation of the site"),
        "related": _("a list of other articles"),
        "comments": _("readers' comments"),
        "notice": _("a notice of the platform"),
        "platform": _("a notice of the platform"),
        "footer": _("the footer of the site"),
        "end": _("a mark of the end"),
        "author": _("about the author"),
        "advertising": _("an advertisement"),
        "title": _("the title again"),
    }
    return reasons.get(kind) or _("not part of the article")
