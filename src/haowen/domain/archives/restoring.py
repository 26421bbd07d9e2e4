"""Rows in: an archive's plain values become rows again, each thing in a transaction of its own and once."""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from haowen.domain.archives import clashing, counts, reading
from haowen.domain.archives.finding import Finder, Listed
from haowen.domain.archives.models import Restoring
from haowen.domain.archives.naming import ACTOR, HOST, KEYS
from haowen.domain.archives.travelling import Sheet, Travels, beneath, label, table
from haowen.domain.articles.events import ArticlePublished, ArticleScheduled, ArticleWithdrawn, CoversWanted
from haowen.domain.articles.importing import tags_of
from haowen.domain.articles.models import Article, RevisionMedia, State, Tag
from haowen.domain.headlines.events import OriginalsChanged, SlotsChanged
from haowen.domain.library.captioning import kept_of
from haowen.domain.library.models import Asset
from haowen.domain.media.models import Media
from haowen.domain.people.acting import host_actor
from haowen.domain.people.models import Actor, ActorKind
from haowen.domain.publishers.events import PublisherOpened
from haowen.domain.publishers.models import Publisher
from haowen.domain.reposts.events import RepostRecognised
from haowen.domain.reposts.models import Repost
from haowen.domain.site.events import SiteChanged
from haowen.domain.site.models import Site, Terms
from haowen.domain.statements.models import Ground, Statement
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.failpoints import reach
from haowen.kit.publicids import ALPHABET, LENGTH
from haowen.kit.refusals import Refused
from haowen.text import markup

if TYPE_CHECKING:
    from collections.abc import Iterator

Plain = Mapping[str, Any]
MEDIA: Final = "media.Media"
_MANY: Final = 500
SILENT: Final = "—"  # where a comment's words are not told: the row must hold something, and nobody sees it


