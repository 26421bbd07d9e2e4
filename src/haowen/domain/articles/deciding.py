"""Deciding between two titles that were tried: keeping the first, or taking the second as a new revision.

Writers are told when the day of a trial is over, as nothing changes until they decide.
"""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.articles import publishing, saving
from haowen.domain.articles.events import TitlesDecided, WriterNoteMade
from haowen.domain.articles.models import (
    Article,
    Cause,
    NoteKind,
    Revision,
    State,
    TitleTrial,
    TrialOutcome,
    WriterNote,
)
from haowen.domain.people.models import Actor
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused


def keep_first(trial: TitleTrial, *, by: Actor) -> None:
    """Keep the first title, also before the day is over: lists show nothing else from now on."""
    del by  # asked for by every act; who decided is told by no page
    _close(trial, TrialOutcome.FIRST)


def take_second(trial: TitleTrial, *, by: Actor) -> Revision:
    """Make the second title the article's title, as a new revision; it comes out where nothing else would come with it.

    Raises Refused before the day is over, ConflictError where the article was saved meanwhile, and what ``publish`` raises.
    """
    if trial.ends_at > now():
        raise Refused(_("The day is not over yet; until then the numbers say too little."))
    article = trial.article
    head = article.head
    if head is None:
        raise Refused(_("There is no text to publish yet."))
    is_alone = article.is_published() and not article.has_unpublished_changes()
    draft = replace(saving.as_draft(head), title=trial.second, second_title="")
    made = saving.save(article, draft, base=head, by=by, cause=Cause.SAVE)
    _close(trial, TrialOutcome.SECOND)
    if is_alone:
        article.refresh_from_db()
        publishing.publish(article, by=by)
    return made


def tell_of_ended() -> int:
    """Tell writers of each trial whose day is over and that nobody has decided, once; return how many were told."""
    ended = Article.objects.filter(title_trial__ends_at__lte=now(), trashed_at=None, state=State.PUBLISHED)
    return sum(_told(pk) for pk in ended.values_list("title_trial", flat=True))


def _told(pk: int) -> bool:
    with transaction.atomic():
        trial = TitleTrial.objects.select_for_update().get(pk=pk)
        notes = WriterNote.objects.filter(article=trial.article_id, kind=NoteKind.TITLES, due_at=trial.ends_at)
        if trial.outcome or notes.exists():
            return False
        note = WriterNote.objects.create(article_id=trial.article_id, kind=NoteKind.TITLES, due_at=trial.ends_at)
        announce(WriterNoteMade(note_id=note.pk))
    return True


def _close(trial: TitleTrial, outcome: TrialOutcome) -> None:
    with transaction.atomic():
        rows = TitleTrial.objects.filter(pk=trial.pk, outcome="")
        if not rows.update(outcome=outcome, ended_at=now()):
            raise Refused(_("This has been decided already."))
        Article.objects.filter(pk=trial.article_id, title_trial=trial.pk).update(title_trial=None)
        announce(TitlesDecided(article_id=trial.article_id))
    trial.outcome = outcome
