"""What is asked before an article is published. The same for the web, imports and the command line."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from haowen.domain.articles.models import Article, Cause, DeclarationKind, Kind, Revision, State
from haowen.domain.channels.opening import AI, HISTORY
from haowen.domain.people.models import AccountEffect, Actor, ActorKind
from haowen.domain.people.restricting import restrictions_of
from haowen.domain.publishers.access import WRITING_ROLES, restricted
from haowen.domain.publishers.models import Publisher, PublisherEffect
from haowen.domain.site.changing import current
from haowen.domain.site.models import Origin
from haowen.kit.clock import now
from haowen.kit.gates import Finding, Weight
from haowen.text.lengths import columns

AI_KINDS = (DeclarationKind.AI_NONE, DeclarationKind.AI_ASSISTED, DeclarationKind.AI_GENERATED)


def _refuse(gate: str, message: str, field: str = "") -> Finding:
    return Finding(gate, Weight.REFUSE, message, field)


def is_host(actor: Actor) -> bool:
    """Whether the host itself acts: on the command line, in tasks, or for a person of the host at the desk."""
    return actor.kind == ActorKind.HOST


def membership(*, article: Article, revision: Revision, by: Actor) -> Iterator[Finding]:
    """Ask whether whoever publishes writes for this publisher, or is the host."""
    del revision
    if is_host(by):
        return
    member = article.publisher.members.filter(user=by.user_id, role__in=WRITING_ROLES)
    if by.user_id is None or not member.exists():
        yield _refuse("membership", _("You do not write for this publisher."))


def review(*, article: Article, revision: Revision, by: Actor) -> Iterator[Finding]:
    """See that what waits in review comes out by the host alone."""
    del revision
    if article.state == State.IN_REVIEW and not is_host(by):
        yield _refuse("review", _("This article waits for a person of the host to look at it."))


def trash(*, article: Article, revision: Revision, by: Actor) -> Iterator[Finding]:
    """See that nothing comes out of the trash unasked."""
    del revision, by
    if article.trashed_at is not None:
        yield _refuse("trash", _("This article lies in the trash. Take it out first."))


def restrictions(*, article: Article, revision: Revision, by: Actor) -> Iterator[Finding]:
    """See that nobody publishes from whom publishing was taken under a statement: neither a publisher nor a person."""
    del revision
    had = article.publisher.restrictions.all()  # none at all for nearly everybody, and imports know that already
    taken = restricted(now(), PublisherEffect.NO_PUBLISHING, PublisherEffect.WITHHELD) if had else None
    if taken is not None and Publisher.objects.filter(taken, pk=article.publisher_id).exists():
        yield _refuse("restrictions", _("Publishing has been taken from this publisher; see the statement of reasons."))
    if by.user is not None and restrictions_of(by.user).filter(
        effect__in=[AccountEffect.NO_PUBLISHING, AccountEffect.CLOSED]
    ):
        yield _refuse("restrictions", _("Publishing has been taken from your account; see the statement of reasons."))


def title(*, article: Article, revision: Revision, by: Actor) -> Iterator[Finding]:
    """Ask for titles of the length that the host set; what is imported keeps its title whatever its length."""
    said, second = revision.title.strip(), revision.second_title.strip()
    if not said:
        yield _refuse("title", _("The article needs a title."), "title")
        return
    if is_host(by):
        return
    if not _came_with(article, said):
        yield from _bounds(said, "title", has_least=article.kind != Kind.SHORT)  # that is called what it begins with
    if second and second == said:
        yield _refuse("title", _("The second title says the same as the first."), "second_title")
    elif second:
        yield from _bounds(second, "second_title")


def _came_with(article: Article, title: str) -> bool:
    """Whether a writer's import brought this title along."""
    brought = article.revisions.filter(cause=Cause.IMPORT, title=title)
    return article.import_key is not None and brought.exists()


def _bounds(said: str, field: str, *, has_least: bool = True) -> Iterator[Finding]:
    site, long = current(), columns(said)
    if has_least and long < site.title_least:
        message = (
            _("The second title is too short: %(least)d characters are the least (a Latin letter counts half).")
            if field == "second_title"
            else _("The title is too short: %(least)d characters are the least (a Latin letter counts half).")
        )
        yield _refuse("title", message % {"least": site.title_least}, field)
    if long > site.title_most:
        message = (
            _("The second title is too long: %(most)d characters are the most (a Latin letter counts half).")
            if field == "second_title"
            else _("The title is too long: %(most)d characters are the most (a Latin letter counts half).")
        )
        yield _refuse("title", message % {"most": site.title_most}, field)


