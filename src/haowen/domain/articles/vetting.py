"""Entries of a live report where articles are reviewed: one stage passes them, one by one, before readers see them or after.

An entry says what happens now, so it does not go through all the stages of its report. Nobody passes an entry of their own.
"""

import datetime as dt
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from haowen.domain.articles import gates, labelling
from haowen.domain.articles.chaining import chain_of
from haowen.domain.articles.events import EntryReturned, LiveReported
from haowen.domain.articles.models import Article, EntryReview, LiveText, ReviewState, Stage
from haowen.domain.articles.passing import candidates, part_of
from haowen.domain.people.acting import actor_of, host_actor
from haowen.domain.people.models import User
from haowen.domain.publishers.access import WRITING_ROLES
from haowen.domain.publishers.models import Permission
from haowen.domain.publishers.permitting import permission_for
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused
from haowen.text import markup

MOST = 200


class Way(NamedTuple):
    """Who passes the entries of a report (no stage: a person of the host), and whether they are out until then."""

    stage: Stage | None
    goes_first: bool


def way_of(article: Article) -> Way | None:
    """Return how entries of a report come before readers; None where nobody has to pass them."""
    if (chain := chain_of(article)) is not None:
        stages = list(chain.stages.all())
        return Way(
            next((one for one in stages if one.position == chain.entries_stage), stages[-1]), chain.entries_go_first
        )
    if permission_for(article.publisher, article.channel) == Permission.AFTER_REVIEW:
        return Way(None, goes_first=False)
    return None


def ask(text: LiveText, way: Way) -> EntryReview:
    """Let a text of an entry wait for whoever passes it. It is part of the transaction in which it is written."""
    return EntryReview.objects.create(text=text, is_out_first=way.goes_first)


def due_at(review: EntryReview, way: Way | None) -> dt.datetime | None:
    """Return until when an entry should have been passed."""
    return review.asked_at + dt.timedelta(hours=way.stage.hours) if way and way.stage and way.stage.hours else None


def obstacle(review: EntryReview, way: Way | None, user: User) -> str:
    """Return why this person does not pass this entry, in words for them; nothing where they may."""
    article = review.text.entry.article
    if actor_of(user).pk in {review.text.made_by_id, review.text.entry.made_by_id}:
        return _("You wrote this; somebody else passes it here.")
    if way is None:  # the host has taken the stages away since: whoever may report may let it out
        may = article.publisher.members.filter(user=user, role__in=WRITING_ROLES).exists()
    elif way.stage is None:
        may = user.may_moderate() or user.may_edit_front()
    else:
        may = part_of(article, way.stage, user, due_at(review, way)) is not None
    return "" if may else _("This stage is passed by others.")


def waiting() -> QuerySet[EntryReview]:
    """Return what is to be passed, the longest waiting first; what was taken back meanwhile needs nobody."""
    rows = EntryReview.objects.filter(state=ReviewState.OPEN, text__entry__removed_at=None)
    rows = rows.filter(text__entry__article__trashed_at=None)
    return rows.select_related(
        "text__made_by", "text__entry__article__publisher", "text__entry__article__channel"
    ).order_by("asked_at", "pk")


def reports_of(user: User) -> QuerySet[Article]:
    """Return the articles whose entries this person may look at: of their publishers, of stages that name them, all for the host."""
    rows = Article.objects.filter(trashed_at=None).select_related("publisher", "channel")
    if user.may_moderate() or user.may_edit_front():
        return rows
    mine = Q(publisher__members__user=user, publisher__members__role__in=WRITING_ROLES)
    named = Q(channel__chain__stages__people__user=user) | Q(publisher__chain__stages__people__user=user)
    return rows.filter(mine | named).distinct()


def seen_by(user: User) -> QuerySet[EntryReview]:
    """Return what waits in those."""
    return waiting().filter(text__entry__article__in=reports_of(user).order_by().values("pk"))


def waiting_for(user: User) -> list[tuple[Article, int]]:
    """Return the reports that have entries which this person can pass now, each with how many."""
    found: dict[int, tuple[Article, int]] = {}
    ways: dict[int, Way | None] = {}
    for review in seen_by(user)[:MOST]:
        article = review.text.entry.article
        if article.pk not in ways:
            ways[article.pk] = way_of(article)
        if not obstacle(review, ways[article.pk], user):
            found[article.pk] = (article, found.get(article.pk, (article, 0))[1] + 1)
    return list(found.values())


def overdue() -> list[tuple[EntryReview, Stage]]:
    """Return of each report the entry that has waited the longest, where that is longer than the host set."""
    first: dict[int, EntryReview] = {}
    for review in waiting():
        first.setdefault(review.text.entry.article_id, review)
    ways = [(review, way_of(review.text.entry.article)) for review in first.values()]
    return [
        (review, way.stage)
        for review, way in ways
        if way and way.stage and (due := due_at(review, way)) is not None and due < now()
    ]


def passers(review: EntryReview) -> list[User]:
    """Return everybody who can pass an entry as it stands now."""
    article = review.text.entry.article
    way = way_of(article)
    return [user for user in candidates(article, way.stage if way else None) if not obstacle(review, way, user)]


def pass_entry(review: EntryReview, *, by: User) -> None:
    """Pass an entry: readers see it from now on, where it stands by its time, or it is signed where they do already."""
    article = review.text.entry.article
    revision = article.revision or article.head
    if revision is not None:
        for finding in gates.restrictions(article=article, revision=revision, by=host_actor()):
            raise Refused(finding.message)
    by_files = labelling.said_by(markup.media_keys(review.text.html))
    with transaction.atomic():
        _close(review, ReviewState.DONE, by)
        if by_files:
            labelling.add(article.pk, by_files)
        announce(LiveReported(article_id=article.pk))


def return_entry(review: EntryReview, *, by: User, reason: str) -> None:
    """Return an entry to its writer, with a reason that they read. Where readers saw it already they do no longer."""
    if not reason.strip():
        raise Refused(_("Please say why, so that its writers know what to do."), field="reason")
    with transaction.atomic():
        _close(review, ReviewState.RETURNED, by, reason.strip()[:500])
        announce(EntryReturned(review_id=review.pk))
        if review.is_out_first:
            announce(LiveReported(article_id=review.text.entry.article_id))


def _close(review: EntryReview, state: ReviewState, by: User, reason: str = "") -> None:
    way = way_of(review.text.entry.article)
    if why := obstacle(review, way, by):
        raise Refused(why)
    done = EntryReview.objects.filter(pk=review.pk, state=ReviewState.OPEN).update(
        state=state, by=actor_of(by), by_name=by.name, reason=reason, closed_at=now(),
        stage_name=way.stage.name if way and way.stage else "",
    )  # fmt: skip
    if not done:
        raise Refused(_("Somebody else has decided meanwhile, or the text was changed."))
