"""What the checker says before publishing of addresses that are dead."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from haowen.domain.articles.models import Article, Revision
from haowen.domain.people.models import Actor
from haowen.domain.sources.naming import known
from haowen.kit.gates import Finding, Weight
from haowen.text import markup


def dead_links(*, article: Article, revision: Revision, by: Actor) -> Iterator[Finding]:
    """Name the sources whose links lead nowhere any more."""
    del article, by
    rows = list(revision.references.all())
    links = known(row.url for row in rows if row.url) if rows else {}
    numbers = markup.numbered(revision.body.html, [row.key for row in rows])
    for row in rows:
        link = links.get(row.url)
        if link is not None and link.died_on is not None:
            said = _("The link of reference %(number)d is dead.") % {"number": numbers[row.key]}
            yield Finding("dead_links", Weight.ADVICE, said, "references", row.title)
