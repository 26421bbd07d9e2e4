"""Saving: every save makes an append-only revision that names the one it was made from."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery

from haowen.domain.articles import emptying, merging
from haowen.domain.articles.covering import crops_of
from haowen.domain.articles.drafts import COVERS_MOST, Covers, Draft, DraftCover
from haowen.domain.articles.events import ArticleSaved, CoversWanted, PicturesPasted
from haowen.domain.articles.models import (
    Article,
    Body,
    Cause,
    Credit,
    Declaration,
    Imported,
    Kind,
    Reference,
    Revision,
    RevisionCover,
    RevisionMedia,
)
from haowen.domain.channels.models import Channel
from haowen.domain.media.models import Media
from haowen.domain.people.models import Actor
from haowen.domain.publishers.models import Publisher
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.failpoints import reach
from haowen.text import markup
from haowen.text.directions import straight


class ConflictError(Exception):
    """The article was saved by somebody else since ``base``; both texts are kept, the newer stays the head.

    ``kept`` is the revision that was made of the text handed in, ``head`` the one it collided with.
    """

    def __init__(self, kept: Revision, head: Revision) -> None:
        """Name both revisions."""
        super().__init__(f"revision {kept.number} collided with {head.number}")
        self.kept = kept
        self.head = head


def create(
    publisher: Publisher,
    draft: Draft,
    *,
    by: Actor,
    channel: Channel | None = None,
    kind: Kind = Kind.ARTICLE,
    cause: Cause = Cause.SAVE,
    language: str = "zh-Hans",
    **fields: object,
) -> Article:
    """Make a new article with its first revision. ``fields`` are further columns of Article (origin, series …)."""
    with transaction.atomic():
        article = Article.objects.create(
            publisher=publisher,
            channel=channel,
            kind=kind,
            created_by=by,
            language=language,
            title=straight(draft.title)[:200],
            **fields,
        )
        save(article, draft, base=None, by=by, cause=cause)
    return article


def save(
    article: Article,
    draft: Draft,
    *,
    base: Revision | None,
    by: Actor,
    cause: Cause = Cause.SAVE,
    may_empty: bool = True,
) -> Revision:
    """Keep a draft as the article's next revision, made from ``base`` (None: from nothing).

    Where the head is no longer ``base`` the draft is kept as a revision and merged with the head: what is returned is the
    merge, made from the draft's own revision. Raises ConflictError, after both texts are kept, where the two cannot be
    merged, and WouldEmptyError unless ``may_empty``. What says nothing new makes no revision.
    """
    sheet = sheet_of(article, draft, base)
    if not may_empty and base is not None:
        emptying.guard(base.body.plain, markup.to_text(sheet.canonical))
    with transaction.atomic():
        locked = Article.objects.select_for_update().select_related("head").get(pk=article.pk)
        head = locked.head
        if head is not None and says_the_same(head, sheet):
            return head
        collided = head is not None and (base is None or base.pk != head.pk)
        if collided and head is not None and base is not None and says_the_same(base, sheet):
            return head
        (kept,) = keep([replace(sheet, article=locked)], by=by, cause=cause)
        revision = _merge(kept, head, by) if collided and head is not None else kept
        if revision is not None:
            take_up([revision], cause=cause)
            announce(ArticleSaved(article_id=locked.pk))
            if cause != Cause.IMPORT and markup.remote_addresses(revision.body.html):
                announce(PicturesPasted(article_id=locked.pk))
            if cause != Cause.IMPORT and revision.cover_id is not None:
                announce(CoversWanted(article_id=locked.pk))
        reach("revision.before_commit")
        transaction.on_commit(lambda: reach("revision.after_commit"))  # where this is part of a greater act, after that
    if revision is None and head is not None:
        raise ConflictError(kept, head)
    article.head = revision
    article.title, article.summary, article.cover = locked.title, locked.summary, locked.cover
    return revision or kept


def _merge(kept: Revision, head: Revision, by: Actor) -> Revision | None:
    """Make a revision of both; None where they changed the same, or have nothing in common that they were made from."""
    if kept.made_from is None:
        return None
    both = merging.together(as_draft(kept.made_from), as_draft(kept), as_draft(head))
    if not both.is_clean():
        return None
    (merged,) = keep([sheet_of(kept.article, both.draft, kept)], by=by, cause=Cause.MERGE)
    return merged


@dataclass(frozen=True, slots=True)
class Sheet:
    """A draft on its way to be a revision of its article, its body canonical."""

    article: Article
    draft: Draft
    base: Revision | None
    canonical: markup.Canonical
    sha256: str


def sheet_of(article: Article, draft: Draft, base: Revision | None) -> Sheet:
    """Make a draft ready to be kept, made from ``base`` (None: from nothing): its body canonical, its titles straight."""
    canonical = markup.clean(draft.html)
    return Sheet(article, _straight(draft), base, canonical, hashlib.sha256(canonical.encode()).hexdigest())


def _straight(draft: Draft) -> Draft:
    """Take out of what stands beside words of ours whatever would turn those along."""
    return replace(
        draft,
        title=straight(draft.title),
        second_title=straight(draft.second_title),
        summary=straight(draft.summary),
        credits=tuple(replace(row, name=straight(row.name)) for row in draft.credits),
    )


def keep(sheets: Sequence[Sheet], *, by: Actor, cause: Cause) -> list[Revision]:
    """Keep drafts as the next revisions of their articles, whose locks the caller's transaction holds."""
    moment = now()
    known = [sheet.article.pk for sheet in sheets if sheet.article.head_id is not None]
    last = Revision.objects.filter(article__in=known).order_by().values_list("article").annotate(Max("number"))
    numbers = dict(last) if known else {}
    revisions = [
        Revision(
            article=sheet.article,
            number=numbers.get(sheet.article.pk, 0) + 1,
            made_from=sheet.base,
            made_by=by,
            made_at=moment,
            cause=cause,
            title=sheet.draft.title[:200],
            second_title=sheet.draft.second_title[:200],
            summary=sheet.draft.summary[:400],
            cover=sheet.draft.cover,
            cover_alt=sheet.draft.cover_alt[:300],
            sha256=sheet.sha256,
        )
        for sheet in sheets
    ]
    Revision.objects.bulk_create(revisions)
    for revision, sheet in zip(revisions, sheets, strict=True):
        revision.body = Body(
            revision=revision,
            html=sheet.canonical,
            plain=markup.to_text(sheet.canonical),
            sanitiser_version=markup.SANITISER_VERSION,
        )
    Body.objects.bulk_create(revision.body for revision in revisions)
    _keep_rows(list(zip(revisions, sheets, strict=True)))
    return revisions


