"""The originals: verticals of the host, and the articles in them."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from haowen.domain.articles.access import listed
from haowen.domain.articles.models import Article
from haowen.domain.headlines.events import OriginalsChanged
from haowen.domain.headlines.models import Vertical, VerticalArticle
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.refusals import Refused

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,29}")
ZH_MOST, EN_MOST = 20, 30


def open_vertical(slug: str, zh: str, en: str, position: int) -> Vertical:
    """Open a vertical, or rename and move the one at this address."""
    zh, en = zh.strip(), en.strip()
    if not _SLUG.fullmatch(slug):
        raise Refused(_("The address of a vertical has small letters, digits and hyphens, at most 30."), field="slug")
    if not zh or len(zh) > ZH_MOST:
        raise Refused(_("A vertical needs a Chinese name of at most 20 characters."), field="name_zh")
    if not en or len(en) > EN_MOST:
        raise Refused(_("A vertical needs an English name of at most 30 characters."), field="name_en")
    with transaction.atomic():
        vertical, _made = Vertical.objects.update_or_create(
            slug=slug, defaults={"name_zh": zh, "name_en": en, "position": position}
        )
        announce(OriginalsChanged())
    return vertical


def enter(vertical: Vertical, article: Article, position: int) -> VerticalArticle:
    """Put an article in a vertical, or move it there."""
    if not listed(now()).filter(pk=article.pk).exists():
        raise Refused(_("Only an article that readers can find can be an original."), field="article")
    with transaction.atomic():
        entry, _made = VerticalArticle.objects.update_or_create(
            vertical=vertical, article=article, defaults={"position": position}
        )
        announce(OriginalsChanged())
    return entry


def leave(vertical: Vertical, article: Article) -> None:
    """Take an article from a vertical."""
    with transaction.atomic():
        gone, _rows = VerticalArticle.objects.filter(vertical=vertical, article=article).delete()
        if gone:
            announce(OriginalsChanged())
