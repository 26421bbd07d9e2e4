"""Going through a review chain: pass, send back, remark, let out as urgent. Nobody passes two stages of one article."""

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from haowen.domain.articles import scheduling
from haowen.domain.articles.chaining import chain_of, standing
from haowen.domain.articles.events import ArticleSentBack, WriterNoteMade
from haowen.domain.articles.models import (
    Article,
    Chain,
    NoteKind,
    Pass,
    Passer,
    Remark,
    Review,
    ReviewState,
    Revision,
    Stage,
    State,
    WriterNote,
)
from haowen.domain.articles.publishing import RefusedError, SomebodyElseDidItError, publish
from haowen.domain.people.acting import actor_of, host_actor
from haowen.domain.people.models import Role, User
from haowen.domain.publishers.access import WRITING_ROLES
from haowen.domain.publishers.models import MemberRole
from haowen.kit import gates
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused

PASSAGE_MOST = 300  # characters of a passage that a remark keeps
EDITING_ROLES = (MemberRole.OWNER, MemberRole.EDITOR)


def stage_of(review: Review) -> Stage | None:
    """Return the stage at which an article waits, None where all have passed it."""
    chain = chain_of(review.article)
    if chain is None:
        return None
    held = standing(review, review.article.head, chain)
    return next((stage for stage in chain.stages.all() if stage.position not in held), None)


def due_at(review: Review, stage: Stage) -> dt.datetime | None:
    """Return until when a stage should have been passed."""
    return review.reached_at + dt.timedelta(hours=stage.hours) if stage.hours else None


def is_deputy(review: Review, stage: Stage, user: User) -> bool | None:
    """Return whether this person passes a stage as a deputy; None where they may not pass it at all."""
    return part_of(review.article, stage, user, due_at(review, stage))


def part_of(article: Article, stage: Stage, user: User, due: dt.datetime | None) -> bool | None:
    """Return the same for what is due then, an article or an entry of one."""
    named = {person.user_id: person.is_deputy for person in stage.people.all()}
    if named:
        as_deputy = named.get(user.pk)
        too_early = bool(as_deputy and due is not None and now() < due)
        return None if as_deputy is None or too_early else as_deputy
    return False if _has_part(article, stage, user) else None


def _has_part(article: Article, stage: Stage, user: User) -> bool:
    if stage.passers == Passer.HOST:
        return user.may_moderate() or user.may_edit_front()
    roles = WRITING_ROLES if stage.passers == Passer.WRITERS else EDITING_ROLES
    return article.publisher.members.filter(user=user, role__in=roles).exists()


def obstacle(review: Review, stage: Stage, user: User) -> str:
    """Return why this person does not pass this stage, in words for them; nothing where they may."""
    actor = actor_of(user)
    if is_deputy(review, stage, user) is None:
        return _("This stage is passed by others.")
    if review.passes.filter(by=actor).exclude(position=stage.position).exists():
        return _("You have passed another stage of this article; nobody passes two.")
    head = review.article.head
    is_own = actor.pk in {review.asked_by_id, head.made_by_id if head else None}
    if is_own and stage.passers != Passer.WRITERS:
        return _("You wrote this; somebody else passes it here.")
    return ""


def seen_by(user: User) -> QuerySet[Review]:
    """Return the reviews that this person may look at: of their publishers, of stages that name them, all for the host."""
    rows = Review.objects.select_related("article__publisher", "article__channel", "article__head__made_by", "asked_by")
    if user.may_moderate() or user.may_edit_front():
        return rows
    mine = Q(article__publisher__members__user=user, article__publisher__members__role__in=WRITING_ROLES)
    return rows.filter(mine | Q(chain__stages__people__user=user)).distinct()


def waiting_for(user: User) -> list[tuple[Review, Stage]]:
    """Return what this person can pass now, the longest waiting first."""
    found = []
    for review in seen_by(user).filter(state=ReviewState.OPEN).order_by("reached_at", "pk")[:200]:
        stage = stage_of(review)
        if stage is not None and not obstacle(review, stage, user):
            found.append((review, stage))
    return found


