"""The gate of own work: what was brought in from an account elsewhere is one's own when a code stood on that account."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from haowen.domain.articles.gates import is_host
from haowen.domain.articles.models import Article, DeclarationKind, Revision
from haowen.domain.imports.models import Account
from haowen.domain.people.models import Actor
from haowen.kit.gates import Finding, Weight


def own_work(*, article: Article, revision: Revision, by: Actor) -> Iterator[Finding]:
    """Refuse whatever is no repost of an import from an account that nobody has proved to be the publisher's."""
    stated = {row.kind for row in revision.declarations.all()}
    is_original = DeclarationKind.ORIGINAL in stated
    if is_host(by) or (DeclarationKind.REPOST in stated and not is_original):
        return
    account = Account.objects.filter(articles__article=article, proved_at=None).first()
    if account is None:
        return
    if is_original:
        message = _("It came from %(account)s. Prove that this account is yours, then it can be declared original.")
        yield Finding("own_work", Weight.REFUSE, message % {"account": account}, f"account:{account.pk}")
    else:
        message = _("It came from %(account)s. Declare it a repost, or prove that this account is yours.")
        yield Finding("own_work", Weight.REFUSE, message % {"account": account}, "repost")
