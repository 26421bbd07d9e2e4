"""The label that a file's own metadata puts on an article: nobody takes it off but by taking the file out."""

from collections.abc import Iterable, Iterator, Mapping
from mmap import ACCESS_READ, mmap

from haowen.domain.articles.models import Article, Label, LabelKind, LiveText, Revision, RevisionCover, RevisionMedia
from haowen.domain.media.showing import original_path
from haowen.text import markup, provenance

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
    for pk, keys in _of_reports(rows):
        pictures[pk] |= keys
    known: dict[str, tuple[provenance.Mark, ...]] = {}
    said = {pk: _names(keys, known) for pk, keys in pictures.items()}
    return {pk: names for pk, names in said.items() if names}


def said_by(keys: Iterable[str]) -> str:
    """Return what in these files (by their hashes) says that AI made them: the names of the marks."""
    return _names(keys, {})


def _of_reports(revisions: Iterable[int]) -> Iterator[tuple[int, set[str]]]:
    """Yield what the entries of live reports show now, with the key of the report's revision."""
    rows = LiveText.objects.out().filter(entry__article__revisions__in=revisions, entry__removed_at=None).order_by("pk")
    last = {entry: (pk, html) for pk, entry, html in rows.values_list("entry__article__revisions", "entry", "html")}
    for pk, html in last.values():
        yield pk, set(markup.media_keys(html))


def _names(keys: Iterable[str], known: dict[str, tuple[provenance.Mark, ...]]) -> str:
    found: set[provenance.Mark] = set()
    for sha256 in keys:
        if sha256 not in known:
            known[sha256] = _marks(sha256)
        found.update(known[sha256])
    return ", ".join(mark.value for mark in provenance.Mark if mark in found)


def _marks(sha256: str) -> tuple[provenance.Mark, ...]:
    try:
        # Mapped and not read: a video may be larger than the memory.
        with original_path(sha256).open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            return provenance.marks(data)
    except (OSError, ValueError):  # the original is not there, or empty: nothing is known of it
        return ()


def add(article_id: int, note: str) -> None:
    """Label an article by what a file says that it shows from now on besides its text."""
    said = {"note": note, "by_public_id": BY_FILE}
    Label.objects.get_or_create(article_id=article_id, kind=LabelKind.AI_GENERATED, defaults=said)


def put_on(articles: Iterable[Article], said: Mapping[int, str]) -> None:
    """Label articles by what the files of the revision say that readers see now; what no file says any more goes."""
    now_shown = {article.pk: article.revision_id for article in articles}
    labelled = {pk: said[revision] for pk, revision in now_shown.items() if revision is not None and revision in said}
    rows = Label.objects.filter(article__in=now_shown, kind=LabelKind.AI_GENERATED, by_public_id=BY_FILE)
    rows.exclude(article__in=labelled).delete()
    for pk, note in labelled.items():
        add(pk, note)
