"""Leading readers on: who asks for an article where it once stood comes to where it is now."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from haowen.domain.articles.access import out, withdrawn
from haowen.domain.articles.models import Article, FormerAddress
from haowen.text.addresses import parted


def keep(article: Article, addresses: Iterable[str]) -> int:
    """Keep where an article stood before. Doing it twice has one effect; an address that another has stays its own.

    Returns how many of the addresses are the article's now.
    """
    wanted = keep_all([(article, addresses)])
    own = FormerAddress.objects.filter(article=article).values_list("host", "path") if wanted else ()
    return len(wanted & set(own))


def keep_all(stood: Iterable[tuple[Article, Iterable[str]]]) -> set[tuple[str, str]]:
    """Keep where articles stood before, and return all hosts and paths that were asked for."""
    wanted = {
        (host, path): article for article, addresses in stood for host, path in map(parted, addresses) if path
    }  # fmt: skip
    if wanted:
        FormerAddress.objects.bulk_create(
            [FormerAddress(article=wanted[host, path], host=host, path=path) for host, path in sorted(wanted)],
            ignore_conflicts=True,
        )
    return set(wanted)


def moved_to(host: str, path: str, at: dt.datetime) -> str:
    """Return the public id of the article that once stood at this path, or an empty string.

    Only what is published or was: of a draft nobody learns that there is one. Where several sites moved in here, the
    host that was asked for decides, then the first that came.
    """
    there = Q(pk__in=out(at).values("pk")) | Q(pk__in=withdrawn().values("pk"))
    rows = FormerAddress.objects.filter(path=path, article__in=Article.objects.filter(there)).order_by("pk")
    found = dict(reversed(rows.values_list("host", "article__public_id")[:20]))
    return found.get(host.removeprefix("www.")) or next(reversed(found.values()), "")
