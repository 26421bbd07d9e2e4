"""Who may see and do what with imports, as querysets."""

from django.db.models import QuerySet

from haowen.domain.imports.models import Account, Import
from haowen.domain.people.models import User
from haowen.domain.publishers.access import written_by


def of_user(user: User) -> QuerySet[Import]:
    """Return the imports of publishers for which this person writes."""
    return Import.objects.filter(publisher__in=written_by(user).order_by().values("pk"))


def accounts_of(user: User) -> QuerySet[Account]:
    """Return the accounts elsewhere of publishers for which this person writes."""
    return Account.objects.filter(publisher__in=written_by(user).order_by().values("pk"))
