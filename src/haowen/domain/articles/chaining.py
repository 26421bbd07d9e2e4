"""Review chains: setting one for a channel or a publisher, and whether an article has gone through its own."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.articles.models import (
    STAGES_MOST,
    Article,
    Chain,
    Pass,
    Passer,
    Review,
    ReviewState,
    Revision,
    Stage,
    StagePerson,
    State,
)
from haowen.domain.channels.models import Channel
from haowen.domain.people.models import Actor, User
from haowen.domain.publishers.models import Publisher
from haowen.kit.clock import now
from haowen.kit.gates import Finding, Weight
from haowen.kit.refusals import Refused


@dataclass(frozen=True, slots=True)
class StageWanted:
    """A stage as the host sets it; ``people`` and ``deputies`` are those named for it (empty: whoever has the part)."""

    name: str
    passers: Passer = Passer.HOST
    hours: int | None = None
    people: tuple[User, ...] = ()
    deputies: tuple[User, ...] = ()


def set_chain(
    of: Channel | Publisher,
    stages: Iterable[StageWanted],
    *,
    by: User,
    returns_to: int = 1,
    may_be_urgent: bool = False,
    entries_stage: int | None = None,
    entries_go_first: bool = False,
) -> Chain | None:
    """Set the stages for a channel or a publisher; none takes the chain away. What is under way goes by the new ones.

    Entries of live reports are passed by one stage, the last where none is named, before they come out or afterwards.
    """
    if not by.is_operator():
        raise Refused(_("Only an operator sets who reviews what."))
    wanted = list(stages)
    if len(wanted) > STAGES_MOST:
        raise Refused(_("A chain has at most five stages."))
    if any(not stage.name.strip() for stage in wanted):
        raise Refused(_("Each stage needs a name."))
    if wanted and not 1 <= returns_to <= len(wanted):
        raise Refused(_("An edited article goes back to one of the stages."), field="returns_to")
    if wanted and entries_stage is not None and not 1 <= entries_stage <= len(wanted):
        raise Refused(_("Entries of live reports are passed by one of the stages."), field="entries_stage")
    key = {"channel": of} if isinstance(of, Channel) else {"publisher": of}
    with transaction.atomic():
        if not wanted:
            Chain.objects.filter(**key).delete()
            return None
        said = {
            "returns_to": returns_to, "may_be_urgent": may_be_urgent, "entries_stage": entries_stage,
            "entries_go_first": entries_go_first, "changed_at": now(),
        }  # fmt: skip
        chain, _made = Chain.objects.update_or_create(**key, defaults=said)
        chain.stages.all().delete()
        for position, stage in enumerate(wanted, 1):
            _keep(chain, position, stage)
    return chain


def _keep(chain: Chain, position: int, wanted: StageWanted) -> None:
    stage = Stage.objects.create(
        chain=chain, position=position, name=wanted.name.strip()[:40], passers=wanted.passers, hours=wanted.hours
    )
    named = dict.fromkeys(wanted.deputies, True) | dict.fromkeys(wanted.people, False)
    StagePerson.objects.bulk_create(
        StagePerson(stage=stage, user=user, is_deputy=is_deputy) for user, is_deputy in named.items()
    )


def chain_of(article: Article) -> Chain | None:
    """Return the chain that an article goes through: its channel's, else its publisher's."""
    found = Chain.objects.filter(channel=article.channel_id).first() if article.channel_id else None
    return found or Chain.objects.filter(publisher=article.publisher_id).first()


def standing(review: Review, revision: Revision | None, chain: Chain) -> dict[int, Pass]:
    """Return the passes that hold for a revision: position → pass.

    An edit is a new revision, so it leaves only what stands before the stage that edited articles go back to.
    """
    key = revision.pk if revision else None
    return {
        one.position: one
        for one in review.passes.order_by("at", "pk")
        if one.revision_id == key or one.position < chain.returns_to
    }


def has_passed(article: Article, revision: Revision, chain: Chain) -> bool:
    """Whether every stage has passed this revision, or whoever may has let it out as urgent."""
    positions = set(chain.stages.values_list("position", flat=True))
    for review in article.reviews.all():
        held = standing(review, revision, chain)
        if positions <= set(held):
            return True
        last = held.get(max(positions))
        if review.urgent_at is not None and last is not None and last.revision_id == revision.pk:
            return True
    return False


def stages(*, article: Article, revision: Revision, by: Actor) -> Iterator[Finding]:
    """See that an article goes through the stages that the host set (a gate)."""
    del by
    chain = chain_of(article)
    if chain is None or has_passed(article, revision, chain):
        return
    names = _(", ").join(chain.stages.values_list("name", flat=True))
    # What waits in review already must not come out by one look of the host alone.
    weight = Weight.REFUSE if article.state == State.IN_REVIEW else Weight.REVIEW
    yield Finding("stages", weight, _("It goes through these stages: %(names)s.") % {"names": names})


def open_review(article: Article, *, by: Actor, wanted_at: dt.datetime | None = None) -> Review | None:
    """Let an article that has a chain wait at its first stage; what was passed before and still holds stays passed."""
    chain = chain_of(article)
    if chain is None:
        return None
    moment = now()
    review = article.reviews.exclude(state=ReviewState.DONE).first() or Review(article=article, opened_at=moment)
    review.chain, review.state, review.asked_by = chain, ReviewState.OPEN, by
    review.reached_at, review.wanted_at = moment, wanted_at
    review.save()
    return review
