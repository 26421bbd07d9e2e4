"""The label that a file's own metadata puts on an article: nobody takes it off but by taking the file out."""

from collections.abc import Iterable, Mapping

from haowen.domain.articles.models import Article, Label, LabelKind, Revision, RevisionCover, RevisionMedia
from haowen.domain.media.showing import original_path
from haowen.text import provenance

BY_FILE = "file"  # in place of a person's public id


def said_by_files(revisions: Iterable[Revision]) -> dict[int, str]:
    """Return what in the files of revisions says that AI made them: revision's key → the names of the marks.

    It reads the originals, so it is asked outside of transactions.
    """
    rows = {revision.pk: revision for revision in revisions}
    pictures: dict[int, set[str]] = {pk: set() for pk in rows}
    for shown in (RevisionMedia, RevisionCover):
        found = shown.objects.filter(revision__in=rows).values_list("revision", "media__sha256")
        for pk, sha256 in found:
            pictures[pk].add(sha256)
    known: dict[str, tuple[provenance.Mark, ...]] = {}
    for sha256 in set().union(*pictures.values()):
        known[sha256] = _marks(sha256)
    said = {
        pk: [mark.value for mark in provenance.Mark if any(mark in known[key] for key in keys)]
        for pk, keys in pictures.items()
    }
    return {pk: ", ".join(names) for pk, names in said.items() if names}


def _marks(sha256: str) -> tuple[provenance.Mark, ...]:
    try:
        return provenance.marks(original_path(sha256).read_bytes())
    except OSError:  # the original is not there: nothing is known of it
        return ()


def put_on(articles: Iterable[Article], said: Mapping[int, str]) -> None:
    """Label articles by what the files of the revision say that readers see now; what no file says any more goes."""
    now_shown = {article.pk: article.revision_id for article in articles}
    labelled = {pk: said[revision] for pk, revision in now_shown.items() if revision is not None and revision in said}
    rows = Label.objects.filter(article__in=now_shown, kind=LabelKind.AI_GENERATED, by_public_id=BY_FILE)
    rows.exclude(article__in=labelled).delete()
    for pk, note in labelled.items():
        Label.objects.get_or_create(
            article_id=pk, kind=LabelKind.AI_GENERATED, defaults={"note": note, "by_public_id": BY_FILE}
        )
