"""An archive in: looked at from end to end before anything is written, then brought in thing by thing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import OperationalError
from django.utils.translation import gettext as _

from haowen.domain.archives import clashing, reading
from haowen.domain.archives.finding import Listed
from haowen.domain.archives.naming import ACTOR
from haowen.domain.archives.restoring import Restoration
from haowen.domain.archives.travelling import TRAVELS, Sheet, Travels, table
from haowen.domain.library.taking import LIMITS, MOST_BYTES
from haowen.domain.media import checking, keeping, videos
from haowen.domain.publishers.models import MemberRole
from haowen.formats.archive import Broken, Fault, Reader, layout
from haowen.kit.processes import HeldError, hold
from haowen.kit.refusals import Refused

_FOLDERS: Final = {Sheet.SHARED: layout.SHARED, Sheet.REPOSTS: layout.REPOSTS, Sheet.SITE: layout.SITE}

Tell = Callable[[int, int], None]
NAMED_MOST = 50
_PICTURE_MOST = LIMITS[MemberRole.OWNER].picture_bytes


@dataclass
class Unpacked:
    """What became of an archive. ``missing`` are things that could not come along, each in words."""

    publishers: list[tuple[str, bool]] = field(default_factory=list)
    articles: int = 0
    there: int = 0
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Told:
    """How an import says how far it is, and what it has brought: address, title and whether it is new."""

    step: Tell = lambda _done, _whole: None
    looks: Tell = lambda _done, _whole: None
    brought: Callable[[str, str, bool], None] = lambda _address, _title, _is_new: None


def bring_back(path: Path, *, told: Told | None = None) -> Unpacked:
    """Bring an archive back. Raises Refused, with everything that is in the way, before anything is written.

    Doing it twice, or again after it was killed, brings each thing once.
    """
    try:
        with hold(Path(settings.DATA) / "run" / "archive.lock"), _in_words(), Reader(path) as reader:
            return _Unpacking(reader, told or Told()).bring()
    except HeldError as held:
        raise Refused(_("Another archive is being brought in (process %(pid)d).") % {"pid": held.holder}) from held
    except OSError as error:
        raise Refused(f"{path}: {error.strerror or error}") from error
    except OperationalError as error:
        text = _("The database cannot be written (%(why)s). What came in is kept; the same command goes on from there.")
        raise Refused(text % {"why": error}) from error


class _Unpacking:
    def __init__(self, reader: Reader, told: Told) -> None:
        self.reader = reader
        self.told = told
        self.done = Unpacked()
        self.whole = reader.is_whole
        self.listed = Listed()
        self.restoration = Restoration(reader.digest, self.listed, whole=self.whole)

    def bring(self) -> Unpacked:
        self._check()
        restoration = self.restoration
        was_done = restoration.begin()
        restoration.people(self.reader.table(layout.PEOPLE))
        for model in ("channels.Channel", "statements.Statement", "articles.Tag"):
            restoration.shared(model, self._rows(table()[model]))
        self._media()
        self._publishers()
        self._articles()
        if not was_done:  # or what was changed here since would be as it was there
            for row in self._of(Sheet.REPOSTS):
                restoration.reposts(row.model, self._rows(row))
            for row in self._of(Sheet.SITE):
                restoration.site(row.model, self._rows(row))
        restoration.end()
        self.done.missing += dict.fromkeys(restoration.missing)
        return self.done

    def _of(self, *sheets: Sheet) -> list[Travels]:
        """Return the models of which this archive has a file each."""
        return [row for row in TRAVELS if row.sheet in sheets and not row.under and (self.whole or not row.is_of_host)]

    def _rows(self, row: Travels) -> list[Any]:
        return self.reader.listed(layout.of_model(_FOLDERS[row.sheet], row.model))

    def _check(self) -> None:
        """Look at every member, every row, and what is here already."""
        names = len(self.reader.members)
        for at, _name in enumerate(self.reader.check(), 1):
            self.told.looks(at, names)
        is_known, is_empty = clashing.is_known(self.reader.digest), clashing.is_empty()
        if self.whole and not is_empty and not is_known:
            raise Refused(_("The archive of a whole site comes back on an empty site only; this one has publishers."))
        clashes = self._check_rows(asks=not is_empty and not is_known)
        if clashes:
            more = _("… and %(count)d more.") % {"count": len(clashes) - NAMED_MOST}
            named = [*clashes[:NAMED_MOST], *([more] if len(clashes) > NAMED_MOST else [])]
            raise Refused("\n".join([_("Nothing was brought in, as this meets what is here:"), *named]))

    def _check_rows(self, *, asks: bool) -> list[str]:
        self._list()
        told: dict[str, Any] = {"listed": self.listed, "whole": self.whole}
        clashes: list[str] = []
        for row in self._of(*_FOLDERS):
            rows = self._rows(row)
            for at, plain in enumerate(rows):
                reading.check(row, plain, f"{_FOLDERS[row.sheet]}{row.model}[{at}]", **told)
            if row.model == "site.Terms":
                clashes += clashing.of_terms(rows)
            elif asks and row.model == "channels.Channel":
                clashes += clashing.of_channels(rows)
            elif asks and row.model == "statements.Statement":
                clashes += clashing.of_statements(rows)
        for name in self.reader.names(layout.PUBLISHERS):
            plain = self.reader.table(name)
            reading.check_publisher(plain, name, **told)
            clashes += clashing.of_publisher(plain) if asks else []
        for public_id in self.reader.articles():
            article, comments, statistics = self.reader.article(public_id)
            reading.check_article(article, comments, statistics, f"/a/{public_id}", **told)
            clashes += clashing.of_article(article, comments) if asks else []
        return clashes

    def _list(self) -> None:
        """Take in what the archive holds, before the first row is held against it."""
        for row in self._of(*_FOLDERS):
            for plain in self._rows(row):
                self.listed.take(row, plain)
        for name in self.reader.names(layout.PUBLISHERS):
            self.listed.take(table()["publishers.Publisher"], self.reader.table(name))
        self.listed.add("articles.Article", *self.reader.articles())
        self.listed.add(ACTOR, *self.reader.table(layout.PEOPLE))

    def _media(self) -> None:
        """Keep the files first: a text that shows one finds it there."""
        for plain in self._rows(table()["media.Media"]):
            sha256 = str(plain["sha256"])
            name = self.reader.media(sha256)
            if not name:
                self.done.missing.append(_("The file %(hash)s is not in the archive.") % {"hash": sha256[:12]})
                continue
            try:
                self._keep(name, str(plain.get("credit") or ""))
            except Refused as refused:
                self.done.missing.append(f"{name}: {refused.message}")
                continue
            self.restoration.media(plain)

    def _keep(self, name: str, credit: str) -> None:
        with self.reader.opened(name) as file:
            looked = checking.look(file.read(checking.HEAD_BYTES))
        with self.reader.opened(name) as file:
            if looked.is_picture:
                keeping.keep(file.read(_PICTURE_MOST + 1), by=None, credit=credit, most=_PICTURE_MOST)
            else:
                videos.keep_video(file, looked.format, by=None, most=MOST_BYTES)

    def _publishers(self) -> None:
        for name in self.reader.names(layout.PUBLISHERS):
            publisher, is_new = self.restoration.publisher(self.reader.table(name))
            self.done.publishers.append((publisher.handle, is_new))
            self.told.brought(f"/@{publisher.handle}", publisher.name, is_new)

    def _articles(self) -> None:
        names = self.reader.articles()
        translated: list[dict[str, Any]] = []
        for at, public_id in enumerate(names, 1):
            plain, comments, statistics = self.reader.article(public_id)
            article, is_new = self.restoration.article(plain, comments, statistics)
            translated += (
                [{name: plain[name] for name in ("public_id", "translation_of")}] if plain.get("translation_of") else []
            )
            self.done.articles += is_new
            self.done.there += not is_new
            self.told.brought(f"/a/{public_id}", article.title, is_new)
            self.told.step(at, len(names))
        for each in translated:
            self.restoration.link_translation(each)


@contextmanager
def _in_words() -> Iterator[None]:
    """Say in the reader's language what is wrong with a file."""
    try:
        yield
    except Broken as broken:
        raise Refused(_words()[broken.fault] % {"name": broken.name}) from broken


def _words() -> dict[Fault, str]:
    return {
        Fault.NO_ZIP: _("“%(name)s” is no ZIP file, or is broken."),
        Fault.NO_ARCHIVE: _("This is no archive of Haowen: it has no manifest that can be read."),
        Fault.VERSION: _("This archive has version %(name)s, which this Haowen does not read. A newer one may."),
        Fault.TOO_MANY: _("This archive has %(name)s files, which is too many."),
        Fault.OUTSIDE: _("“%(name)s” leads out of the archive, or is no name that archives have."),
        Fault.TWICE: _("“%(name)s” is in the archive twice."),
        Fault.LOCKED: _("“%(name)s” is locked by a password."),
        Fault.BOMB: _("“%(name)s” unpacks to more than it should."),
        Fault.TOO_LARGE: _("“%(name)s” is too large."),
        Fault.MISSING: _("“%(name)s” is named in the manifest and is missing."),
        Fault.UNLISTED: _("“%(name)s” is in the archive and is not named in its manifest."),
        Fault.ALTERED: _("“%(name)s” is not what the manifest says: it was altered or is broken."),
        Fault.NO_JSON: _("“%(name)s” cannot be read."),
    }
