"""What an import says about what it did."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from haowen.domain.articles.arrivals import Arrival
from haowen.domain.articles.importing import Brought, Fate
from haowen.doors.cli import say


def fate(kind: Fate) -> str:
    """Return in words what became of an article."""
    return {
        Fate.MADE: _("new"),
        Fate.CHANGED: _("brought up to date"),
        Fate.SAME: _("unchanged"),
        Fate.LEFT_ALONE: _("left alone: somebody has worked on it here"),
    }[kind]


def more(brought: Brought, arrival: Arrival, comments: int = 0) -> Iterator[str]:
    """Yield what a person would want to know beyond that."""
    if brought.article.title != arrival.title:
        yield _("The whole title: %(title)s") % {"title": arrival.title}
    if brought.waits:
        yield _("Stays a draft: %(reason)s") % {"reason": brought.waits}
    if arrival.stays_draft:
        yield _("Stays a draft: %(reason)s") % {"reason": arrival.stays_draft}
    if comments:
        yield ngettext("%(count)d comment came with it", "%(count)d comments came with it", comments) % {
            "count": comments
        }


def refuse(name: str, reason: str) -> bool:
    """Say that one thing did not come in; its line goes to standard error, or as JSON to standard output."""
    if say.is_json():
        say.result("", file=name, refused=reason)
    say.failure(f"{name}: {reason}")
    return False


def short(text: str, most: int = 60) -> str:
    """Return the beginning of a text on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most]}…"
