"""Publishing: gates first, then one short transaction that moves a pointer."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from haowen.domain.articles.chaining import open_review
from haowen.domain.articles.covering import crops_of
from haowen.domain.articles.events import ArticleChanged, ArticlePublished, ArticleSentToReview, CoversWanted
from haowen.domain.articles.filing import file
from haowen.domain.articles.labelling import put_on, said_by_files
from haowen.domain.articles.models import Article, Correction, Publication, State
from haowen.domain.articles.preparing import Along, forget, prepared
from haowen.domain.articles.trying import begin
from haowen.domain.people.models import Actor
from haowen.kit import gates
from haowen.kit.clock import now
from haowen.kit.events import Event, announce
from haowen.kit.failpoints import reach

_NO_LONGER: dict[str, None] = dict.fromkeys(("scheduled_at", "planned", "scheduled_by", "withdrawn_at"))


class RefusedError(Exception):
    """The act does not happen; ``findings`` say why in the reader's language."""

    def __init__(self, findings: list[gates.Finding]) -> None:
        """Keep the findings."""
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


class SentToReviewError(RefusedError):
    """A gate wants a person of the host to look first: the article waits in review."""


class SomebodyElseDidItError(Exception):
    """The article is no longer as it was when this act was asked for."""


def publish(article: Article, *, by: Actor, at: dt.datetime | None = None, along: Along | None = None) -> Article:
    """Bring the article's head before readers, now, or dated ``at`` (imports keep a known original time).

    A published article with a newer head gets that as its text, and its time of change; without ``along`` what was
    prepared for it comes along. Raises RefusedError or SentToReviewError with what the gates found, SomebodyElseDidItError when the article changed meanwhile.
    """
    if along is None:
        along = prepared(article) if article.is_published() else Along()
    if along.filed and not article.is_published():
        file(article, by=by, **along.filed)
        along = Along(correction=along.correction)
    for name, value in along.filed.items():
        setattr(article, name, value)  # what gates ask is the article as it would stand
    (reason,) = publish_all([(article, at)], by=by, along=along)
    if reason is not None:
        raise reason
    article.refresh_from_db()
    return article


def publish_all(
    asked: Sequence[tuple[Article, dt.datetime | None]], *, by: Actor, along: Along | None = None
) -> "list[RefusedError | SomebodyElseDidItError | None]":
    """Bring the heads of many articles before readers, each as ``publish`` does; what it would raise stands in its place.

    All gates are asked before the one transaction, which holds what passed. ``along`` goes with each of them.
    """
    judged = [judge(article, by) for article, _at in asked]
    outcomes: list[RefusedError | SomebodyElseDidItError | None] = list(judged)
    heads = [
        article.head for (article, _at), reason in zip(asked, judged, strict=True) if reason is None and article.head
    ]
    by_files = said_by_files(heads)
    facts: list[Event] = []
    first: defaultdict[tuple[State, dt.datetime], list[int]] = defaultdict(list)  # those that readers never saw
    moment = now()
    with transaction.atomic():
        for place, ((article, at), reason) in enumerate(zip(asked, judged, strict=True)):
            if isinstance(reason, SentToReviewError):
                facts += _sent_to_review(article, by)
            elif reason is None and article.revision_id is None:
                first[State(article.state), at or moment].append(place)
            elif reason is None:
                try:
                    came = list(_brought_out(article, at or moment))
                    beside = along if came else _untold(article, along)
                    facts += came or _changed_beside(article, beside)
                    put_beside(article, beside, by)
                except SomebodyElseDidItError as error:
                    outcomes[place] = error
        for (state, at), places in first.items():
            late = _brought_out_first([asked[place][0] for place in places], state, at)
            for place in places:
                article = asked[place][0]
                if article.pk in late:
                    outcomes[place] = SomebodyElseDidItError(article.public_id)
                else:
                    facts.append(ArticlePublished(article_id=article.pk))
        came_out = [article for (article, _at), why in zip(asked, outcomes, strict=True) if why is None]
        _note_publications(came_out)
        begin(came_out)
        put_on(came_out, by_files)
        reach("publish.after_pointer")
        announce(*facts)
        reach("publish.before_commit")
    reach("publish.after_commit")
    return outcomes


def put_beside(article: Article, along: Along | None, by: Actor) -> None:
    """Bring out what comes along with the text of an article that is out already; what was prepared is done with."""
    if along is not None:
        forget(article)
    if along is not None and along.filed:
        file(Article.objects.get(pk=article.pk), by=by, **along.filed)
    if along is not None and (note := along.correction.strip()):
        Correction.objects.create(article=article, note=note[:500])


