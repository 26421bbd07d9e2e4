"""What is done later for cited addresses."""

from haowen.domain.sources import checking, naming, telling
from haowen.kit.tasks import SLOW, task

# An address elsewhere may take its ten seconds, so this goes where nothing waits for it; all other slow work goes first.
LAST = -60


@task()
def watch_links(*, article_id: int) -> None:
    """See that what came out has its sources looked after."""
    naming.watch(article_id)


@task(queue=SLOW, tries=1, priority=LAST)
def check_links() -> None:
    """Ask for a few of the addresses that are due."""
    checking.check()


@task()
def note_dead(*, link_id: int) -> None:
    """Tell those who write what cites an address that it is dead."""
    telling.tell_dead(link_id)


@task()
def mend_links() -> None:
    """Take up what nobody looks after yet, and forget what was only looked up."""
    naming.name_missing()
    naming.forget()
