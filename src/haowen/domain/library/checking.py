"""The checker's word on videos: who cannot hear them is told what is said."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from haowen.domain.articles.models import Article, Revision
from haowen.domain.library.playing import are_captioned
from haowen.domain.media.models import MediaKind
from haowen.domain.people.models import Actor
from haowen.kit.gates import Finding, Weight


def captioned(*, article: Article, revision: Revision, by: Actor) -> Iterator[Finding]:
    """Ask for captions of the videos in the text. Advice, no obstacle."""
    del by
    videos = {row.media.sha256 for row in revision.pictures.all() if row.media.kind == MediaKind.VIDEO}
    if videos - are_captioned(article.publisher_id, videos):
        message = _("A video has no captions for those who cannot hear it. Add them in the library.")
        yield Finding("captioned", Weight.ADVICE, message, "body")
