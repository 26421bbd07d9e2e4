"""Scheduling: an article comes out once, at its time, also after a restart, a clock change, or with two workers at once."""

import datetime as dt
import logging

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from haowen.domain.articles.covering import crops_of
from haowen.domain.articles.events import (
    ArticlePublished,
    ArticleScheduled,
    ArticleSentToReview,
    ArticleUnscheduled,
    WriterNoteMade,
)
from haowen.domain.articles.labelling import put_on, said_by_files
from haowen.domain.articles.models import Article, NoteKind, Publication, State, WriterNote
from haowen.domain.articles.publishing import (
    RefusedError,
    SentToReviewError,
    SomebodyElseDidItError,
    judge,
    send_to_review,
)
from haowen.domain.articles.trying import begin
from haowen.domain.people.acting import host_actor
from haowen.domain.people.models import Actor
from haowen.domain.site.changing import current
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.failpoints import reach
from haowen.kit.refusals import Refused

log = logging.getLogger(__name__)
LATE = dt.timedelta(minutes=5)  # from then on the writers are told that it came out after its time
FARTHEST = dt.timedelta(days=366)


def schedule(article: Article, at: dt.datetime, *, by: Actor) -> Article:
    """Let the article's head come out at a moment to come, whatever is saved meanwhile. A second call moves it.

    The gates are asked now, so that what is missing is said now, and once more at the time. Raises Refused, RefusedError,
    SentToReviewError (it comes out at that time if it is passed until then), SomebodyElseDidItError.
    """
    moment = now()
    if at <= moment:
        raise Refused(_("This moment is past. Please choose one to come, or publish now."), field="time")
    if at > moment + FARTHEST:
        raise Refused(_("At most a year ahead, please."), field="date")
    if article.state not in (State.DRAFT, State.SCHEDULED):
        raise Refused(_("Only what is not out can be given a time."), field="when")
    if (reason := judge(article, by)) is not None:
        if isinstance(reason, SentToReviewError):
            send_to_review(article, by=by, wanted_at=at)
        raise reason
    hold(article, at, by=by)
    article.refresh_from_db()
    return article


def hold(article: Article, at: dt.datetime, *, by: Actor | None) -> None:
    """Let an article whose gates were asked wait for its time."""
    with transaction.atomic():
        rows = Article.objects.filter(pk=article.pk, head=article.head, state=article.state, trashed_at=None)
        if not rows.update(state=State.SCHEDULED, scheduled_at=at, planned=article.head, scheduled_by=by):
            raise SomebodyElseDidItError(article.public_id)
        announce(ArticleScheduled(article_id=article.pk))


def cancel(article: Article, *, by: Actor) -> Article:
    """Take the time away: it is a draft again."""
    del by  # asked for by every act; who took the time away is told by no page
    with transaction.atomic():
        rows = Article.objects.filter(pk=article.pk, state=State.SCHEDULED)
        if not rows.update(state=State.DRAFT, scheduled_at=None, planned=None, scheduled_by=None):
            raise SomebodyElseDidItError(article.public_id)
        announce(ArticleUnscheduled(article_id=article.pk))
    article.refresh_from_db()
    return article


def release_due() -> int:
    """Bring out everything whose time has come, each once, and return how many came out."""
    due = Article.objects.filter(state=State.SCHEDULED, scheduled_at__lte=now(), trashed_at=None)
    rows = due.select_related("publisher", "channel", "planned__body", "scheduled_by__user").order_by(
        "scheduled_at", "pk"
    )
    return sum(_release(article) for article in rows)


def _release(article: Article) -> bool:
    due_at, planned = article.scheduled_at, article.planned
    if due_at is None:
        return False
    article.head = planned  # what the gates are asked about is what comes out
    article.state = State.DRAFT  # it is judged as it was when its time was set
    with override(article.publisher.language):
        reason = judge(article, article.scheduled_by or host_actor())
    if planned is None or reason is not None:
        return _held_back(article, due_at, reason)
    is_late = now() - due_at > LATE
    by_files = said_by_files([planned])
    with transaction.atomic():
        # The claim: of two who come here at once, for one there is no such row any more.
        rows = Article.objects.filter(pk=article.pk, state=State.SCHEDULED, planned=planned, scheduled_at=due_at)
        done = rows.update(
            state=State.PUBLISHED, revision=planned, title=planned.title, summary=planned.summary, cover=planned.cover_id,
            cover_alt=planned.cover_alt, crops=crops_of(planned), published_at=now() if is_late else due_at, scheduled_at=None, planned=None,
            scheduled_by=None, withdrawn_at=None,
        )  # fmt: skip
        if not done:
            return False
        Publication.objects.create(article=article, revision=planned)
        article.revision = planned
        begin([article])
        put_on([article], by_files)
        if is_late:
            _tell(article, NoteKind.LATE, due_at)
        announce(ArticlePublished(article_id=article.pk))
        reach("release.before_commit")
    reach("release.after_commit")
    return True


def _held_back(article: Article, due_at: dt.datetime, reason: RefusedError | None) -> bool:
    """Make it a draft again, or let it wait in review, and tell its writers why."""
    goes_to_review = isinstance(reason, SentToReviewError)
    with transaction.atomic():
        rows = Article.objects.filter(pk=article.pk, state=State.SCHEDULED, scheduled_at=due_at)
        state = State.IN_REVIEW if goes_to_review else State.DRAFT
        if not rows.update(state=state, scheduled_at=None, planned=None, scheduled_by=None):
            return False
        _tell(article, NoteKind.HELD_BACK, due_at, str(reason or ""))
        event = ArticleSentToReview if goes_to_review else ArticleUnscheduled
        announce(event(article_id=article.pk))
    log.warning("article %s did not come out at its time: %s", article.public_id, reason)
    return False


def _tell(article: Article, kind: NoteKind, due_at: dt.datetime, text: str = "") -> None:
    note = WriterNote.objects.create(article=article, kind=kind, due_at=due_at, text=text[:500])
    announce(WriterNoteMade(note_id=note.pk))


def zone() -> str:
    """Return the name of the time zone in which times are typed and told."""
    return current().time_zone
