"""What can have happened to an article."""

from dataclasses import dataclass

from haowen.kit.events import Event


@dataclass(frozen=True, slots=True)
class ArticleSaved(Event):
    """A revision was made; readers see no difference yet."""

    article_id: int


@dataclass(frozen=True, slots=True)
class ArticleBroughtIn(Event):
    """An import left pictures in its text that lie elsewhere on the web."""

    article_id: int


@dataclass(frozen=True, slots=True)
class PicturesPasted(Event):
    """A writer saved a text with pictures that lie elsewhere on the web."""

    article_id: int


@dataclass(frozen=True, slots=True)
class CoversWanted(Event):
    """A writer chose pictures for lists that are to be cut to shape."""

    article_id: int


@dataclass(frozen=True, slots=True)
class CoversCropped(Event):
    """Its pictures for lists are there in the shapes that lists show."""

    article_id: int


@dataclass(frozen=True, slots=True)
class ArticlePublished(Event):
    """It is out, for the first time or again after a withdrawal."""

    article_id: int


@dataclass(frozen=True, slots=True)
class ArticleChanged(Event):
    """Readers see another text, title, channel, label or correction than before."""

    article_id: int


@dataclass(frozen=True, slots=True)
class ArticleWithdrawn(Event):
    """Its publisher took it back; a tombstone stays."""

    article_id: int


@dataclass(frozen=True, slots=True)
class ArticleRestricted(Event):
    """Something was taken from it under a statement, or given back."""

    article_id: int


@dataclass(frozen=True, slots=True)
class ArticleFiled(Event):
    """It left lists in which it stood: another channel, series, tags, or publisher (none: it stayed where it was)."""

    channel_id: int | None
    series_id: int | None
    tag_ids: tuple[int, ...]
    publisher_id: int | None = None


@dataclass(frozen=True, slots=True)
class ArticlePinned(Event):
    """Another article than before, or none, stands on top of a publisher's page."""

    publisher_id: int


@dataclass(frozen=True, slots=True)
class TitlesDecided(Event):
    """Two titles were tried, and its writer has decided: lists show one title again."""

    article_id: int


@dataclass(frozen=True, slots=True)
class ArticleSentToReview(Event):
    """A gate wants a person of the host to look before it is published."""

    article_id: int


@dataclass(frozen=True, slots=True)
class ArticleSentBack(Event):
    """A person of the host looked and gave it back to its writers."""

    article_id: int


@dataclass(frozen=True, slots=True)
class ArticleScheduled(Event):
    """It waits for its time, which was set or moved."""

    article_id: int


@dataclass(frozen=True, slots=True)
class ArticleUnscheduled(Event):
    """It is a draft again and comes out by no clock."""

    article_id: int


@dataclass(frozen=True, slots=True)
class ArticleTrashed(Event):
    """It was thrown away, or taken out of the trash again."""

    article_id: int


@dataclass(frozen=True, slots=True)
class WriterNoteMade(Event):
    """Its writers are told something about it."""

    note_id: int


@dataclass(frozen=True, slots=True)
class LiveReported(Event):
    """A live report has an entry more, says something else, has ended or goes on."""

    article_id: int


@dataclass(frozen=True, slots=True)
class EntryReturned(Event):
    """An entry of a live report was given back to its writer."""

    review_id: int
