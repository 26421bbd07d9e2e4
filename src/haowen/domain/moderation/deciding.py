"""Deciding a case: statement, restriction and decision are one transaction, or nothing happens."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.articles import pictures
from haowen.domain.articles import restricting as articles
from haowen.domain.articles.models import Article, ArticleEffect, ArticleRestriction
from haowen.domain.comments import restricting as comments
from haowen.domain.comments.models import CommentEffect, CommentRestriction
from haowen.domain.media import restricting as media
from haowen.domain.moderation.events import CaseDecided
from haowen.domain.moderation.models import Case, CaseState, Decision, Outcome
from haowen.domain.people.models import User
from haowen.domain.publishers import restricting as publishers
from haowen.domain.publishers.models import PublisherEffect, PublisherRestriction
from haowen.domain.statements.issuing import issue
from haowen.domain.statements.models import Ground, Statement
from haowen.domain.statements.standing import in_force
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused

EFFECT = "withheld"


def withhold(
    case: Case, *, by: User, ground: Ground | str, rule: str, facts: str, until: dt.datetime | None = None
) -> Decision:
    """Take what the case is about from readers, under a statement of reasons."""
    _may(by)
    with transaction.atomic():
        _lock(case)
        if case.article_id is None and case.comment_id is None and case.publisher_id is None:
            raise Refused(_("A page of the host cannot be withheld here: change it, then close the case with a note."))
        if is_withheld(case):
            raise Refused(_("This is withheld already."))
        statement = issue(ground=ground, rule=rule, facts=facts, effect=EFFECT, until=until, by_public_id=by.public_id)
        _restrict(case, statement, until)
        return _decide(case, Outcome.WITHHELD, by=by, statement=statement)


def restore(case: Case, *, by: User, note: str) -> Decision:
    """Give back what was withheld."""
    _may(by)
    note = _noted(note)
    with transaction.atomic():
        _lock(case)
        if not _lift(case):
            raise Refused(_("Nothing is withheld here."))
        return _decide(case, Outcome.RESTORED, by=by, note=note)


def dismiss(case: Case, *, by: User, note: str) -> Decision:
    """Close a case without taking anything from anybody."""
    _may(by)
    note = _noted(note)
    with transaction.atomic():
        if _lock(case).state != CaseState.OPEN:
            raise Refused(_("This case has been decided already."))
        return _decide(case, Outcome.NO_ACTION, by=by, note=note)


def is_withheld(case: Case) -> bool:
    """Whether what the case is about is withheld now, by itself."""
    standing = in_force(now())
    if case.article_id is not None:
        return ArticleRestriction.objects.filter(
            standing, article=case.article_id, effect=ArticleEffect.WITHHELD
        ).exists()
    if case.comment_id is not None:
        return CommentRestriction.objects.filter(
            standing, comment=case.comment_id, effect=CommentEffect.WITHHELD
        ).exists()
    return PublisherRestriction.objects.filter(
        standing, publisher=case.publisher_id, effect=PublisherEffect.WITHHELD
    ).exists()


def _restrict(case: Case, statement: Statement, until: dt.datetime | None) -> None:
    if case.article is not None:
        articles.restrict(case.article, ArticleEffect.WITHHELD, under=statement, until=until)
    elif case.comment is not None:
        comments.restrict(case.comment, CommentEffect.WITHHELD, under=statement, until=until)
    elif case.publisher is not None:
        pictures.withhold(
            Article.objects.filter(publisher=case.publisher).values_list("pk", flat=True), under=statement, until=until
        )
        publishers.restrict(case.publisher, PublisherEffect.WITHHELD, under=statement, until=until)


def _lift(case: Case) -> int:
    if case.article is not None:
        return articles.lift(case.article, ArticleEffect.WITHHELD)
    if case.comment is not None:
        return comments.lift(case.comment, CommentEffect.WITHHELD)
    if case.publisher is not None:
        standing = PublisherRestriction.objects.filter(
            in_force(now()), publisher=case.publisher, effect=PublisherEffect.WITHHELD
        )
        media.lift(statements=standing.values_list("statement", flat=True))
        return publishers.lift(case.publisher, PublisherEffect.WITHHELD)
    return 0


def _lock(case: Case) -> Case:
    return Case.objects.select_for_update().get(pk=case.pk)


def _decide(case: Case, outcome: Outcome, *, by: User, statement: Statement | None = None, note: str = "") -> Decision:
    decision = Decision.objects.create(case=case, outcome=outcome, statement=statement, note=note, by=by, at=now())
    Case.objects.filter(pk=case.pk).update(state=CaseState.DECIDED)
    case.state = CaseState.DECIDED
    announce(CaseDecided(case_id=case.pk))
    return decision


def _noted(note: str) -> str:
    if not note.strip():
        raise Refused(_("Write a note: whoever reported will read it."), field="note")
    return note.strip()


def _may(by: User) -> None:
    if not by.may_moderate():
        raise Refused(_("Only moderators decide on cases."))
