"""Naming addresses: those that a writer puts into a list, and those of what comes out."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Exists, OuterRef

from haowen.domain.articles.models import Article, Reference
from haowen.domain.site.changing import current
from haowen.domain.site.models import Copies
from haowen.domain.sources.events import LinkNamed
from haowen.domain.sources.models import Link
from haowen.kit.clock import now
from haowen.kit.events import announce

FRESH: Final = dt.timedelta(days=1)
ROUND: Final = dt.timedelta(weeks=4)
SPREAD: Final = dt.timedelta(days=3)
A_NIGHT: Final = 5_000


@dataclass(frozen=True, slots=True)
class Found:
    """What a page says of itself."""

    title: str = ""
    outlet: str = ""
    authors: str = ""
    dated_on: str = ""
    canonical_url: str = ""


def is_link(url: str) -> bool:
    """Whether an address can be asked for at all."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _port = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(host) and not parts.username and len(url) <= 1000  # noqa: PLR2004 - its column


def of_url(url: str) -> Link:
    """Return the row of an address, made if there is none."""
    host = (urlsplit(url).hostname or "")[:255]
    return Link.objects.get_or_create(url=url, defaults={"host": host})[0]


def is_fresh(link: Link) -> bool:
    """Whether its page was read, or asked for in vain, so lately that it is not asked again."""
    return link.read_at is not None and link.read_at > now() - FRESH


def want(urls: Iterable[str]) -> None:
    """Have the pages of these addresses read later, those that wait already but once."""
    for url in urls:
        with transaction.atomic():
            link = of_url(url)
            waits = link.wanted_at is not None and link.wanted_at > now() - FRESH
            if is_fresh(link) or waits:
                continue
            Link.objects.filter(pk=link.pk).update(wanted_at=now())
            announce(LinkNamed(link_id=link.pk))


def note(link: Link, found: Found | None, trouble: str = "") -> None:
    """Note what its page says, or why that is not known. What was known stays where nothing came."""
    said: dict[str, object] = {"read_at": now(), "wanted_at": None, "trouble": trouble}
    if found is not None:
        said |= {
            "title": found.title[:400], "outlet": found.outlet[:200], "authors": found.authors[:300],
            "dated_on": found.dated_on[:10], "canonical_url": found.canonical_url if is_link(found.canonical_url) else "",
        }  # fmt: skip
    for name, value in said.items():
        setattr(link, name, value)
    link.save(update_fields=list(said))


def known(urls: Iterable[str]) -> dict[str, Link]:
    """Return what is known of these addresses, those that were never named left out."""
    return {link.url: link for link in Link.objects.filter(url__in=set(urls))}


def watch(article_id: int) -> None:
    """See that what a published article cites is looked after: asked for in turn, and copied where the host has it so."""
    article = Article.objects.published().filter(pk=article_id).first()
    if article is None:
        return
    for url in Reference.objects.filter(revision=article.revision_id).exclude(url="").values_list("url", flat=True):
        if not is_link(url):
            continue
        with transaction.atomic():
            link = of_url(url)
            if link.due_at is None:
                Link.objects.filter(pk=link.pk, due_at=None).update(due_at=now() + spread(url, ROUND))
            if keeps_copies() and not hasattr(link, "copy") and not is_fresh(link):
                announce(LinkNamed(link_id=link.pk))


def keeps_copies() -> bool:
    """Whether the host lets copies be kept."""
    return current().copies != Copies.NONE


def spread(url: str, within: dt.timedelta) -> dt.timedelta:
    """Return a share of a span, the same for the same address, so that what was named together is not asked together."""
    share = int.from_bytes(hashlib.sha256(url.encode()).digest()[:4]) / 2**32
    return within * share


def name_missing() -> int:
    """Take up what published articles cite and nobody looks after yet, as of an import; return how much."""
    cited = Reference.objects.filter(revision__in=Article.objects.published().values("revision")).exclude(url="")
    urls = cited.exclude(Exists(Link.objects.filter(url=OuterRef("url")))).values_list("url", flat=True).distinct()
    rows = [
        Link(url=url, host=(urlsplit(url).hostname or "")[:255], due_at=now() + spread(url, ROUND))
        for url in urls[:A_NIGHT]
        if is_link(url)
    ]
    return len(Link.objects.bulk_create(rows, ignore_conflicts=True))


def forget() -> int:
    """Forget what was only looked up for a list that nobody kept; return how many went."""
    cited = Reference.objects.values("url")
    old = Link.objects.filter(due_at=None, read_at__lt=now() - ROUND).exclude(url__in=cited)
    return old.delete()[0]
