"""Keeping copies of cited pages, where the host has it so."""

import datetime as dt
from typing import Final

from django.db import transaction

from haowen.domain.articles import access
from haowen.domain.articles.models import Article, Reference
from haowen.domain.people.models import User
from haowen.domain.site.changing import current
from haowen.domain.site.models import Copies
from haowen.domain.sources.events import CopyMade
from haowen.domain.sources.models import Copy, Link
from haowen.domain.sources.naming import keeps_copies
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.text import markup

MOST_CHARACTERS: Final = 400_000
LEAST_CHARACTERS: Final = 40


def keep(link: Link, *, title: str, html: str, language: str, sha256: str) -> Copy | None:
    """Keep what stands at an address; the first that was kept stays. None where the host has none, or there is no text."""
    if not keeps_copies():
        return None
    body = markup.clean(html)  # pictures elsewhere stay links in words: nothing of it is asked for by whoever reads it
    if len(markup.to_text(body)) < LEAST_CHARACTERS or len(body) > MOST_CHARACTERS:
        return None
    with transaction.atomic():
        copy, is_new = Copy.objects.get_or_create(
            link=link,
            defaults={
                "title": (title or link.title or link.url)[:400], "html": body, "language": language[:10],
                "fetched_at": now(), "sha256": sha256,
            },
        )  # fmt: skip
        if is_new:
            announce(CopyMade(link_id=link.pk))
    return copy


def shown_to_readers(public_id: str, key: str, at: dt.datetime | None = None) -> tuple[Article, Reference, Copy] | None:
    """Return the copy of a source of an article that anybody may read, where the host shows copies to readers."""
    if current().copies != Copies.PUBLIC:
        return None
    article = access.readable(at).filter(public_id=public_id).select_related("publisher").first()
    return _of(article, article.revision_id, key) if article else None


def shown_to(user: User, public_id: str, key: str) -> tuple[Article, Reference, Copy] | None:
    """Return the copy of a source of an article that this person may write on."""
    if not keeps_copies():
        return None
    article = access.editable_by(user).filter(public_id=public_id).select_related("publisher").first()
    if article is None:
        return None
    return _of(article, article.head_id, key) or _of(article, article.revision_id, key)


def _of(article: Article, revision_id: int | None, key: str) -> tuple[Article, Reference, Copy] | None:
    row = Reference.objects.filter(revision=revision_id, key=key).exclude(url="").first() if revision_id else None
    copy = Copy.objects.filter(link__url=row.url).select_related("link").first() if row else None
    return (article, row, copy) if row and copy else None
