"""What of an article is found: its entry, and the stamp that tells whether an entry is still what it should be."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from haowen.derived.search import engine, keeping
from haowen.domain.articles.access import listed
from haowen.domain.articles.models import Article, Kind, Revision
from haowen.domain.articles.telling import told
from haowen.domain.library.playing import spoken
from haowen.domain.media.models import MediaKind
from haowen.kit.clock import now

BATCH = 200
# Everything that an entry is made of: when one of these changes, it is written again.
_STAMPED = (
    "pk", "revision_id", "title", "summary", "kind", "channel_id", "publisher_id", "publisher__name",
    "publisher__handle", "published_at",
)  # fmt: skip


def write(folder: Path, keys: Sequence[int]) -> int:
    """Write these articles' entries to an index and commit. Returns how many of them it holds."""
    written = 0
    with keeping.writing(folder) as writer:
        for start in range(0, len(keys), BATCH):
            batch = keys[start : start + BATCH]
            for pk in batch:
                writer.drop(pk)
            for entry in entries(batch):
                writer.add(entry)
                written += 1
    return written


def astray_from(reader: engine.Reader) -> list[int]:
    """Return the articles whose entries in some index are not what lists may show."""
    return differing(None, {pk: stamp for pk, (stamp, _written) in reader.held().items()})


def differing(keys: Sequence[int] | None, held: dict[int, int]) -> list[int]:
    """Return those of these articles (of all) for which lists may show something else than an index holds."""
    wanted: dict[int, int] = {}
    for some in [None] if keys is None else (keys[at : at + BATCH] for at in range(0, len(keys), BATCH)):
        shown = listed(now()) if some is None else listed(now()).filter(pk__in=some)
        wanted |= {row[0]: _stamp(row) for row in shown.order_by().values_list(*_STAMPED).iterator()}
    lacking = [pk for pk, stamp in wanted.items() if held.get(pk) != stamp]
    return [*lacking, *(pk for pk in held if pk not in wanted)]


def _stamp(row: Sequence[Any]) -> int:
    digest = hashlib.blake2b(repr(tuple(map(str, row))).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def entries(keys: Sequence[int]) -> Iterator[engine.Entry]:
    """Give the entries of those of these articles that lists may show."""
    at = now()
    shown = listed(at).filter(pk__in=keys)
    stamps = {row[0]: _stamp(row) for row in shown.order_by().values_list(*_STAMPED)}
    for article in shown.select_related("publisher", "revision__body").prefetch_related(
        "revision__references", "revision__pictures__media"
    ):
        if article.revision is not None and article.pk in stamps:
            yield _entry(article, stamps[article.pk], int(at.timestamp()))


def _beside(article: Article, revision: Revision) -> Iterator[str]:
    """Give what is said beside the text: in its videos, in the entries of a live report."""
    videos = [row.media.sha256 for row in revision.pictures.all() if row.media.kind == MediaKind.VIDEO]
    if article.kind == Kind.LIVE:
        yield from told(article)
    if videos:
        yield spoken(article.publisher_id, videos)


def _entry(article: Article, stamp: int, written: int) -> engine.Entry:
    revision = article.revision
    assert revision is not None  # noqa: S101 - looked at by the caller
    sources = [f"{row.title} {row.outlet} {row.authors}" for row in revision.references.all()]
    return engine.Entry(
        pk=article.pk,
        title=article.title,
        body="\n".join([revision.body.plain, *_beside(article, revision)]),
        more="\n".join([article.summary, *sources]),
        names=f"{article.publisher.name}\n{article.publisher.handle}",
        channel=article.channel_id or 0,
        publisher=article.publisher_id,
        kind=article.kind,
        at=int(article.published_at.timestamp()) if article.published_at else 0,
        stamp=stamp,
        written=written,
    )