def overdue() -> list[tuple[Review, Stage]]:
    """Return the reviews that have waited at a stage for longer than the host set, the longest first."""
    rows = Review.objects.filter(state=ReviewState.OPEN, article__trashed_at=None)
    rows = rows.select_related("article__publisher", "article__head__made_by").order_by("reached_at", "pk")
    staged = ((review, stage_of(review)) for review in rows)
    found = [(review, stage) for review, stage in staged if stage is not None]
    return [(review, stage) for review, stage in found if (due := due_at(review, stage)) is not None and due < now()]


def passers(review: Review, stage: Stage) -> list[User]:
    """Return everybody who can pass a stage as it stands now."""
    return [user for user in candidates(review.article, stage) if not obstacle(review, stage, user)]


def candidates(article: Article, stage: Stage | None) -> QuerySet[User]:
    """Return everybody who might pass a stage of an article; where there is none, people of the host look."""
    members = Q(memberships__publisher=article.publisher_id, memberships__role__in=WRITING_ROLES)
    named = Q(pk__in=stage.people.values("user")) if stage else Q(pk__in=())
    host = ~Q(role=Role.READER) if stage is None or stage.passers == Passer.HOST else Q(pk__in=())
    return User.objects.filter(members | named | host, is_active=True).distinct().order_by("pk")


def passages(revision: Revision) -> list[str]:
    """Return the paragraphs of a text, in their order, as a reviewer chooses them to say something about one."""
    return [line for line in (" ".join(line.split()) for line in revision.body.plain.splitlines()) if line]


def pass_stage(review: Review, *, by: User, revision: str, position: int | None = None) -> Review:
    """Pass the stage at which an article waits. After the last it comes out, or waits for the time that was wanted.

    ``revision`` is the public id of the text that was looked at, ``position`` the stage that was meant: nobody passes
    another text unseen, nor the next stage because somebody else has passed this one meanwhile.
    """
    with transaction.atomic():
        stage = _claimed(review, revision)
        if stage is not None and position not in (None, stage.position):
            raise Refused(_("Somebody else has passed this stage meanwhile."))
        if stage is not None:
            _note(review, stage, by)
        elif chain_of(review.article) is None:
            raise Refused(_("The host has taken the stages away. Take it back from review, and publish it anew."))
    if stage_of(review) is None:
        _finish(review)
    return review


def _claimed(review: Review, revision: str) -> Stage | None:
    locked = Review.objects.select_for_update().select_related("article__publisher", "article__head").get(pk=review.pk)
    if locked.state != ReviewState.OPEN or locked.article.state == State.DRAFT:
        raise Refused(_("This review is closed, or the article was given back."))
    if locked.article.head is None or locked.article.head.public_id != revision:
        raise Refused(_("The text was changed meanwhile. Please look at it as it is now."))
    review.article, review.urgent_at = locked.article, locked.urgent_at  # as they are now, for all that follows
    return stage_of(locked)


def _note(review: Review, stage: Stage, by: User) -> None:
    head = review.article.head
    if why := obstacle(review, stage, by):
        raise Refused(why)
    if head is None:
        raise Refused(_("There is no text to publish yet."))
    Pass.objects.create(
        review=review, revision=head, position=stage.position, stage_name=stage.name, by=actor_of(by),
        by_name=by.name, is_deputy=bool(is_deputy(review, stage, by)), is_later=is_out_early(review),
    )  # fmt: skip
    review.reached_at = now()
    review.save(update_fields=["reached_at"])


def is_out_early(review: Review) -> bool:
    """Whether readers see the text already that is looked at; a text that was saved since waits like any other."""
    article = review.article
    return review.urgent_at is not None and article.is_published() and article.revision_id == article.head_id


def _fresh(review: Review) -> Article:
    rows = Article.objects.select_related("publisher", "channel", "head__body", "revision")
    return rows.get(pk=review.article_id)


def _finish(review: Review) -> None:
    article = _fresh(review)
    try:
        if is_out_early(review):
            pass  # it is out already; the signatures are complete now
        elif review.wanted_at is not None and review.wanted_at > now():
            scheduling.hold(article, review.wanted_at, by=None)
        else:
            publish(article, by=host_actor())
    except RefusedError as refused:
        raise Refused(" ".join(finding.message for finding in refused.findings)) from refused
    except SomebodyElseDidItError as other:
        raise Refused(_("Somebody else has decided meanwhile, or the text was changed.")) from other
    Review.objects.filter(pk=review.pk).update(state=ReviewState.DONE, closed_at=now())


