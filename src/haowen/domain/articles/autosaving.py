"""Autosaves: what an editor hands in at every pause. Acknowledged after commit, made a revision when the writer rests.

Each window of an editor has a name (``tab``) and counts what it sends (``sequence``), so that what arrives twice or late
does no harm. What is in no revision yet is what ``standing`` returns.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from django.db import transaction
from django.db.models import Max, QuerySet

from haowen.domain.articles import emptying, saving
from haowen.domain.articles.drafts import Draft, DraftReference, with_rest
from haowen.domain.articles.models import Article, Autosave, Cause, Revision
from haowen.domain.people.models import Actor
from haowen.domain.publishers.models import Publisher
from haowen.kit.clock import now
from haowen.kit.failpoints import reach
from haowen.text import markup
from haowen.text.directions import straight

IDLE: Final = dt.timedelta(minutes=10)
THINNED_AFTER: Final = dt.timedelta(days=1)
SLOT: Final = dt.timedelta(minutes=5)
LOOKED_BACK: Final = dt.timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Written:
    """What an editor holds: text as HTML, title, summary and sources.

    ``rest`` is what its other fields mean for a draft (``drafts.rest_of``), as far as they can be read; ``typed`` is what
    stands in them, by their names, whatever it means.
    """

    title: str
    summary: str
    html: str
    references: tuple[DraftReference, ...] = ()
    rest: Mapping[str, Any] = field(default_factory=dict)
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Window:
    """Which window of whose editor says it, and the how manieth time."""

    tab: str
    sequence: int


def begin(publisher: Publisher, written: Written, window: Window, *, by: Actor, language: str) -> Autosave:
    """Make an article of the first words of an editor. The same window asking again gets the article it has."""
    with transaction.atomic():
        known = Autosave.objects.filter(tab=window.tab, by=by, article__publisher=publisher).order_by("-pk").first()
        article = known.article if known else None
        if article is None:
            article = Article.objects.create(
                publisher=publisher,
                created_by=by,
                language=language,
                title=straight(written.title)[:200],
                licence=publisher.licence,
            )
        return autosave(article, written, window, base=None if known is None else known.base, by=by)


def autosave(
    article: Article,
    written: Written,
    window: Window,
    *,
    base: Revision | None,
    by: Actor,
    may_empty: bool = False,
    continues: Window | None = None,
) -> Autosave:
    """Keep what an editor holds, made from ``base``; what it sent before and arrives late is not put on top of it.

    ``continues`` is what another window had left and this one was opened with: it is no text of its own any more.
    Raises WouldEmptyError where nearly nothing of the text would be left, unless ``may_empty``. Nothing is changed then.
    """
    html = markup.clean(written.html)
    if not may_empty:
        emptying.guard(_before(article, window, base, by), markup.to_text(html))
    with transaction.atomic():
        Article.objects.select_for_update().get(pk=article.pk)  # one at a time, so that the order is certain
        latest = _of_window(article, by, window.tab).order_by("-sequence", "-pk").first()
        if latest is not None and latest.sequence >= window.sequence:
            return latest
        kept = Autosave.objects.create(
            article=article, base=base, by=by, at=now(), title=written.title[:200], summary=written.summary[:400],
            html=html, references=[asdict(row) for row in written.references], rest=dict(written.rest),
            typed=dict(written.typed), tab=window.tab, sequence=window.sequence,
        )  # fmt: skip
        if continues is not None:
            _of_window(article, by, continues.tab).filter(sequence__lte=continues.sequence, taken_into=None).update(
                tab=window.tab, sequence=0
            )
        if article.head_id is None:
            Article.objects.filter(pk=article.pk, head=None).update(title=straight(written.title)[:200])
        reach("autosave.before_commit")
    reach("autosave.after_commit")
    return kept


def standing(article: Article, by: Actor) -> Autosave | None:
    """Return the last words of this person that are in no revision yet."""
    rows = Autosave.objects.filter(article=article, by=by, taken_into=None)
    return rows.select_related("base__body").order_by("-at", "-pk").first()


def left_in(revision: Revision, by: Actor) -> Autosave | None:
    """Return the last words of this person where the revision was made of them without their asking for it.

    What had no place in a revision, or could not be read yet, still stands in them as it was typed.
    """
    if revision.cause not in (Cause.LEAVE, Cause.IDLE):
        return None
    return Autosave.objects.filter(taken_into=revision, by=by).order_by("-sequence", "-pk").first()


def draft_of(kept: Autosave) -> Draft:
    """Return the whole draft that an autosave means: what it does not say is as in the revision it was made from."""
    told: Draft = saving.as_draft(kept.base) if kept.base else Draft("", "")
    return replace(
        with_rest(told, kept.rest),
        title=kept.title,
        summary=kept.summary,
        html=kept.html,
        references=tuple(DraftReference(**row) for row in kept.references),
    )


def take_into(revision: Revision, *, by: Actor, tab: str, sequence: int) -> None:
    """Note that what a window sent up to then is in this revision."""
    rows = Autosave.objects.filter(article=revision.article_id, by=by, tab=tab, sequence__lte=sequence, taken_into=None)
    rows.update(taken_into=revision)


def settle(kept: Autosave, *, cause: Cause) -> Revision:
    """Make a revision of an autosave; where it collides with another's, both are kept."""
    with transaction.atomic():
        try:
            revision = saving.save(kept.article, draft_of(kept), base=kept.base, by=kept.by, cause=cause)
        except saving.ConflictError as conflict:
            revision = conflict.kept
        take_into(revision, by=kept.by, tab=kept.tab, sequence=kept.sequence)
    return revision


