"""The index on disk: tantivy in a folder, one writer at a time, any number of readers in any number of processes.

Everything that knows tantivy is here and in ``matching``; another engine would stand in their place. An index is never wrong
after its writer was killed: what was not committed was never there. What it holds of an article it says itself (``stamp``
and ``written``), so there is no second list that could tell otherwise.
"""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import tantivy

from haowen.text import pinyin, segmenting

FORM = 3  # of the fields and of the words in them; an index of another form is made anew
ORDERED = ("title", "body", "more")  # units in their order, for passages
BAGS = {"title": "title_terms", "body": "terms", "more": "more_terms"}  # what they are about
_HEAP = 30_000_000  # bytes of words that a writer collects before it writes them out
_BEGINNING = 40  # characters of a title that are suggested by


@dataclass(frozen=True, slots=True)
class Entry:
    """What is written of one article. ``names`` are those of its publisher, ``at`` its second in lists."""

    pk: int
    title: str
    body: str
    more: str = ""
    names: str = ""
    channel: int = 0
    publisher: int = 0
    kind: str = ""
    at: int = 0
    stamp: int = 0
    written: int = 0


class UnusableError(Exception):
    """The index is not there, of another form, or damaged."""


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    for name in ORDERED:
        builder.add_text_field(name, tokenizer_name="whitespace")
    for name in BAGS.values():
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("literal", "pinyin"):
        builder.add_text_field(name, tokenizer_name="whitespace")
    for name in ("beginning", "channel", "publisher", "kind"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("pk", "stamp", "written"):
        builder.add_integer_field(name, fast=True)
    builder.add_integer_field("at", fast=True, indexed=True)
    return builder.build()


SCHEMA = _schema()


def _document(entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("id", str(entry.pk))
    for name in ORDERED:
        text = f"{entry.names}\n{entry.more}" if name == "more" else getattr(entry, name)
        units, bag = segmenting.indexed(text)
        document.add_text(name, " ".join(units))
        document.add_text(BAGS[name], " ".join(bag))
    document.add_text("literal", " ".join(segmenting.shingles(f"{entry.title}\n{entry.body}")))
    document.add_text("pinyin", " ".join(pinyin.syllables(f"{entry.title}\n{entry.names}")))
    for beginning in pinyin.beginnings(entry.title, _BEGINNING):
        document.add_text("beginning", beginning)
    for name, value in (("channel", entry.channel), ("publisher", entry.publisher), ("kind", entry.kind)):
        document.add_text(name, str(value))
    for name in ("pk", "stamp", "written", "at"):
        document.add_integer(name, getattr(entry, name))
    return document


class Writer:
    """Replaces and drops entries; nothing is seen before the end of :func:`writing`."""

    def __init__(self, writer: tantivy.IndexWriter) -> None:
        """Hold the open writer."""
        self._writer = writer

    def put(self, entry: Entry) -> None:
        """Write an article's entry in place of what was there."""
        self.drop(entry.pk)
        self._writer.add_document(_document(entry))

    def add(self, entry: Entry) -> None:
        """Write an article's entry where there is none yet."""
        self._writer.add_document(_document(entry))

    def drop(self, pk: int) -> None:
        """Take an article's entry out, if there is one."""
        self._writer.delete_documents_by_term("id", str(pk))


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[Writer]:
    """Change an index: all that is done in the block is there after it, or nothing of it where the block fails.

    The writer is opened for the block and closed with it, so that its memory is held no longer than that. Raises
    UnusableError when there is no usable index, and when another process is writing.
    """
    with _understood():
        writer = _open(folder).writer(_HEAP, 1)
    try:
        yield Writer(writer)
        with _understood():
            writer.commit()
    except BaseException:
        with contextlib.suppress(Exception):
            writer.rollback()
        raise
    finally:
        with contextlib.suppress(Exception):
            writer.wait_merging_threads()


def make(folder: Path) -> None:
    """Make an empty index."""
    folder.mkdir(mode=0o700, parents=True)
    tantivy.Index(SCHEMA, path=str(folder))


def _open(folder: Path) -> tantivy.Index:
    if not (folder / "meta.json").is_file():
        raise UnusableError(f"there is no index in {folder}")
    index = tantivy.Index.open(str(folder))
    index.config_reader("manual", 0)
    return index


class Reader:
    """An index as it was when it was opened or last reloaded."""

    def __init__(self, folder: Path) -> None:
        """Open it; raises UnusableError."""
        with _understood():
            self._index = _open(folder)
            self._index.reload()
            self.searcher = self._index.searcher()

    def reload(self) -> None:
        """See what was committed since."""
        with _understood():
            self._index.reload()
            self.searcher = self._index.searcher()

    def keys(self, hits: list[tuple[float, tantivy.DocAddress]]) -> list[int]:
        """Return the articles of these hits."""
        return self.numbers("pk", hits)

    def numbers(self, name: str, hits: list[tuple[float, tantivy.DocAddress]]) -> list[int]:
        """Return one number of each of these hits."""
        if not hits:
            return []
        return [
            int(value or 0) for value in self.searcher.fast_field_values(name, [address for _score, address in hits])
        ]

    def find(
        self, query: tantivy.Query, most: int, *, newest: bool = False, counted: bool = True
    ) -> tuple[list[tuple[float, tantivy.DocAddress]], int]:
        """Return the best hits, or the newest, and how many there are in all. Raises UnusableError when it is damaged.

        Without the count the engine looks only where the best can be.
        """
        with _understood():
            if newest:
                found = self.searcher.search(query, most, count=counted, order_by_field="at")
            else:
                found = self.searcher.search(query, most, count=counted)
            return found.hits, int(found.count or 0)  # type: ignore[attr-defined]  # the stubs lack it

    def held(self, keys: Iterable[int] | None = None) -> dict[int, tuple[int, int]]:
        """Return stamp and time of writing of these articles, or of all that are here."""
        query = tantivy.Query.all_query() if keys is None else among(keys)
        hits, _count = self.find(query, max(1, self.size))
        with _understood():
            rows = zip(self.keys(hits), self.numbers("stamp", hits), self.numbers("written", hits), strict=True)
            return {pk: (stamp, written) for pk, stamp, written in rows}

    def check(self) -> None:
        """Raise UnusableError where it cannot be read."""
        self.find(tantivy.Query.all_query(), 1, newest=True)

    @property
    def size(self) -> int:
        """How many articles it holds."""
        return int(self.searcher.num_docs)


def among(keys: Iterable[int]) -> tantivy.Query:
    """Return the query for just these articles, which adds nothing to a score."""
    one_of = tantivy.Query.term_set_query(SCHEMA, "id", [str(key) for key in keys])
    return tantivy.Query.const_score_query(one_of, 0.0)


@contextlib.contextmanager
def _understood() -> Iterator[None]:
    """Let what the engine says about a damaged index be one kind of error; its panics are no Exceptions."""
    try:
        yield
    except UnusableError:
        raise
    except (ValueError, OSError) as error:
        raise UnusableError(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise UnusableError(str(error)) from None
