"""Imports by writers, done later: each address and each file is a task of its own, told in the writer's language."""

from django.utils import translation

from haowen.domain.imports import working
from haowen.domain.imports.models import Import
from haowen.doors.bringing.items import found_in
from haowen.kit.tasks import SLOW, task

BATCH = 20  # drafts at a time, so that progress is seen
TRIES = 3


@task()
def plan_import(*, import_id: int) -> None:
    """Give every address and file of an import its turn."""
    work = Import.objects.filter(pk=import_id, stopped_at=None).first()
    for item in working.plan(work) if work else ():
        bring_item.using(run_after=item.due_at).enqueue(item_id=item.pk)


@task(queue=SLOW, tries=TRIES, priority=10)  # somebody looks on
def bring_item(*, item_id: int) -> None:
    """Bring in what one address or file holds."""
    item = working.take_up(item_id)
    if item is None:
        return
    with translation.override(item.work.language):
        waiting: list[working.Found] = []
        for found in found_in(item):
            waiting.append(found)
            if len(waiting) >= BATCH:
                working.receive(item, waiting)
                waiting.clear()
                if working.is_stopped(item):
                    break
        working.receive(item, waiting)
        working.end(item)
