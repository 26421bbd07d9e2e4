"""Work that is done later: rows of the same transaction, run by the task worker until they succeed.

``@task()`` makes a function one, ``every(cron, task)`` runs one by the clock, ``drain()`` sees that what waits is done.
A handler may run twice (a worker can die between the handler's commit and the note of it) and must have one effect.
"""

from haowen.kit.later import DEFAULT, SLOW, Later, Scheduled, every, pause, schedule, task

__all__ = ["DEFAULT", "SLOW", "Later", "Scheduled", "drain", "every", "pause", "schedule", "task"]


def drain(seconds: float = 60.0, least_priority: int | None = None) -> bool:
    """See that what waits is done: by the running worker, or here when there is none. Return whether it was in time.

    ``least_priority`` leaves what is less urgent to the site's worker.
    """
    from haowen.kit.working import drain as run

    return run(seconds, least_priority)
