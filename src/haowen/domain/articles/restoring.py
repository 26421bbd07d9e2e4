"""Bringing an older revision back: as a new one, so that what came between stays in the history."""

from django.utils.translation import gettext as _

from haowen.domain.articles import saving
from haowen.domain.articles.models import Article, Cause, Revision
from haowen.domain.people.models import Actor
from haowen.kit.refusals import Refused


def restore(article: Article, revision: Revision, *, by: Actor) -> Revision:
    """Make a new revision that says what an older one said. Raises Refused for one whose text was replaced."""
    if revision.redacted_under_id is not None:
        raise Refused(_("The text of this revision was replaced under a statement of reasons and cannot come back."))
    return saving.save(article, saving.as_draft(revision), base=article.head, by=by, cause=Cause.RESTORE)
