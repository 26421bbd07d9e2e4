"""What is done by the clock for receivers."""

from haowen.derived.pushing import sending
from haowen.kit.tasks import SLOW, task


@task(queue=SLOW)
def tell_receivers() -> None:
    """Tell search engines what has changed since the last time; on the slow queue, as an answer may take its time."""
    sending.send()