def body(*, article: Article, revision: Revision, by: Actor) -> Iterator[Finding]:
    """Ask for something to read or to see."""
    del article, by
    if not revision.body.plain.strip() and not revision.pictures.exists():
        yield _refuse("body", _("There is no text to publish yet."), "body")


def channel(*, article: Article, revision: Revision, by: Actor) -> Iterator[Finding]:
    """See that the channel, where there is one, is open."""
    del revision, by
    if article.channel is not None and not article.channel.is_open:
        yield _refuse("channel", _("This channel is closed. Please choose another."), "channel")


def declarations(*, article: Article, revision: Revision, by: Actor) -> Iterator[Finding]:
    """See that what the channel demands is declared, and nothing that contradicts itself."""
    del by
    stated = {declaration.kind for declaration in revision.declarations.all()}
    if len(stated.intersection(AI_KINDS)) > 1:
        yield _refuse("declarations", _("Choose one declaration on the use of AI."), "declarations")
    if {DeclarationKind.ORIGINAL, DeclarationKind.REPOST} <= stated:
        yield _refuse("declarations", _("An article is either original or a repost."), "declarations")
    if article.channel is None:
        return
    yield from _footage(article, revision)
    for demanded in article.channel.demands.order_by("pk").values_list("declaration", flat=True):
        if demanded == HISTORY:
            if article.history_shown_at is None:
                message = _("In this channel readers may see what an article said before. Please allow it.")
                yield _refuse("declarations", message, HISTORY)
        elif demanded == AI and not stated.intersection(AI_KINDS):
            yield _refuse("declarations", _("This channel demands a declaration on the use of AI."), AI)
        elif demanded != AI and demanded not in stated:
            message = _("This channel demands a declaration: %(kind)s.") % {"kind": _name(demanded)}
            yield _refuse("declarations", message, demanded)


def _footage(article: Article, revision: Revision) -> Iterator[Finding]:
    """Ask for time and place of own pictures where the channel demands that they are declared."""
    if article.channel is None or not article.channel.demands.filter(declaration=DeclarationKind.OWN_FOOTAGE).exists():
        return
    for row in revision.declarations.all():
        if row.kind == DeclarationKind.OWN_FOOTAGE and not row.event_on:
            yield _refuse("declarations", _("This channel demands to know when own pictures were taken."), "footage_on")
        if row.kind == DeclarationKind.OWN_FOOTAGE and not row.place:
            message = _("This channel demands to know where own pictures were taken.")
            yield _refuse("declarations", message, "footage_place")


def _name(kind: str) -> str:
    names = {
        DeclarationKind.ORIGINAL: _("Original work"),
        DeclarationKind.REPOST: _("Repost"),
        DeclarationKind.AI_NONE: _("Made without AI"),
        DeclarationKind.AI_ASSISTED: _("AI helped"),
        DeclarationKind.AI_GENERATED: _("AI generated"),
        DeclarationKind.FICTION: _("Fiction"),
        DeclarationKind.OPINION: _("Opinion"),
        DeclarationKind.OLD_EVENT: _("Tells of an old event"),
        DeclarationKind.OWN_FOOTAGE: _("Own pictures or video"),
        DeclarationKind.ADVERTISING: _("Advertising"),
    }
    return names.get(DeclarationKind(kind), kind) if kind in DeclarationKind.values else kind


def source(*, article: Article, revision: Revision, by: Actor) -> Iterator[Finding]:
    """See that a repost says where it is from, and who permitted it; of what the host brings in that need not be known."""
    declared = [row for row in revision.declarations.all() if row.kind == DeclarationKind.REPOST]
    if article.origin == Origin.REPOST and not article.source_name and not any(row.source_name for row in declared):
        yield _refuse("source", _("A repost names its source."), "source_name")
    if declared and not is_host(by) and not any(row.note.strip() for row in declared):
        yield _refuse("source", _("A repost says who permitted it."), "repost_permission")


BEFORE_PUBLISHING = (membership, review, trash, restrictions, title, body, channel, declarations, source)