def take_up(revisions: Iterable[Revision], *, cause: Cause) -> None:
    """Make each revision, the newest of its article, its head; lists show it where readers see none yet."""
    alone: list[Article] = []
    mirrored: list[Article] = []
    for revision in revisions:
        article = revision.article
        before = _shown(article)
        article.head = revision
        if article.revision_id is None:
            _mirror(article, revision)
            article.crops = "" if cause == Cause.IMPORT else crops_of(revision)
        # Once a person has worked on it, a second import leaves it alone.
        article.is_touched = article.is_touched or cause != Cause.IMPORT
        (alone if _shown(article) == before else mirrored).append(article)
    newest = Revision.objects.filter(article=OuterRef("pk")).order_by("-number").values("pk")[:1]
    if alone:
        Article.objects.filter(pk__in=[article.pk for article in alone]).update(head=Subquery(newest))
    Article.objects.bulk_update(mirrored, ["head", "title", "summary", "cover", "cover_alt", "crops", "is_touched"])


def _shown(article: Article) -> tuple[object, ...]:
    return (article.title, article.summary, article.cover_id, article.cover_alt, article.crops, article.is_touched)


def _mirror(article: Article, revision: Revision) -> None:
    """Copy what lists show from a revision onto the article."""
    article.title = revision.title
    article.summary = revision.summary
    article.cover = revision.cover
    article.cover_alt = revision.cover_alt


