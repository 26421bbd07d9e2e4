"""What the host has taken from a publisher, its articles or the person who looks: ``/studio/@<handle>/restrictions``."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from haowen.domain.moderation import resting
from haowen.domain.publishers import access
from haowen.domain.site.changing import current
from haowen.domain.statements.models import Ground
from haowen.doors.forms import for_people, the_person
from haowen.doors.words import GROUNDS

EFFECTS = {
    ("publisher", "withheld"): _("Readers do not see the publisher and its articles."),
    ("publisher", "no_publishing"): _("The publisher cannot publish."),
    ("article", "withheld"): _("Readers do not see the article."),
    ("article", "unlisted"): _("The article is read at its address, and stands in no list."),
    ("article", "no_comments"): _("Nobody can comment under the article."),
    ("account", "no_comments"): _("You cannot comment."),
    ("account", "no_publishing"): _("You cannot publish."),
    ("account", "closed"): _("Your account is closed."),
}


@for_people()
def show(request: HttpRequest, handle: str) -> HttpResponse:
    """Show each restriction in force with its statement of reasons, and how to object."""
    user = the_person(request)
    publisher = get_object_or_404(access.of_user(user), handle=handle)
    rows = [
        {
            "row": row,
            "effect": EFFECTS.get((row.kind, row.effect), row.effect),
            "ground": GROUNDS[Ground(row.statement.ground)],
        }
        for row in resting.over(publisher, user)
    ]
    context = {"publisher": publisher, "rows": rows, "email": current().report_email}
    context["may_write"] = access.written_by(user).filter(pk=publisher.pk).exists()
    return render(request, "studio/restrictions.html", context)
