"""Covering live: entries come out as they are written or passed, are corrected in sight of readers, and end with a word."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from haowen.domain.articles import gates, labelling, vetting
from haowen.domain.articles.events import LiveReported
from haowen.domain.articles.models import Article, EntryReview, Kind, LiveEnd, LiveEntry, LiveText, ReviewState
from haowen.domain.articles.permits import permits
from haowen.domain.people.models import Actor
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.gates import Weight
from haowen.kit.refusals import Refused
from haowen.text import markup

CHARACTERS_MOST = 20_000
ENTRIES_MOST = 5000


def enter(article: Article, *, title: str, html: str, by: Actor, is_pinned: bool = False) -> LiveEntry:
    """Add an entry, at once for readers where the report is out, but for what somebody has to pass first.

    Raises Refused, and then nothing has changed.
    """
    _may(article, by)
    said = _said(html)
    way = _way(article, by)
    by_files = _by_files(said, way)
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        if LiveEnd.objects.filter(article=locked).exists():
            raise Refused(_("This report has ended. Begin it again to add to it."))
        last = LiveEntry.objects.filter(article=locked).aggregate(last=Max("number"))["last"] or 0
        if last >= ENTRIES_MOST:
            raise Refused(_("This report has enough entries. Please begin another."))
        moment = now()
        entry = LiveEntry.objects.create(
            article=locked, number=last + 1, at=moment, made_by=by, pinned_at=moment if is_pinned else None
        )
        _write(entry, title, said, "", by, way)
        if by_files:
            labelling.add(locked.pk, by_files)
    return entry


def correct(entry: LiveEntry, *, title: str, html: str, note: str, by: Actor) -> LiveText:
    """Let an entry say something else; readers are told that, and ``note``. What says the same changes nothing."""
    _may(entry.article, by)
    said = _said(html)
    way = _way(entry.article, by)
    by_files = _by_files(said, way)
    with transaction.atomic():
        last = LiveText.objects.select_for_update().filter(entry=entry).order_by("pk").last()
        if last is not None and (last.title, last.html) == (title.strip()[:120], said):
            return last
        if by_files:
            labelling.add(entry.article_id, by_files)
        waited = EntryReview.objects.filter(text__entry=entry, state=ReviewState.OPEN, is_out_first=False)
        waited.update(state=ReviewState.RETURNED, closed_at=now())  # nobody needs to pass what is said no more
        return _write(entry, title, said, note, by, way)


def pin(entry: LiveEntry, *, is_pinned: bool, by: Actor) -> None:
    """Keep an entry on top of the others, or no longer."""
    _change(entry, by, pinned_at=now() if is_pinned else None)


def remove(entry: LiveEntry, *, by: Actor) -> None:
    """Take an entry back: readers find a word in its place that it was."""
    _change(entry, by, removed_at=now(), pinned_at=None)


def bring_back(entry: LiveEntry, *, by: Actor) -> None:
    """Show an entry again that was taken back."""
    _change(entry, by, removed_at=None)


def _change(entry: LiveEntry, by: Actor, **fields: object) -> None:
    _may(entry.article, by)
    with transaction.atomic():
        LiveEntry.objects.filter(pk=entry.pk).update(**fields)
        announce(LiveReported(article_id=entry.article_id))


def end(article: Article, *, by: Actor) -> None:
    """Declare that the report has ended; a second time changes nothing."""
    _may(article, by)
    with transaction.atomic():
        LiveEnd.objects.get_or_create(article=article, defaults={"at": now(), "made_by": by})
        announce(LiveReported(article_id=article.pk))


def go_on(article: Article, *, by: Actor) -> None:
    """Take the end of a report back."""
    _may(article, by)
    with transaction.atomic():
        LiveEnd.objects.filter(article=article).delete()
        announce(LiveReported(article_id=article.pk))


def _way(article: Article, by: Actor) -> vetting.Way | None:
    return None if gates.is_host(by) else vetting.way_of(article)


def _by_files(said: markup.Canonical, way: vetting.Way | None) -> str:
    """Return what its files say where it comes out now; where it waits they are asked when it is passed."""
    return labelling.said_by(markup.media_keys(said)) if way is None or way.goes_first else ""


def _write(  # noqa: PLR0917 - what is said of an entry
    entry: LiveEntry, title: str, said: markup.Canonical, note: str, by: Actor, way: vetting.Way | None
) -> LiveText:
    text = LiveText.objects.create(
        entry=entry,
        title=" ".join(title.split())[:120],
        html=said,
        plain=markup.to_text(said),
        note=" ".join(note.split())[:200],
        made_by=by,
        at=now(),
    )
    if way is not None:
        vetting.ask(text, way)
    if way is None or way.goes_first:
        announce(LiveReported(article_id=entry.article_id))
    return text


def _said(html: str) -> markup.Canonical:
    said = markup.clean(html)
    if not markup.to_text(said).strip() and not markup.media_keys(said):
        raise Refused(_("Please write what happened."), field="text")
    if len(said) > CHARACTERS_MOST:
        raise Refused(_("This entry is too long. Please make two of it."), field="text")
    return said


def _may(article: Article, by: Actor) -> None:
    """See that somebody may report here: what is asked of articles is asked of each entry."""
    if article.kind != Kind.LIVE:
        raise Refused(_("This article is no live report."))
    if article.trashed_at is not None:
        raise Refused(_("This article lies in the trash. Take it out first."))
    if gates.is_host(by):
        return
    revision = article.revision or article.head
    if revision is None:
        raise Refused(_("There is no text to publish yet."))
    for gate in (gates.membership, gates.restrictions, permits):
        for finding in gate(article=article, revision=revision, by=by):
            if finding.weight is Weight.REFUSE:
                raise Refused(finding.message)
