"""The gate of reposts: the right to it, the source named, and no change where none is granted."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from haowen.domain.articles.gates import is_host
from haowen.domain.articles.models import Article, DeclarationKind, Revision
from haowen.domain.people.models import Actor
from haowen.domain.reposts.granting import permit_for
from haowen.domain.reposts.models import Repost
from haowen.domain.reposts.reposting import declared_of
from haowen.kit.gates import Finding, Weight


def reposts(*, article: Article, revision: Revision, by: Actor) -> Iterator[Finding]:
    """Ask before a repost comes out, or another text of it: what was granted and is granted no more stays as it is."""
    if is_host(by):
        return
    known = Repost.objects.filter(article=article).select_related("original__publisher", "original__revision").first()
    original = known.original if known else declared_of(revision)
    if original is None or original.publisher_id == article.publisher_id:
        return
    permit = permit_for(original, article.publisher)
    names = {"name": original.publisher.name, "title": original.title}
    if not permit.may_repost:
        message = _("“%(name)s” has not granted your publisher the right to repost “%(title)s”.")
        yield _finding(message % names, f"repost:{original.public_id}")
        return
    if known and not any(row.kind == DeclarationKind.REPOST for row in revision.declarations.all()):
        yield _finding(_("This is a repost of an article of “%(name)s” and must be declared as one.") % names, "repost")
    shown = original.revision
    taken = (known.sha256, known.title) if known else (shown.sha256, shown.title) if shown else ("", "")
    if not permit.may_change and taken != (revision.sha256, revision.title):
        message = _("“%(name)s” lets it be reposted unchanged alone: title and text must be those of the original.")
        yield _finding(message % names, "body")


def _finding(message: str, field: str) -> Finding:
    return Finding("reposts", Weight.REFUSE, message, field)
