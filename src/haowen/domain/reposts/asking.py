"""Asking for the right to repost, and answering."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from haowen.domain.articles.models import Article
from haowen.domain.people.models import Actor, User
from haowen.domain.publishers.models import MemberRole, Publisher
from haowen.domain.reposts.events import RepostAnswered, RepostAsked
from haowen.domain.reposts.granting import permit_for
from haowen.domain.reposts.models import Answer, Request
from haowen.kit import limits
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused

A_DAY, DAY = 20, 24 * 3600
ANSWERING = (MemberRole.OWNER, MemberRole.EDITOR)


def ask(article: Article, publisher: Publisher, *, by: Actor, words: str = "") -> Request:
    """Ask for an article in the name of a publisher. Raises Refused where that is not for asking, or asked already."""
    if not permit_for(article, publisher).may_ask:
        raise Refused(_("This article is not one to ask for."))
    if not limits.take("repost", publisher.public_id, A_DAY, DAY):
        raise Refused(_("Your publisher asked %(count)d times today; please go on tomorrow.") % {"count": A_DAY})
    try:
        with transaction.atomic():
            made = Request.objects.create(article=article, publisher=publisher, asked_by=by, words=words.strip()[:500])
            announce(RepostAsked(request_id=made.pk))
    except IntegrityError as error:
        raise Refused(_("Your publisher has asked already; the answer comes here and by mail.")) from error
    return made


def answer(request: Request, *, granted: bool, may_change: bool, reasons: str, by: Actor) -> Request:
    """Answer once. Raises Refused where somebody has, and where a no gives no reasons."""
    if not granted and not reasons.strip():
        raise Refused(_("Please say why not; the others read it."), field="reasons")
    with transaction.atomic():
        rows = Request.objects.filter(pk=request.pk, answer=Answer.OPEN)
        done = rows.update(
            answer=Answer.GRANTED if granted else Answer.REFUSED,
            may_change=granted and may_change,
            reasons=reasons.strip()[:500],
            answered_by=by,
            answered_at=now(),
        )
        if not done:
            raise Refused(_("Somebody has answered already."))
        announce(RepostAnswered(request_id=request.pk))
    request.refresh_from_db()
    return request


def answered_by(user: User, publisher: Publisher) -> bool:
    """Whether this person may say who reposts what of a publisher."""
    return publisher.members.filter(user=user, role__in=ANSWERING).exists()
