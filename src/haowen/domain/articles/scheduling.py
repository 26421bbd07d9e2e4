"""Scheduling: an article comes out once, at its time, also after a restart, a clock change, or with two workers at once."""

import datetime as dt
import logging
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from haowen.domain.articles.chaining import open_review
from haowen.domain.articles.covering import crops_of
from haowen.domain.articles.events import (
    ArticleChanged,
    ArticlePublished,
    ArticleScheduled,
    ArticleSentToReview,
    ArticleUnscheduled,
    WriterNoteMade,
)
from haowen.domain.articles.labelling import put_on, said_by_files
from haowen.domain.articles.models import Article, NoteKind, Publication, Revision, State, WriterNote
from haowen.domain.articles.preparing import Along, prepared
from haowen.domain.articles.publishing import (
    RefusedError,
    SentToReviewError,
    SomebodyElseDidItError,
    judge,
    put_beside,
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
WAITING = (State.SCHEDULED, State.PUBLISHED)  # of what is out a change can wait
FARTHEST = dt.timedelta(days=366)


def schedule(article: Article, at: dt.datetime, *, by: Actor) -> Article:
    """Let the article's head come out at a moment to come, whatever is saved meanwhile. A second call moves it.

    What is out stays readable as it is until then. What was prepared for it comes along.

    The gates are asked now, so that what is missing is said now, and once more at the time. Raises Refused, RefusedError,
    SentToReviewError (it comes out at that time if it is passed until then), SomebodyElseDidItError.
    """
    moment = now()
    if at <= moment:
        raise Refused(_("This moment is past. Please choose one to come, or publish now."), field="time")
    if at > moment + FARTHEST:
        raise Refused(_("At most a year ahead, please."), field="date")
    if article.state not in (State.DRAFT, State.SCHEDULED, State.PUBLISHED):
        raise Refused(_("What waits in review or was taken back cannot be given a time."), field="when")
    _stand(article)
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
        state = State.PUBLISHED if article.is_published() else State.SCHEDULED
        if not rows.update(state=state, scheduled_at=at, planned=article.head, scheduled_by=by):
            raise SomebodyElseDidItError(article.public_id)
        announce(ArticleScheduled(article_id=article.pk))


def cancel(article: Article, *, by: Actor) -> Article:
    """Take the time away: it is a draft again, or stays out as it is."""
    del by  # asked for by every act; who took the time away is told by no page
    with transaction.atomic():
        rows = Article.objects.filter(pk=article.pk, state=article.state, scheduled_at__isnull=False)
        state = State.PUBLISHED if article.is_published() else State.DRAFT
        if not rows.update(state=state, scheduled_at=None, planned=None, scheduled_by=None):
            raise SomebodyElseDidItError(article.public_id)
        announce(ArticleUnscheduled(article_id=article.pk))
    article.refresh_from_db()
    return article


def release_due() -> int:
    """Bring out everything whose time has come, each once, and return how many came out."""
    due = Article.objects.filter(scheduled_at__lte=now(), state__in=WAITING, trashed_at=None)
    rows = due.select_related("publisher", "channel", "planned__body", "revision", "scheduled_by__user").order_by(
        "scheduled_at", "pk"
    )
    return sum(_release(article) for article in rows)


def _stand(article: Article) -> Along:
    """Let an article that is out stand as it will when what was prepared for it has come out, so that gates can be asked."""
    along = prepared(article) if article.is_published() else Along()
    for name, value in along.filed.items():
        setattr(article, name, value)
    return along


def _release(article: Article) -> bool:
    due_at, planned = article.scheduled_at, article.planned
    if due_at is None:
        return False
    was_out = article.is_published()
    along = _stand(article)
    article.head = planned  # what the gates are asked about is what comes out
    if not was_out:
        article.state = State.DRAFT  # it is judged as it was when its time was set
    with override(article.publisher.language):
        reason = judge(article, article.scheduled_by or host_actor())
    if planned is None or reason is not None:
        return _held_back(article, due_at, reason, was_out=was_out)
    is_late = now() - due_at > LATE
    moment = now() if is_late else due_at
    by_files = said_by_files([planned])
    with transaction.atomic():
        # The claim: of two who come here at once, for one there is no such row any more.
        rows = Article.objects.filter(pk=article.pk, state__in=WAITING, planned=planned, scheduled_at=due_at)
        done = rows.filter(revision=article.revision_id).update(
            state=State.PUBLISHED, revision=planned, title=planned.title, summary=planned.summary, cover=planned.cover_id,
            cover_alt=planned.cover_alt, crops=crops_of(planned), scheduled_at=None, planned=None, scheduled_by=None,
            withdrawn_at=None, **_dated(article, along, moment),
        )  # fmt: skip
        if not done:
            return False
        if was_out:
            put_beside(article, along, article.scheduled_by or host_actor())
        _note_out(article, planned, by_files)
        if is_late:
            _tell(article, NoteKind.LATE, due_at)
        event = ArticleChanged if was_out else ArticlePublished
        announce(event(article_id=article.pk))
        reach("release.before_commit")
    reach("release.after_commit")
    return True


def _dated(article: Article, along: Along, moment: dt.datetime) -> dict[str, dt.datetime]:
    """Return the time that readers are told: of what is out and says the same, with no correction, none is new."""
    if not article.is_published():
        return {"published_at": moment}
    is_new = article.planned_id != article.revision_id or along.correction.strip()
    return {"changed_at": moment} if is_new else {}


def _note_out(article: Article, planned: Revision, by_files: Mapping[int, str]) -> None:
    if article.revision_id != planned.pk:
        Publication.objects.create(article=article, revision=planned)
    article.revision = planned
    begin([article])
    put_on([article], by_files)


def _held_back(article: Article, due_at: dt.datetime, reason: RefusedError | None, *, was_out: bool) -> bool:
    """Make it a draft again, or let it wait in review, and tell its writers why; what is out stays as it is."""
    goes_to_review = isinstance(reason, SentToReviewError)
    with transaction.atomic():
        rows = Article.objects.filter(pk=article.pk, state__in=WAITING, scheduled_at=due_at)
        state = State.IN_REVIEW if goes_to_review else State.DRAFT
        if not rows.update(
            state=State.PUBLISHED if was_out else state, scheduled_at=None, planned=None, scheduled_by=None
        ):
            return False
        _tell(article, NoteKind.HELD_BACK, due_at, str(reason or ""))
        if goes_to_review:  # the host has set stages, or others, since its time was set
            open_review(article, by=article.scheduled_by or host_actor())
        event = ArticleSentToReview if goes_to_review and not was_out else ArticleUnscheduled
        announce(event(article_id=article.pk))
    log.warning("article %s did not come out at its time: %s", article.public_id, reason)
    return False


def _tell(article: Article, kind: NoteKind, due_at: dt.datetime, text: str = "") -> None:
    note = WriterNote.objects.create(article=article, kind=kind, due_at=due_at, text=text[:500])
    announce(WriterNoteMade(note_id=note.pk))


def zone() -> str:
    """Return the name of the time zone in which times are typed and told."""
    return current().time_zone
