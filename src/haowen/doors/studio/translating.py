"""A translation as the publishing dialog knows it: of one's own article it is one's own work, of another's a repost by grant."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from haowen.domain.articles.models import Article, DeclarationKind
from haowen.domain.reposts.granting import permit_for
from haowen.domain.reposts.reposting import address_of

TRANSLATION: Final = "translation"


def granted(original: Article, article: Article) -> None:
    """Raise ValidationError where another publisher's article is translated without the right to a changed repost."""
    if original.publisher_id == article.publisher_id or original.pk == article.translation_of_id:
        return
    permit = permit_for(original, article.publisher)
    if not (permit.may_repost and permit.may_change):
        text = _("“%(name)s” has not granted your publisher to bring this article out changed, as a translation does.")
        raise forms.ValidationError(text % {"name": original.publisher.name})


def stated(said: dict[str, Any], article: Article) -> str:
    """Return the declaration that a chosen origin means, and fill in the source of another's article."""
    original = said.get("translation_of")
    if said.get("origin") != TRANSLATION or original is None:
        return str(said.get("origin", ""))
    if original.publisher_id == article.publisher_id:
        return DeclarationKind.ORIGINAL.value
    said["repost_source"] = said.get("repost_source") or original.publisher.name[:120]
    said["repost_url"] = address_of(original)
    said["repost_permission"] = said.get("repost_permission") or _("translation granted by %(name)s") % {
        "name": original.publisher.name[:80]
    }
    return DeclarationKind.REPOST.value
