"""An article of an archive as those see it who open its page or its text: which revision, whose, with which pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from haowen.text import markup

Plain = Mapping[str, Any]


class Shown(NamedTuple):
    """What stands for a file in pages and texts: a copy without what the original tells of place and device."""

    name: str  # within ``media/``
    width: int
    height: int
    played: str = ""  # of a video: the copy that plays


def _is_out(review: Plain | None) -> bool:
    """Whether readers may see a text of an entry; what nobody has to pass has no review."""
    return not review or review["state"] == "done" or (review["state"] == "open" and review["is_out_first"])


@dataclass(frozen=True)
class View:
    """An article with what pages need to know beside it. ``address`` is where it stands on its site."""

    article: Plain
    publisher: Plain
    address: str
    base: str
    channel: str = ""
    series: str = ""
    statement: Plain | None = None  # under which it is withheld now
    media: dict[str, Shown] = field(default_factory=dict)

    @cached_property
    def revision(self) -> Plain:
        """Return what readers see, or, of what is not out, what was saved last."""
        wanted = self.article.get("revision") or self.article.get("head")
        rows: Sequence[Plain] = self.article.get("revisions", ())
        return next((row for row in rows if row["public_id"] == wanted), rows[-1] if rows else {})

    @property
    def html(self) -> str:
        """Return the canonical body."""
        body = self.revision.get("body")
        return str(body["html"]) if isinstance(body, Mapping) else ""

    @property
    def entries(self) -> list[tuple[str, str, str]]:
        """Return the entries of a live report, the oldest first: when, title, canonical body."""
        told = []
        for row in self.article.get("live_entries", ()):
            out = [text for text in row.get("texts", ()) if _is_out(text.get("review"))]
            if out and not row["removed_at"]:
                told.append((row["at"], out[-1]["title"], out[-1]["html"]))
        return sorted(told)

    def rows(self, name: str) -> Any:
        """Return what the revision says under this name; an empty list where it says nothing."""
        return self.revision.get(name) or []

    @property
    def language(self) -> str:
        """Return the language of the text."""
        return str(self.article["language"])

    @property
    def state(self) -> str:
        """Return why it is not read like any other, nothing where it is out."""
        if self.statement is not None:
            return "withheld"
        return "" if self.article["state"] == "published" else str(self.article["state"])

    @property
    def published(self) -> str:
        """Return when it was published, as far as that is known."""
        if self.article["is_date_known"]:
            return str(self.article["published_at"] or "")
        return str(self.article["original_on"] or "")

    @property
    def cover(self) -> Shown | None:
        """Return what stands for the cover."""
        return self.media.get(str(self.revision.get("cover") or ""))

    def cited(self) -> dict[str, int]:
        """Return the numbers of the references, by key."""
        return {row["key"]: at for at, row in enumerate(self.rows("references"), 1)}

    def asked(self) -> list[str]:
        """Return the files that the page shows, by hash."""
        cover = self.revision.get("cover")
        texts = [self.html, *(html for _at, _title, html in self.entries)]
        return [*(key for text in texts for key in markup.media_keys(text)), *([str(cover)] if cover else [])]

    def pictures(self) -> dict[str, markup.Picture]:
        """Return the pictures of the body where they lie beside its page."""
        return {
            key: markup.Picture(f"../media/{shown.name}", "", "", shown.width, shown.height, "")
            for key, shown in self.media.items()
        }
