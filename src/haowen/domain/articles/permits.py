"""The gate of the host's table who may write where; what the host itself publishes passes."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from haowen.domain.articles.gates import is_host
from haowen.domain.articles.models import Article, Revision
from haowen.domain.people.models import Actor
from haowen.domain.publishers.models import Permission
from haowen.domain.publishers.permitting import permission_for
from haowen.kit.gates import Finding, Weight


def permits(*, article: Article, revision: Revision, by: Actor) -> Iterator[Finding]:
    """Ask whether this publisher may publish in this channel: at once, after review, or not at all."""
    del revision
    if is_host(by):
        return
    permission = permission_for(article.publisher, article.channel)
    if permission == Permission.NOT_AT_ALL:
        message = _("This publisher may not publish in this channel. Please choose another, or ask the host.")
        yield Finding("permits", Weight.REFUSE, message, "channel")
    elif permission == Permission.AFTER_REVIEW:
        yield Finding("permits", Weight.REVIEW, _("In this channel a person of the host looks first."), "channel")
