"""The bar over the pages of the studio: whose rooms it leads to, and which of them are open to this person."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import template

from haowen.domain.people.models import User
from haowen.domain.publishers.access import ARRANGING_ROLES, WRITING_ROLES
from haowen.domain.publishers.models import Member, MemberRole, Publisher
from haowen.doors.forms import the_person

register = template.Library()


class Bar(NamedTuple):
    """Whose rooms, and what this person may do there; without a publisher nothing."""

    publisher: Publisher | None = None
    may_write: bool = False
    may_arrange: bool = False
    is_owner: bool = False


@register.simple_tag(takes_context=True)
def studio_bar(context: Mapping[str, Any]) -> Bar:
    """Return the bar of this page: of its own publisher, or of the one with which the studio opens."""
    article = context.get("article")
    shown = context.get("publisher") or (article.publisher if article else None)
    return _of(the_person(context["request"]), shown)


def _of(user: User, shown: Publisher | None) -> Bar:
    rows = list(Member.objects.filter(user=user).select_related("publisher").order_by("publisher__name", "publisher"))
    first = next((row for row in rows if row.role in WRITING_ROLES), rows[0] if rows else None)
    row = next((row for row in rows if row.publisher == shown), first)
    if row is None:
        return Bar()
    return Bar(row.publisher, row.role in WRITING_ROLES, row.role in ARRANGING_ROLES, row.role == MemberRole.OWNER)