def leave(article: Article, *, by: Actor, tab: str) -> Revision | None:
    """Make a revision of what a window that was left had sent."""
    kept = _of_window(article, by, tab).filter(taken_into=None).order_by("-sequence").first()
    return settle(kept, cause=Cause.LEAVE) if kept else None


def settle_idle() -> int:
    """Make revisions of what nobody has gone on with for ten minutes; return how many."""
    quiet = (
        Autosave.objects.filter(taken_into=None).values("article", "by", "tab").annotate(last=Max("pk"), at=Max("at"))
    )
    rows = Autosave.objects.filter(pk__in=[row["last"] for row in quiet if row["at"] <= now() - IDLE])
    done = 0
    for kept in rows.select_related("article", "base__body", "by").order_by("pk"):
        settle(kept, cause=Cause.IDLE)
        done += 1
    return done


def thin() -> int:
    """Drop all but the last of every five minutes of what is older than a day; return how many went."""
    until = now() - THINNED_AFTER
    rows = Autosave.objects.filter(at__lt=until, at__gt=until - LOOKED_BACK).order_by("article", "by", "tab", "pk")
    goes = list(_superseded(rows))
    Autosave.objects.filter(pk__in=goes).delete()
    return len(goes)


def _superseded(rows: "QuerySet[Autosave]") -> Iterator[int]:
    """Yield those that another of the same window and the same five minutes follows."""
    before: tuple[object, int] | None = None
    for pk, article, by, tab, at in rows.values_list("pk", "article", "by", "tab", "at"):
        slot = (article, by, tab, int(at.timestamp() // SLOT.total_seconds()))
        if before is not None and before[0] == slot:
            yield before[1]
        before = (slot, pk)


def _of_window(article: Article, by: Actor, tab: str) -> "QuerySet[Autosave]":
    return Autosave.objects.filter(article=article, by=by, tab=tab)


def _before(article: Article, window: Window, base: Revision | None, by: Actor) -> str:
    """Return the text that an autosave would take the place of."""
    if base is not None:
        return base.body.plain
    latest = _of_window(article, by, window.tab).order_by("-sequence").first()
    return markup.to_text(latest.html) if latest else ""