class Restoration:
    """One archive on its way in. Each method may be called again for what is there already, and then changes nothing."""

    def __init__(self, digest: str, listed: Listed, *, whole: bool) -> None:
        """Take up an archive, known by the hash of all that is in it; ``whole``: it is of a whole site."""
        self.digest = digest
        self.whole = whole
        self.finder = Finder(listed)
        self.host = host_actor()
        self.missing: list[str] = []

    def begin(self) -> bool:
        """Note that it is being brought in, so that a second run goes on where this one ends. Return whether it was all in."""
        row, _is_new = Restoring.objects.get_or_create(digest=self.digest)
        return row.done_at is not None

    def end(self) -> None:
        """Note that all of it is here."""
        Restoring.objects.filter(digest=self.digest, done_at=None).update(done_at=now())

    def people(self, named: Mapping[str, Any], part: str = "") -> None:
        """Make those whom a part names; nobody can sign in as one of them. The same key is the same person again."""
        actors = {}
        for key, said in named.items():
            if key == HOST:
                actors[key] = self.host.pk
                continue
            name = " ".join(str(said.get("name", "") if isinstance(said, Mapping) else "").split())[:60]
            found, _made = Actor.objects.get_or_create(
                public_id=_short(f"{self.digest}:{part}:{key}"),
                defaults={"kind": ActorKind.REMOTE, "name": name or "?"},
            )
            actors[key] = found.pk
        self.finder.learn(actors)

    def shared(self, model: str, rows: Sequence[Plain]) -> None:
        """Keep what other rows point at; what has the same name here is taken for the same."""
        row = table()[model]
        with self._named(model), transaction.atomic():
            if self.whole and model == "channels.Channel" and clashing.is_empty():
                clashing.clear(row)
            for plain in rows:
                if self.finder.pk(model, str(plain[str(KEYS[model])])) is None:
                    self._plant(row, plain)

    def media(self, plain: Plain) -> None:
        """Set what an archive says of a file whose bytes were kept just now."""
        row = table()["media.Media"]
        with self._named(str(plain["sha256"])), transaction.atomic():
            media = Media.objects.get(sha256=plain["sha256"])
            values = self._values(row, plain)
            told = {name: values[name] for name in ("credit", "added_by_id", "added_at") if name in values}
            Media.objects.filter(pk=media.pk).update(**told)
            if not media.restrictions.exists():
                self._plant_beneath(row, plain, media)

    def publisher(self, plain: Plain) -> tuple[Publisher, bool]:
        """Keep a publisher, which the host keeps until its owner claims it. Return it, and whether it is new."""
        found = Publisher.objects.filter(public_id=plain["public_id"]).first()
        if found is not None:
            return found, False
        with self._named(f"@{plain['handle']}"), transaction.atomic():
            made = self._plant(table()["publishers.Publisher"], plain, is_kept_by_host=True)
            if not isinstance(made, Publisher):
                raise TypeError(made)
            counts.keep_members(made, plain)
            counts.keep(made, None, plain)
            announce(PublisherOpened(publisher_id=made.pk))
        return made, True

    def article(self, plain: Plain, comments: Plain, statistics: Plain) -> tuple[Article, bool]:
        """Keep an article with its revisions, comments and statistics, all or nothing. Return it, and whether it is new."""
        found = Article.objects.filter(public_id=plain["public_id"]).first()
        if found is not None:
            return found, False
        with self._named(f"/a/{plain['public_id']}"), transaction.atomic():
            article = self._plant(table()["articles.Article"], plain, state=State.DRAFT)
            if not isinstance(article, Article):
                raise TypeError(article)
            self._point(article, plain)
            self._tag(article, reading.hanging_of(plain, "tags"))
            self._plant_beneath(table()["articles.Article"], statistics, article, Sheet.STATISTICS)
            counts.keep(article.publisher, article, statistics)
            self._comments(article, comments)
            _tell(article)
        self.finder.forget()
        reach("import.after_article")
        return article, True

    def link_translation(self, plain: Plain) -> None:
        """Point an article to what it is a translation of, once all are there."""
        if name := plain.get("translation_of"):
            original = self.finder.pk("articles.Article", str(name))
            if original is None:
                self.missing.append(
                    _("/a/%(id)s: what it is a translation of is not here") % {"id": plain["public_id"]}
                )
            Article.objects.filter(public_id=plain["public_id"], translation_of=None).update(translation_of=original)

    def reposts(self, model: str, rows: Sequence[Plain]) -> None:
        """Keep who may take over what, and what was taken over: in place of what was recognised meanwhile."""
        row = table()[model]
        once = [field.attname for field in reading.fields(row, whole=self.whole) if field.unique]
        with self._named(model), transaction.atomic():
            for plain in rows:
                values = self._values(row, plain)
                own = {name: values[name] for name in once if values.get(name) is not None}
                row.of()._default_manager.filter(**(own or values)).delete()  # noqa: SLF001 - Django's own
                made = self._plant(row, plain)
                if isinstance(made, Repost):
                    announce(RepostRecognised(article_id=made.original_id))

    def site(self, model: str, rows: Sequence[Plain]) -> None:
        """Set what the host set about its site: in place of what a new site begins with."""
        row = table()[model]
        with self._named(model), transaction.atomic():
            if model == "site.Site":
                for plain in rows[:1]:
                    Site.objects.update_or_create(id=1, defaults=self._values(row, plain))
            else:
                clashing.clear(row)
                for plain in rows:
                    if not (model == "site.Terms" and Terms.objects.filter(version=plain["version"]).exists()):
                        self._plant(row, plain)
            announce(SiteChanged(), SlotsChanged(), OriginalsChanged())

    def _plant(self, row: Travels, plain: Plain, parent: models.Model | None = None, **more: Any) -> models.Model:
        """Make a row and all that hangs on it."""
        values = self._row(row, plain, parent) | more
        if "html" in values:
            values |= reading.body(row, values["html"])
        if isinstance(parent, Asset) and row.model == "library.Captions":
            values["text"], values["sha256"] = kept_of(parent, values["text"])
        made: models.Model = row.of()._default_manager.create(**values)  # noqa: SLF001 - Django's own
        self._plant_beneath(row, plain, made)
        if row.model == "articles.Revision":
            _note_pictures(made)
        return made

    def _row(self, row: Travels, plain: Plain, parent: models.Model | None) -> dict[str, Any]:
        """Return the columns of a row that hangs on another."""
        values = self._values(row, plain)
        if parent is not None:
            values[row.under] = parent
        if "by_public_id" in row.stays:
            values["by_public_id"] = self.host.public_id
        return values

    def _plant_beneath(self, row: Travels, plain: Plain, made: models.Model, sheet: Sheet | None = None) -> None:
        for below in beneath(row.model, sheet or row.sheet):
            rows = [each for each in below.hanging(plain) if not self._lacks_file(below, each)]
            if beneath(below.model, below.sheet) or "html" in below.fields or below.model == "library.Captions":
                for each in rows:
                    self._plant(below, each, made)
            else:  # statistics are many
                unkept = (below.of()(**self._row(below, each, made)) for each in rows)
                below.of()._default_manager.bulk_create(unkept, batch_size=_MANY)  # noqa: SLF001 - Django's own

    def _lacks_file(self, row: Travels, plain: Plain) -> bool:
        """Whether a row is nothing without a file that did not come along; it is told with the file."""
        return any(
            field.is_relation
            and not field.null
            and label(field.related_model) == MEDIA
            and self._is_absent(plain[field.name])
            for field in reading.fields(row, whole=self.whole)
        )

    def _is_absent(self, sha256: Any) -> bool:
        return self.finder.pk(MEDIA, str(sha256)) is None

    def _values(self, row: Travels, plain: Plain) -> dict[str, Any]:
        later = reading.LATER.get(row.model, ())
        values: dict[str, Any] = {}
        for field in reading.fields(row, whole=self.whole):
            if field.name not in plain or field.name in later:
                continue
            value = reading.value(field, plain[field.name], f"{row.model}.{field.name}")
            if field.is_relation:
                values[field.attname] = self._pointed_at(field, value)
            else:
                values[field.name] = value
        return values

    def _pointed_at(self, field: Any, name: str | None) -> int | None:
        if name is None:
            return None
        found = self.finder.pk(label(field.related_model), name)
        if found is None:
            if not field.null:
                raise Refused(_("“%(name)s” is named and is not in the archive.") % {"name": name})
            if label(field.related_model) != ACTOR:
                self.missing.append(_("“%(name)s” is named and is not in the archive.") % {"name": name})
        return found

    def _point(self, article: Article, plain: Plain) -> None:
        """Name the revisions that readers see, that was saved last, and that is to come out."""
        pointed = {}
        for name in ("revision", "head", "planned"):
            said = plain.get(name)
            pk = self.finder.pk("articles.Revision", str(said)) if said else None
            if said and pk is None:
                raise Refused(_("“%(name)s” is named and is not in the archive.") % {"name": said})
            pointed[f"{name}_id"] = pk
        state = State(plain["state"])
        Article.objects.filter(pk=article.pk).update(state=state, **pointed)
        article.refresh_from_db()

    def _tag(self, article: Article, slugs: Sequence[str]) -> None:
        there = dict(Tag.objects.filter(slug__in=slugs).values_list("slug", "pk"))
        new = [slug for slug in slugs if slug not in there]
        article.tags.add(*there.values(), *(tag.pk for tag in tags_of(new).values()))

    def _comments(self, article: Article, told: Plain) -> None:
        self.people(told.get("people") or {}, article.public_id)
        row = table()["comments.Comment"]
        for plain in reading.hanging_of(told, "comments"):
            text = plain.get("text") or SILENT
            made = self._plant(row, {**plain, "text": text}, article)
            if plain.get("withheld") and not plain.get("restrictions"):
                self._withhold(made)

    def _withhold(self, comment: models.Model) -> None:
        """Keep the number of a comment that was withheld where it comes from; its words did not come along."""
        restriction = table()["comments.CommentRestriction"].of()
        moment = now()
        statement = Statement.objects.create(
            ground=Ground.TERMS, rule=_("Withheld on the site that it comes from"), effect="withheld",
            facts=_("This comment was withheld where it was written. Its words did not come along with the archive."),
            by_public_id=self.host.public_id, issued_at=moment, is_automated=True,
        )  # fmt: skip
        restriction._default_manager.create(  # noqa: SLF001 - Django's own
            comment=comment, effect="withheld", statement=statement, starts_at=moment
        )

    @contextmanager
    def _named(self, what: str) -> "Iterator[None]":
        """Say of what cannot be kept, what it was."""
        try:
            yield
        except (IntegrityError, OverflowError) as error:
            raise Refused(_("%(what)s cannot be kept: %(why)s") % {"what": what, "why": error}) from error
        except Refused as refused:
            raise Refused(f"{what}: {refused.message}") from refused


def _short(said: str) -> str:
    """Return a public id that is always the same for the same words."""
    number = int.from_bytes(hashlib.sha256(said.encode()).digest()[:16], "big")
    out = []
    for _at in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        out.append(ALPHABET[rest])
    return "".join(out)


def _note_pictures(revision: Any) -> None:
    keys = markup.media_keys(revision.body.html)
    there = dict(Media.objects.filter(sha256__in=keys).values_list("sha256", "pk")) if keys else {}
    RevisionMedia.objects.bulk_create(
        RevisionMedia(revision=revision, media_id=there[key]) for key in keys if key in there
    )


def _tell(article: Article) -> None:
    """Say what has happened, so that lists, index and clock know it."""
    facts = {
        State.PUBLISHED: ArticlePublished,
        State.WITHDRAWN: ArticleWithdrawn,
        State.SCHEDULED: ArticleScheduled,
    }
    if fact := facts.get(State(article.state)):
        announce(fact(article_id=article.pk))
    if article.cover_id is not None:
        announce(CoversWanted(article_id=article.pk))
