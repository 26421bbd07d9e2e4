"""Issuing a statement of reasons: whoever restricts says why, or does not restrict."""

import datetime as dt

from django.utils.translation import gettext as _

from haowen.domain.site.changing import terms_in_force
from haowen.domain.statements.models import Ground, Statement
from haowen.kit.clock import now
from haowen.kit.refusals import Refused

RULE_MOST = 300


def issue(
    *,
    ground: Ground | str,
    rule: str,
    facts: str,
    effect: str,
    by_public_id: str,
    until: dt.datetime | None = None,
    is_automated: bool = False,
) -> Statement:
    """Keep a statement. It is never changed afterwards.

    Raises Refused when the ground is unknown, the rule or the facts are missing, or the term lies in the past.
    """
    if ground not in Ground.values:
        raise Refused(_("Choose the ground of the decision."), field="ground")
    if not rule.strip():
        raise Refused(_("Name the rule that this stands on."), field="rule")
    if len(rule.strip()) > RULE_MOST:
        raise Refused(_("Name the rule in at most 300 characters."), field="rule")
    if not facts.strip():
        raise Refused(_("State the facts: what was done, where, and how it is known."), field="facts")
    if until is not None and until <= now():
        raise Refused(_("The term must end in the future."), field="until")
    terms = terms_in_force()
    return Statement.objects.create(
        ground=ground,
        rule=rule.strip(),
        facts=facts.strip(),
        effect=effect,
        until=until,
        terms_version=terms.version if terms else None,
        is_automated=is_automated,
        by_public_id=by_public_id,
        issued_at=now(),
    )
