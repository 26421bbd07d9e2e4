"""What is done later for articles."""

import datetime as dt

from haowen.domain.articles import autosaving, covering, deciding, fetching, scheduling, trashing
from haowen.domain.articles.models import Article
from haowen.kit.clock import now
from haowen.kit.tasks import SLOW, task

# A site that is down for a moment, for an hour, for a night. A picture that is gone for good is no fault of this
# installation, so it is then left a link and not reported as a task that was given up.
# Thousands of them may wait, each for minutes: all other slow work goes first.
LAST = -50
PAUSES = (dt.timedelta(minutes=1), dt.timedelta(minutes=20), dt.timedelta(hours=2), dt.timedelta(hours=12))


@task(queue=SLOW, priority=LAST)
def fetch_pictures(*, article_id: int) -> None:
    """Put in the pictures that an import left elsewhere."""
    _fetch(article_id, 0)


@task(queue=SLOW, priority=LAST)
def fetch_again(*, article_id: int, tried: int) -> None:
    """Ask once more for what did not answer."""
    _fetch(article_id, tried)


def _fetch(article_id: int, tried: int) -> None:
    if fetching.fetch(article_id) and tried < len(PAUSES):
        fetch_again.using(run_after=now() + PAUSES[tried]).enqueue(article_id=article_id, tried=tried + 1)


@task(queue=SLOW)
def fetch_pasted(*, article_id: int) -> None:
    """Put in the pictures that a writer pasted as links. What does not answer is asked for with the next save."""
    fetching.fetch_pasted(article_id)


@task(queue=SLOW, priority=LAST)
def cut_missing_covers() -> None:
    """Cut, for a minute, pictures for lists that nobody asked for: those of imports, the newest first."""
    covering.cut_missing(60)


@task()
def settle_autosaves() -> None:
    """Make revisions of what nobody has gone on with for ten minutes."""
    autosaving.settle_idle()


@task()
def thin_autosaves() -> None:
    """Keep one autosave in five minutes of what is older than a day."""
    autosaving.thin()


@task(priority=10)
def release_due() -> None:
    """Bring out what is scheduled and due."""
    scheduling.release_due()


@task(priority=10)
def await_moment(*, article_id: int) -> None:
    """Look again at the moment of an article.

    The sweep of every minute would do. But where a clock is put back, minutes that were once are no new ones.
    """
    rows = Article.objects.filter(pk=article_id, scheduled_at__isnull=False)
    for moment in rows.values_list("scheduled_at", flat=True):
        release_due.using(run_after=moment).enqueue()


@task()
def empty_trash() -> None:
    """Delete for good what has lain in the trash for its time."""
    trashing.purge()


@task()
def tell_of_trials() -> None:
    """Tell writers whose two titles have had their day that the decision is theirs."""
    deciding.tell_of_ended()
