"""Reporting: all reports on one thing come to one case while it is open."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from haowen.domain.articles.models import Article
from haowen.domain.comments.models import Comment
from haowen.domain.moderation.events import CaseJoined, CaseOpened
from haowen.domain.moderation.models import Case, CaseState, Reason, Report
from haowen.domain.people.models import Actor
from haowen.domain.publishers.models import Publisher
from haowen.domain.site.models import Site
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused

TEXT_MOST, CONTACT_MOST, PAGE_MOST = 4000, 120, 300


def report(
    *,
    article: Article | None = None,
    comment: Comment | None = None,
    publisher: Publisher | None = None,
    page: str = "",
    reason: Reason | str,
    text: str,
    contact: str = "",
    by: Actor | None = None,
) -> Case:
    """Say that something is wrong with one thing; no account is needed. Returns the case, whose address the reporter gets.

    Who reported is seen by moderators alone.
    """
    things = [thing for thing in (article, comment, publisher) if thing is not None]
    page = page.strip()[:PAGE_MOST]
    if len(things) + bool(page) != 1:
        raise Refused(_("Say what the report is about."), field="about")
    if reason not in Reason.values:
        raise Refused(_("Choose what is wrong."), field="reason")
    text, contact = text.strip(), contact.strip()
    if reason == Reason.OTHER and not text:
        raise Refused(_("Please say in a few words what is wrong."), field="text")
    if len(text) > TEXT_MOST:
        raise Refused(_("Say it in at most 4,000 characters."), field="text")
    if len(contact) > CONTACT_MOST:
        raise Refused(_("A contact has at most 120 characters."), field="contact")
    with transaction.atomic():
        # The one row of the site is the lock under which cases are numbered.
        Site.objects.select_for_update().filter(pk=1).first()
        found = Case.objects.filter(
            state=CaseState.OPEN, article=article, comment=comment, publisher=publisher, page=page
        ).first()
        case = found or Case.objects.create(
            number=(Case.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
            article=article, comment=comment, publisher=publisher, page=page, opened_at=now(),
        )  # fmt: skip
        Report.objects.create(case=case, reporter=by, reason=reason, text=text, contact=contact, at=now())
        announce(CaseJoined(case_id=case.pk) if found else CaseOpened(case_id=case.pk))
    return case
