"""What is told before publishing: that much of the text stands in another article already."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from haowen.derived.duplicates.finding import alike
from haowen.domain.articles.gates import is_host
from haowen.domain.articles.models import Article, Revision
from haowen.domain.people.models import Actor
from haowen.kit.gates import Finding, Weight

_TOLD = 3


def copies(*, article: Article, revision: Revision, by: Actor) -> Iterator[Finding]:
    """Name the articles that the text is a near duplicate of: advice, no obstacle. The host sees its list on the desk."""
    if is_host(by):
        return
    found = {
        one.article_id: one.comparison for one in alike(revision.title, revision.body.plain, but=article.pk)[:_TOLD]
    }
    for other in Article.objects.filter(pk__in=found).select_related("publisher"):
        said = {
            "percent": round(found[other.pk].contained * 100),
            "title": other.title,
            "publisher": other.publisher.name,
        }
        message = _("%(percent)s %% of this text stands in “%(title)s” by %(publisher)s.") % said
        yield Finding("copies", Weight.ADVICE, message, "body")