def send_back(review: Review, *, by: User, reason: str) -> None:
    """Give an article back to its writers, with a reason that they read."""
    stage = stage_of(review)
    if stage is not None and (why := obstacle(review, stage, by)):
        raise Refused(why)
    if not reason.strip():
        raise Refused(_("Please say why, so that its writers know what to do."), field="reason")
    with transaction.atomic():
        rows = Review.objects.filter(pk=review.pk, state=ReviewState.OPEN)
        if not rows.update(state=ReviewState.RETURNED):
            raise Refused(_("This review is closed, or the article was given back."))
        Article.objects.filter(pk=review.article_id, state=State.IN_REVIEW).update(state=State.DRAFT)
        note = WriterNote.objects.create(article=review.article, kind=NoteKind.SENT_BACK, text=reason.strip()[:500])
        announce(ArticleSentBack(article_id=review.article_id), WriterNoteMade(note_id=note.pk))


def remark(review: Review, *, by: User, text: str, passage: str = "") -> Remark:
    """Say something about a passage of the text, or about the whole. A passage must stand in the text."""
    head = review.article.head
    said, place = text.strip(), " ".join(passage.split())
    if head is None or not said:
        raise Refused(_("Please write what you want to say."), field="text")
    if place and place not in " ".join(head.body.plain.split()) and place not in head.title:
        raise Refused(_("This passage does not stand in the text. Please copy it as it is there."), field="passage")
    return Remark.objects.create(
        review=review, revision=head, by=actor_of(by), by_name=by.name, passage=place[:PASSAGE_MOST], text=said[:1000]
    )


def release_urgently(review: Review, *, by: User, reason: str, revision: str) -> None:
    """Let an article out before every stage has passed it: whoever may pass the last stage does so, with a reason.

    The other stages stay open, and sign later.
    """
    chain: Chain | None = chain_of(review.article)
    last = chain.stages.order_by("-position").first() if chain else None
    if chain is None or last is None or not chain.may_be_urgent:
        raise Refused(_("The host allows no urgent way here."))
    if why := obstacle(review, last, by):
        raise Refused(why)
    if not reason.strip():
        raise Refused(_("Please say why it cannot wait."), field="reason")
    _see_that_it_can_come_out(_fresh(review))
    with transaction.atomic():
        _claimed(review, revision)
        if last.position in standing(review, review.article.head, chain):
            raise Refused(_("Somebody else has passed this stage meanwhile."))
        _note(review, last, by)
        Review.objects.filter(pk=review.pk).update(
            urgent_at=now(), urgent_by=actor_of(by), urgent_reason=reason.strip()[:300]
        )
        note = WriterNote.objects.create(article=review.article, kind=NoteKind.URGENT, text=reason.strip()[:500])
        announce(WriterNoteMade(note_id=note.pk))
    try:
        publish(_fresh(review), by=host_actor())
    except RefusedError as refused:
        raise Refused(" ".join(finding.message for finding in refused.findings)) from refused


def _see_that_it_can_come_out(article: Article) -> None:
    """Ask all gates but the one that is passed by now, so that nobody is told of an urgency that did not come out."""
    findings = gates.ask("publish", article=article, revision=article.head, by=host_actor()) if article.head else []
    if said := [one.message for one in findings if one.weight is gates.Weight.REFUSE and one.gate != "stages"]:
        raise Refused(" ".join(said))


def recall(article: Article, *, by: User) -> None:
    """Take an article, or a change of one that is out, back from review; its writers go on with it."""
    del by  # asked for by every act; the sheet tells who passed, not who took it back
    with transaction.atomic():
        rows = Review.objects.filter(article=article, state=ReviewState.OPEN, urgent_at=None)
        was_open = rows.update(state=ReviewState.RETURNED)
        has_waited = Article.objects.filter(pk=article.pk, state=State.IN_REVIEW).update(state=State.DRAFT)
        if not was_open and not has_waited:
            raise Refused(_("This article does not wait in review any more."))
        announce(ArticleSentBack(article_id=article.pk))
    article.refresh_from_db()
