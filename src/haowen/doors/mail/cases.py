"""What follows a decision: the reporters read what came of it; whom it affects reads the statement of reasons.

Those whom a decision affects never learn from here who reported.
"""

import re
from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import dateformat
from django.utils.translation import gettext as _

from haowen.domain.moderation.models import Case, Decision, Outcome
from haowen.domain.people.models import User
from haowen.domain.publishers.models import MemberRole
from haowen.domain.site.changing import current
from haowen.domain.site.models import Language
from haowen.domain.statements.models import Ground
from haowen.doors.mail.sending import Letter, Recipient, send_all
from haowen.doors.words import GROUNDS, OUTCOMES
from haowen.kit.tasks import task
from haowen.text.languages import guess

_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"，；：、（）]+@[^\s<>()\[\],;:\"，；：、（）]+")


@task()
def tell_case(*, case_id: int) -> None:
    """Tell everybody concerned of every decision in a case that they have not been told of yet."""
    related = ("article__publisher", "comment__article", "comment__actor__user", "publisher")
    case = Case.objects.select_related(*related).filter(pk=case_id).first()
    if case is None:
        return
    letters: list[tuple[str, Recipient, Callable[[], Letter]]] = []
    for decision in case.decisions.select_related("statement"):
        about = f"decision:{decision.pk}"
        letters += [(about, one, lambda d=decision: to_reporter(case, d)) for one in reporters(case, decision)]  # type: ignore[misc]
        if decision.outcome != Outcome.NO_ACTION:
            letters += [(about, one, lambda d=decision: to_affected(case, d)) for one in affected(case, decision)]  # type: ignore[misc]
    send_all(letters)


def reporters(case: Case, decision: Decision) -> Iterator[Recipient]:
    """Yield those who reported before the decision and left an e-mail address, each address once."""
    told: set[str] = set()
    rows = case.reports.filter(at__lte=decision.at).exclude(contact="").select_related("reporter__user")
    for report in rows.order_by("id"):
        address = address_in(report.contact)
        if not address or address.lower() in told:
            continue
        told.add(address.lower())
        user = report.reporter.user if report.reporter else None
        language = (user.language if user else "") or (_language(report.text) if report.text else "")
        yield Recipient(f"report:{report.pk}", address, language or current().default_language)


def _language(text: str) -> str:
    return Language.EN if guess(text) == "en" else Language.ZH_HANS


def address_in(contact: str) -> str:
    """Return the e-mail address in what somebody wrote about how to be reached, or nothing."""
    found = _ADDRESS.search(contact)
    if found is None:
        return ""
    address = found[0].rstrip(".。")
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address


def affected(case: Case, decision: Decision) -> Iterator[Recipient]:
    """Yield whom the decision affects: who wrote the comment, or who owned the publisher then."""
    if case.comment is not None:
        users = [case.comment.actor.user] if case.comment.actor and case.comment.actor.user else []
    else:
        publisher = case.article.publisher if case.article else case.publisher
        owners = User.objects.filter(
            memberships__publisher=publisher, memberships__role=MemberRole.OWNER, memberships__since__lte=decision.at
        )
        users = list(owners.order_by("pk")) if publisher else []
    for user in users:
        if user.is_active:
            yield Recipient.of(user)


def to_reporter(case: Case, decision: Decision) -> Letter:
    """Write to a reporter, in the language that is active."""
    said = {"number": case.number, "site": current().name, "about": about(case)}
    return Letter(
        _("Case %(number)d has been decided") % said,
        (
            _("You reported something to %(site)s: %(about)s.") % said,
            _("Decision: %(outcome)s") % {"outcome": OUTCOMES[Outcome(decision.outcome)]},
            *_reasons(decision),
            _("Everything about this case: %(address)s")
            % {"address": f"{settings.BASE_URL}/cases/{case.number}-{case.secret}"},
            _("Thank you for looking out for other readers."),
        ),
    )


def to_affected(case: Case, decision: Decision) -> Letter:
    """Write to whom the decision affects, in the language that is active: the statement of reasons, and how to object."""
    said = {"number": case.number, "site": current().name, "about": about(case)}
    where = _("Its address: %(address)s") % {"address": settings.BASE_URL + _path(case)}
    if decision.outcome == Outcome.RESTORED:
        return Letter(
            _("Shown again: %(about)s") % said,
            (_("%(site)s shows again what was withheld: %(about)s.") % said, *_reasons(decision), where),
        )
    contact = f"{settings.BASE_URL}/contact"
    return Letter(
        _("Withheld: %(about)s") % said,
        (
            _("%(site)s has withheld this from readers: %(about)s. This is the statement of reasons.") % said,
            *_reasons(decision),
            where,
            _("The text is kept as it is. Nothing else has been taken from you."),
            _("If you think that this is wrong, write to us and name case %(number)d: %(address)s")
            % {"number": case.number, "address": contact},
        ),
    )


def _reasons(decision: Decision) -> tuple[str, ...]:
    """Return the statement, or the moderator's note where nothing was taken."""
    statement = decision.statement
    if statement is None:
        return (_("Reasons: %(text)s") % {"text": decision.note},) if decision.note else ()
    lines = [
        _("Ground: %(text)s") % {"text": GROUNDS[Ground(statement.ground)]},
        _("Rule: %(text)s") % {"text": statement.rule},
        _("Facts: %(text)s") % {"text": statement.facts},
    ]
    if statement.until:
        until = statement.until.astimezone(ZoneInfo(current().time_zone))
        lines.append(_("Until: %(text)s") % {"text": dateformat.format(until, "Y-m-d H:i")})
    return tuple(lines)


def about(case: Case) -> str:
    """Return in a few words what a case is about."""
    if case.comment:
        return _("Comment on floor %(floor)d under “%(title)s”") % {
            "floor": case.comment.floor,
            "title": case.comment.article.title,
        }
    if case.article:
        return _("the article “%(title)s”") % {"title": case.article.title}
    if case.publisher:
        return _("the publisher “%(name)s”") % {"name": case.publisher.name}
    return case.page


def _path(case: Case) -> str:
    if case.comment:
        return f"/a/{case.comment.article.public_id}/comments/{case.comment.floor}"
    if case.article:
        return f"/a/{case.article.public_id}"
    return f"/@{case.publisher.handle}" if case.publisher else case.page
