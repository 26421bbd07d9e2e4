"""The gate of own work: what was brought in from an account elsewhere is one's own when a code stood on that account."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from haowen.domain.articles.gates import is_host
from haowen.domain.articles.models import Article, DeclarationKind, Revision
from haowen.domain.imports.models import Account
from haowen.domain.people.models import Actor
from haowen.kit.gates import Finding, Weight


def own_work(*, article: Article, revision: Revision, by: Actor) -> Iterator[Finding]:
    """Refuse "original" for an import from an account that nobody has proved to be the publisher's."""
    if is_host(by) or not any(row.kind == DeclarationKind.ORIGINAL for row in revision.declarations.all()):
        return
    account = Account.objects.filter(articles__article=article, proved_at=None).first()
    if account is not None:
        message = _("It came from %(account)s. Prove that this account is yours, then it can be declared original.")
        yield Finding("own_work", Weight.REFUSE, message % {"account": account}, f"account:{account.pk}")
