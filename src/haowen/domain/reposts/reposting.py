"""Making a repost: a draft of one's own publisher with the original's words and pictures, which names where it is from."""

import re
from dataclasses import replace
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.articles import saving
from haowen.domain.articles.drafts import Draft, DraftDeclaration
from haowen.domain.articles.models import Article, DeclarationKind, Revision
from haowen.domain.people.models import Actor
from haowen.domain.publishers.models import Publisher
from haowen.domain.reposts.events import RepostRecognised
from haowen.domain.reposts.granting import permit_for
from haowen.domain.reposts.models import Repost
from haowen.domain.site.models import Origin
from haowen.kit.events import announce
from haowen.kit.refusals import Refused

_ADDRESS = re.compile(r"/a/([a-z0-9]{5,20})/?(?:[?#].*)?$")
_ORIGINS: Final = (DeclarationKind.ORIGINAL, DeclarationKind.REPOST)


def address_of(article: Article) -> str:
    """Return an article's address as it is written down elsewhere."""
    return f"{settings.BASE_URL}/a/{article.public_id}"


def make(original: Article, publisher: Publisher, *, by: Actor) -> Article:
    """Make the draft of a repost; a publisher that has one already gets that. Raises Refused without the right to it."""
    known = Article.objects.filter(publisher=publisher, repost_of__original=original, trashed_at=None).first()
    if known is not None:
        return known
    shown = original.revision
    if shown is None or not permit_for(original, publisher).may_repost:
        raise Refused(_("Your publisher may not repost this article."))
    with transaction.atomic():
        made = saving.create(
            publisher,
            _draft(original, shown),
            by=by,
            language=original.language,
            origin=Origin.REPOST,
            source_name=original.publisher.name[:120],
            source_url=address_of(original),
            licence=original.licence,
        )
        Repost.objects.create(article=made, original=original, title=shown.title, sha256=shown.sha256)
    return made


def _draft(original: Article, shown: Revision) -> Draft:
    told: Draft = saving.as_draft(shown)
    repost = DraftDeclaration(
        DeclarationKind.REPOST,
        note=_("granted by %(name)s") % {"name": original.publisher.name[:80]},
        source_name=original.publisher.name[:120],
        source_url=address_of(original),
    )
    others = [row for row in told.declarations if row.kind not in _ORIGINS]
    return replace(told, declarations=(repost, *others), imported={})


def declared_of(revision: Revision) -> Article | None:
    """Return the article of this site that a revision says it is a repost of."""
    for row in revision.declarations.all():
        found = _ADDRESS.search(row.source_url) if row.kind == DeclarationKind.REPOST else None
        if found and row.source_url.startswith((settings.BASE_URL + "/", "/a/")):
            return Article.objects.filter(public_id=found[1]).select_related("publisher", "revision").first()
    return None


def recognise(article: Article) -> Repost | None:
    """Note of what an article that came out says it is a repost of, where it says an article of this site."""
    if article.translation_of_id is not None:  # led to by its language, not by what it says again
        return None
    if article.revision is None or Repost.objects.filter(article=article).exists():
        return None
    original = declared_of(article.revision)
    if original is None or original.publisher_id == article.publisher_id or original.revision is None:
        return None
    with transaction.atomic():
        row, _is_new = Repost.objects.get_or_create(
            article=article,
            defaults={"original": original, "title": original.revision.title, "sha256": original.revision.sha256},
        )
        announce(RepostRecognised(article_id=original.pk))
    return row
