"""Making the whole index again, beside the one that is asked meanwhile."""

from collections.abc import Callable

from haowen.derived.search import keeping
from haowen.derived.search.engine import Reader
from haowen.derived.search.entries import BATCH, astray_from, entries, write
from haowen.derived.search.naming import name
from haowen.domain.articles.models import Article
from haowen.domain.publishers.models import Publisher

_ROUNDS = 5


def rebuild(progress: Callable[[int, int], None] | None = None) -> int:
    """Make the whole index again; ``progress(done, all)`` is told after every batch. Returns the number of entries.

    What is changed meanwhile is brought up to date before the new index is put in force, and looked at once more
    afterwards, for what was changed at that very moment.
    """
    name(Publisher.objects.all())
    keys = list(Article.objects.published().order_by("pk").values_list("pk", flat=True))
    with keeping.building() as folder:
        with keeping.writing(folder) as writer:
            for start in range(0, len(keys), BATCH):
                for entry in entries(keys[start : start + BATCH]):
                    writer.add(entry)
                if progress:
                    progress(min(start + BATCH, len(keys)), len(keys))
        for _round in range(_ROUNDS):
            if not (missed := astray_from(Reader(folder))):
                break
            write(folder, missed)
        keeping.put_in_force(folder)
        if missed := astray_from(Reader(folder)):
            write(folder, missed)
            keeping.count(folder.name)
        return Reader(folder).size