def _untold(article: Article, along: Along | None) -> Along | None:
    """Leave out a correction that readers were told since the text came out that they see: the button was pressed twice."""
    last, shown = article.corrections.last(), article.publications.last()
    if along is None or last is None or last.note != along.correction.strip()[:500]:
        return along
    return along if shown is not None and shown.at > last.at else replace(along, correction="")


def _changed_beside(article: Article, along: Along | None) -> Iterator[Event]:
    """Say that readers and programs are told a correction where the text stays as it was."""
    if along is not None and along.correction.strip():
        Article.objects.filter(pk=article.pk).update(changed_at=now())
        yield ArticleChanged(article_id=article.pk)


def _note_publications(articles: Iterable[Article]) -> None:
    """Keep which revision readers see from now on, where it is another than before."""
    shown = {article.pk: article.revision_id for article in articles}
    last = dict(Publication.objects.filter(article__in=shown).order_by("at", "pk").values_list("article", "revision"))
    moment = now()
    Publication.objects.bulk_create(
        Publication(article_id=article, revision_id=revision, at=moment)
        for article, revision in shown.items()
        if revision is not None and last.get(article) != revision
    )


def _brought_out_first(articles: Sequence[Article], state: State, moment: dt.datetime) -> set[int]:
    """Bring out what readers never saw, all of one state and moment; lists show its head already.

    Returns the keys of those that are no longer as they were.
    """
    rows = Article.objects.filter(head__in=[article.head_id for article in articles], revision=None, state=state)
    ready = set(rows.select_for_update().values_list("pk", flat=True))
    Article.objects.filter(pk__in=ready).update(
        revision=F("head"), state=State.PUBLISHED, published_at=moment, **_NO_LONGER
    )
    for article in articles:
        if article.pk in ready:
            article.revision, article.state, article.published_at = article.head, State.PUBLISHED, moment
    return {article.pk for article in articles} - ready


def judge(article: Article, by: Actor) -> RefusedError | None:
    """Return why an article does not come out now, None when nothing stands against it."""
    head = article.head
    if head is None:
        return RefusedError([gates.Finding("publish", gates.Weight.REFUSE, _("There is no text to publish yet."))])
    findings = gates.ask("publish", article=article, revision=head, by=by)
    if refusals := [f for f in findings if f.weight is gates.Weight.REFUSE]:
        return RefusedError(refusals)
    reviews = [f for f in findings if f.weight is gates.Weight.REVIEW]
    # What waits in review comes out by a person of the host alone (a gate sees to it), who has looked at it.
    return SentToReviewError(reviews) if reviews and article.state != State.IN_REVIEW else None


def send_to_review(article: Article, *, by: Actor, wanted_at: dt.datetime | None = None) -> None:
    """Let an article wait for those who look at it first; then it comes out at ``wanted_at``, or as soon as it is passed."""
    with transaction.atomic():
        announce(*_sent_to_review(article, by, wanted_at))


def _sent_to_review(article: Article, by: Actor, wanted_at: dt.datetime | None = None) -> Iterator[Event]:
    if article.state in (State.DRAFT, State.PUBLISHED, State.WITHDRAWN):
        open_review(article, by=by, wanted_at=wanted_at)
    if Article.objects.filter(pk=article.pk, head=article.head, state=State.DRAFT).update(state=State.IN_REVIEW):
        article.state = State.IN_REVIEW
        yield ArticleSentToReview(article_id=article.pk)
    else:
        article.refresh_from_db(fields=["state"])


def _brought_out(article: Article, moment: dt.datetime) -> Iterator[Event]:
    head = article.head
    if head is None or (article.is_published() and article.revision_id == head.pk):
        return
    changes: dict[str, Any] = {
        "revision": head, "title": head.title, "summary": head.summary, "cover": head.cover_id, "cover_alt": head.cover_alt,
        "crops": crops_of(head), "state": State.PUBLISHED,
    }  # fmt: skip
    rows = Article.objects.filter(pk=article.pk, head=head, state=article.state)
    if article.is_published():
        # What was planned for later is overtaken by what comes out now.
        done = rows.filter(revision=article.revision_id).update(**changes, **_NO_LONGER, changed_at=now())
        event: Event = ArticleChanged(article_id=article.pk)
    else:
        again = article.state == State.WITHDRAWN and article.published_at is not None
        done = rows.update(**changes, **_NO_LONGER, published_at=F("published_at") if again else moment)
        article.published_at = article.published_at if again else moment
        event = ArticlePublished(article_id=article.pk)
    if not done:
        raise SomebodyElseDidItError(article.public_id)
    article.revision, article.state = head, State.PUBLISHED
    yield event
    if head.cover_id and article.is_touched and not changes["crops"]:
        yield CoversWanted(article_id=article.pk)
