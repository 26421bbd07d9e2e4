"""Who may repost what: an article's own grant, else its publisher's, else whoever asks; and what was answered."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.articles.access import readable
from haowen.domain.articles.models import Article
from haowen.domain.publishers.models import Publisher
from haowen.domain.reposts.models import Answer, Grant, Request, Who
from haowen.kit.clock import now
from haowen.kit.refusals import Refused


@dataclass(frozen=True, slots=True)
class Terms:
    """What is granted for one article: to whom, and whether it may be changed. ``is_own``: by the article itself."""

    who: Who
    may_change: bool
    named: tuple[Publisher, ...] = ()
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Permit:
    """What one publisher may do with an article: repost it, ask for it, or neither."""

    may_repost: bool
    may_ask: bool = False
    may_change: bool = False


def terms_of(article: Article) -> Terms:
    """Return what is granted for an article."""
    rows = Grant.objects.prefetch_related("named")
    own = rows.filter(article=article).first()
    found = own or rows.filter(publisher=article.publisher_id).first()
    if found is None:
        return Terms(Who.ASK, may_change=False)
    return Terms(Who(found.who), found.may_change, tuple(found.named.all()), is_own=own is not None)


def default_of(publisher: Publisher) -> Terms:
    """Return what a publisher grants where an article says nothing of its own."""
    found = Grant.objects.prefetch_related("named").filter(publisher=publisher).first()
    return (
        Terms(Who(found.who), found.may_change, tuple(found.named.all())) if found else Terms(Who.ASK, may_change=False)
    )


def permit_for(article: Article, publisher: Publisher) -> Permit:
    """Return what a publisher may do with another's article: what was answered to it counts, then the grant."""
    if not readable().filter(pk=article.pk).exists() or article.publisher_id == publisher.pk:
        return Permit(may_repost=False)
    terms = terms_of(article)
    if terms.who == Who.ALL or (terms.who == Who.NAMED and publisher in terms.named):
        return Permit(may_repost=True, may_change=terms.may_change)
    answered = Request.objects.filter(article=article, publisher=publisher).exclude(answer=Answer.OPEN).first()
    if answered is not None and answered.answer == Answer.GRANTED:
        return Permit(may_repost=True, may_change=answered.may_change)
    return Permit(may_repost=False, may_ask=terms.who == Who.ASK)


def grant(
    of: Article | Publisher, *, who: Who | None, may_change: bool = False, named: Iterable[Publisher] = ()
) -> None:
    """Set who may repost an article, or what of a publisher has no grant of its own; ``who`` None: as the publisher says.

    What was brought out until then stays; it is asked again only before a repost comes out. Raises Refused.
    """
    own = {"article": of} if isinstance(of, Article) else {"publisher": of}
    chosen = list(named)
    if who == Who.NAMED and not chosen:
        raise Refused(_("Please name the publishers that may repost it."), field="named")
    with transaction.atomic():
        if who is None:
            Grant.objects.filter(**own).delete()
            return
        said = {"who": who, "may_change": may_change and who != Who.NOBODY, "changed_at": now()}
        kept, _is_new = Grant.objects.update_or_create(**own, defaults=said)
        kept.named.set(chosen if who == Who.NAMED else [])
