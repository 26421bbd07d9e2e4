"""What the kinds of articles ask for: a video its video, a gallery its pictures, a short post that it is short."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from haowen.domain.articles.drafts import Draft, one_cover
from haowen.domain.articles.gates import is_host
from haowen.domain.articles.models import Article, Kind, Revision
from haowen.domain.media.models import Media, MediaKind
from haowen.domain.people.models import Actor
from haowen.domain.site.changing import current
from haowen.kit.gates import Finding, Weight
from haowen.text import markup
from haowen.text.lengths import columns
from haowen.text.titles import shortened

PICTURES_LEAST = 2
TITLE_MOST = 40


def completed(draft: Draft, kind: str) -> Draft:
    """Return the draft with what its kind lets us fill in where the writer left it empty.

    A short post is called what it begins with; a video stands for itself in lists.
    """
    if kind == Kind.SHORT and not draft.title:
        draft = replace(draft, title=shortened(markup.to_text(markup.clean(draft.html)), TITLE_MOST))
    if kind == Kind.VIDEO and draft.cover is None:
        keys = markup.media_keys(markup.clean(draft.html))
        videos = {row.sha256: row for row in Media.objects.filter(sha256__in=keys, kind=MediaKind.VIDEO)}
        draft = replace(draft, covers=one_cover(next((videos[key] for key in keys if key in videos), None)))
    return draft


def kinds(*, article: Article, revision: Revision, by: Actor) -> Iterator[Finding]:
    """Ask for what makes an article of its kind; what the host brings in is taken as it is."""
    if is_host(by):
        return
    if article.kind == Kind.VIDEO and not revision.pictures.filter(media__kind=MediaKind.VIDEO).exists():
        yield _refuse(_("A video needs its video: put one into the text."))
    if article.kind == Kind.GALLERY and revision.pictures.count() < PICTURES_LEAST:
        yield _refuse(_("A gallery needs two pictures at least."))
    most = current().short_most
    if article.kind == Kind.SHORT and (length := columns(revision.body.plain)) > most:
        text = _("A short post has %(most)d characters at most; this one has %(length)d. It may be an article instead.")
        yield _refuse(text % {"most": most, "length": length})


def _refuse(message: str) -> Finding:
    return Finding("kinds", Weight.REFUSE, message, "body")
