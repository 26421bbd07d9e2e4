"""What is done later for imports."""

from haowen.domain.imports import working
from haowen.kit.tasks import task


@task()
def sweep_incoming() -> None:
    """Take away files of imports that have ended."""
    working.sweep()
