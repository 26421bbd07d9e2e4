"""The checker: gates that tell the writer what readers would stumble over. Advice, no obstacle."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from haowen.domain.articles.models import Article, Revision
from haowen.domain.people.models import Actor
from haowen.kit.gates import Finding, Weight
from haowen.text import markup, stumbles
from haowen.text.references.sameness import doubles
from haowen.text.stumbles import Kind, Stumble

_FIELDS = {Kind.NEVER_CITED: "references", Kind.CITES_NOTHING: "references", Kind.SHOUTS: "title"}


def stumbling(*, article: Article, revision: Revision, by: Actor) -> Iterator[Finding]:
    """Name what readers would stumble over in the text, its references, its pictures and its title."""
    del article, by
    references = [(row.key, row.title) for row in revision.references.all()]  # imports have asked for many at once
    found = stumbles.in_title(revision.title) + stumbles.in_body(revision.body.html, references)
    covers = list(revision.covers.all()) if revision.cover_id else []
    if any(not cover.alt.strip() for cover in covers):
        yield _advice(_("The cover has no text for those who cannot see it."), "covers")
    if len(covers) == 2:  # noqa: PLR2004 - one too few
        yield _advice(_("Lists show one picture or three; of three, one is missing here."), "covers")
    if stumbles.in_title(revision.second_title):
        yield _advice(_("The second title shouts."), "second_title")
    rows = list(revision.references.all())
    numbers = markup.numbered(revision.body.html, [row.key for row in rows])
    for at, twin in doubles(rows):
        said = _("References %(one)d and %(other)d look like the same source.")
        yield _advice(
            said % {"one": numbers[rows[twin].key], "other": numbers[rows[at].key]}, "references", rows[at].title
        )
    for one in found:
        yield _advice(_said(one), _FIELDS.get(one.kind, "body"), one.passage)


def _advice(message: str, field: str, passage: str = "") -> Finding:
    return Finding("stumbling", Weight.ADVICE, message, field, passage)


def _said(one: Stumble) -> str:
    words = {
        Kind.NO_ALTERNATIVE: _("Picture %(number)d has no text for those who cannot see it."),
        Kind.HEADING_JUMP: _("Heading %(number)d skips a level."),
        Kind.EMPTY_HEADING: _("Heading %(number)d is empty."),
        Kind.EMPTY_LINK: _("A link has no words to press on."),
        Kind.NEVER_CITED: _("Reference %(number)d is never cited in the text."),
        Kind.CITES_NOTHING: _("The text cites a reference that is not in the list."),
        Kind.SHOUTS: _("The title shouts."),
    }
    return words[one.kind] % {"number": one.number}