def _keep_rows(kept: Sequence[tuple[Revision, Sheet]]) -> None:
    drafts = [(revision, sheet.draft) for revision, sheet in kept]
    Reference.objects.bulk_create(
        Reference(
            revision=revision, position=at, key=row.key or f"r{at}", title=row.title[:400], outlet=row.outlet[:200],
            authors=row.authors[:300], dated_on=row.dated_on, url=row.url,
            accessed_on=row.accessed_on or None,
        )
        for revision, draft in drafts for at, row in enumerate(draft.references, 1)
    )  # fmt: skip
    Declaration.objects.bulk_create(
        Declaration(
            revision=revision, kind=row.kind, note=row.note[:200], source_name=row.source_name[:120],
            source_url=row.source_url, event_on=row.event_on, place=row.place[:120], answered_by=row.answered_by[:60],
        )
        for revision, draft in drafts for row in draft.declarations
    )  # fmt: skip
    Credit.objects.bulk_create(
        Credit(revision=revision, position=at, role=row.role, name=row.name[:60])
        for revision, draft in drafts
        for at, row in enumerate(draft.credits, 1)
    )
    RevisionCover.objects.bulk_create(
        RevisionCover(
            revision=revision, position=at, media=row.media, alt=row.alt[:300], focus_x=row.focus_x, focus_y=row.focus_y
        )
        for revision, draft in drafts
        for at, row in enumerate(draft.covers[:COVERS_MOST], 1)
    )
    Imported.objects.bulk_create(
        Imported(revision=revision, facts=dict(draft.imported)) for revision, draft in drafts if draft.imported
    )
    shown = {revision: markup.media_keys(sheet.canonical) for revision, sheet in kept}
    wanted = {key for keys in shown.values() for key in keys}
    media = dict(Media.objects.filter(sha256__in=wanted).values_list("sha256", "pk")) if wanted else {}
    RevisionMedia.objects.bulk_create(
        RevisionMedia(revision=revision, media_id=media[key])
        for revision, keys in shown.items()
        for key in keys
        if key in media
    )


def says_the_same(head: Revision, sheet: Sheet) -> bool:
    """Whether a revision says just what a draft says."""
    draft = sheet.draft
    if (head.sha256, head.title, head.summary, head.cover_alt) != (
        sheet.sha256, draft.title[:200], draft.summary[:400], draft.cover_alt[:300],
    ) or head.cover_id != (draft.cover.pk if draft.cover else None):  # fmt: skip
        return False
    return as_draft(head, html=draft.html) == draft


def covers_of(revision: Revision) -> Covers:
    """Return the pictures that a revision shows in lists."""
    return tuple(DraftCover(row.media, row.alt, row.focus_x, row.focus_y) for row in revision.covers.all())


def as_draft(revision: Revision, *, html: str | None = None) -> Draft:
    """Return what a revision says as a draft, to be edited and saved again."""
    from haowen.domain.articles.drafts import DraftCredit, DraftDeclaration, DraftReference
    from haowen.domain.articles.models import CreditRole, DeclarationKind

    return Draft(
        title=revision.title,
        html=revision.body.html if html is None else html,
        summary=revision.summary,
        second_title=revision.second_title,
        covers=covers_of(revision),
        references=tuple(
            DraftReference(
                r.title,
                r.key,
                r.outlet,
                r.authors,
                r.dated_on,
                r.url,
                r.accessed_on.isoformat() if r.accessed_on else "",
            )
            for r in revision.references.all()
        ),
        declarations=tuple(
            DraftDeclaration(
                DeclarationKind(d.kind), d.note, d.source_name, d.source_url, d.event_on, d.place, d.answered_by
            )
            for d in revision.declarations.all()
        ),
        credits=tuple(DraftCredit(CreditRole(c.role), c.name) for c in revision.credits.all()),
        imported=revision.imported.facts if hasattr(revision, "imported") else {},
    )
