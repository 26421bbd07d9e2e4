"""Why a piece of a page was left out, in words for people."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_REASONS = {
    "time": gettext_noop("a time beside other articles"),
    "count": gettext_noop("a counter"),
    "card": gettext_noop("the publisher's card"),
    "chrome": gettext_noop("a button or label of the site"),
    "menu": gettext_noop("navigation of the site"),
    "breadcrumb": gettext_noop("navigation of the site"),
    "toc": gettext_noop("navigation of the site"),
    "related": gettext_noop("a list of other articles"),
    "comments": gettext_noop("readers' comments"),
    "notice": gettext_noop("a notice of the platform"),
    "platform": gettext_noop("a notice of the platform"),
    "footer": gettext_noop("the footer of the site"),
    "end": gettext_noop("a mark of the end"),
    "author": gettext_noop("about the author"),
    "advertising": gettext_noop("an advertisement"),
    "title": gettext_noop("the title again"),
}


def why(kind: str) -> str:
    """Return the reason for a kind of furniture."""
    return _(_REASONS[kind]) if kind in _REASONS else _("not part of the article")
