"""Publishing: gates first, then one short transaction that moves a pointer."""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from haowen.domain.articles.events import ArticleChanged, ArticlePublished, ArticleSentToReview
from haowen.domain.articles.models import Article, Revision, State
from haowen.domain.people.models import Actor
from haowen.kit import gates
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.failpoints import reach


class RefusedError(Exception):
    """The act does not happen; ``findings`` say why in the reader's language."""

    def __init__(self, findings: list[gates.Finding]) -> None:
        """Keep the findings."""
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


class SentToReviewError(RefusedError):
    """A gate wants a person of the host to look first: the article waits in review."""


class SomebodyElseDidItError(Exception):
    """The article is no longer as it was when this act was asked for."""


def publish(article: Article, *, by: Actor, at: dt.datetime | None = None) -> Article:
    """Bring the article's head before readers, now, or dated ``at`` (imports keep a known original time).

    A published article with a newer head gets that as its text, and its time of change. Raises RefusedError or
    SentToReviewError with what the gates found, SomebodyElseDidItError when the article changed meanwhile.
    """
    head = article.head
    if head is None:
        raise RefusedError([gates.Finding("publish", gates.Weight.REFUSE, _("There is no text to publish yet."))])
    findings = gates.ask("publish", article=article, revision=head, by=by)
    if refusals := [f for f in findings if f.weight is gates.Weight.REFUSE]:
        raise RefusedError(refusals)
    reviews = [f for f in findings if f.weight is gates.Weight.REVIEW]
    # What waits in review comes out by a person of the host alone (a gate sees to it), who has looked at it.
    if reviews and article.state != State.IN_REVIEW:
        _send_to_review(article, head)
        raise SentToReviewError(reviews)
    _bring_out(article, head, at)
    reach("publish.after_commit")
    article.refresh_from_db()
    return article


def _send_to_review(article: Article, head: Revision) -> None:
    with transaction.atomic():
        if Article.objects.filter(pk=article.pk, head=head, state=State.DRAFT).update(state=State.IN_REVIEW):
            announce(ArticleSentToReview(article_id=article.pk))
    article.refresh_from_db(fields=["state"])


def _bring_out(article: Article, head: Revision, at: dt.datetime | None) -> None:
    mirrored = {
        "revision": head, "title": head.title, "summary": head.summary, "cover": head.cover_id, "cover_alt": head.cover_alt,
        "state": State.PUBLISHED,
    }  # fmt: skip
    moment = at or now()
    with transaction.atomic():
        rows = Article.objects.filter(pk=article.pk, head=head, state=article.state)
        if article.is_published():
            if article.revision_id == head.pk:
                return
            done = rows.filter(revision=article.revision_id).update(**mirrored, changed_at=now())
            event: ArticlePublished | ArticleChanged = ArticleChanged(article_id=article.pk)
        else:
            again = article.state == State.WITHDRAWN and article.published_at is not None
            done = rows.update(
                **mirrored, published_at=F("published_at") if again else moment, scheduled_at=None, withdrawn_at=None
            )
            event = ArticlePublished(article_id=article.pk)
        if not done:
            raise SomebodyElseDidItError(article.public_id)
        announce(event)
        reach("publish.before_commit")
