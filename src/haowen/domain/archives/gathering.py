"""Rows out: what of a publisher, or of the whole site, travels, as plain values in the order in which they are written."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import models, transaction
from django.db.models import Q

from haowen.domain.archives import counts
from haowen.domain.archives.naming import ACTOR, Names, People
from haowen.domain.archives.travelling import ACTS, MEMBERS, TRAVELS, Sheet, Travels, beneath, label, table
from haowen.domain.articles.models import Article
from haowen.domain.comments.access import visible
from haowen.domain.comments.models import Comment
from haowen.domain.media.models import Media
from haowen.domain.people.models import ActorKind
from haowen.domain.publishers.models import Publisher
from haowen.kit.clock import now
from haowen.text import markup

Plain = dict[str, Any]
_MANY = 500
_BATCH = 10  # articles at a time: what one holds of their revisions is what one holds in memory


class OneArticle(NamedTuple):
    """Everything of one article. ``comments`` and ``statistics`` are empty where there is nothing to tell."""

    article: Plain
    comments: Plain
    statistics: Plain


class Gathering:
    """One archive's rows. The parts are asked for in the order of the methods: the last tell what the first pointed at."""

    def __init__(self, publisher: Publisher | None) -> None:
        """Gather a publisher's rows, or those of the whole site."""
        self.publisher = publisher
        self.whole = publisher is None
        self.names = Names()
        self.people = People("p")
        self.media: set[str] = set()

    def publishers(self) -> Iterator[Plain]:
        """Yield each publisher with all that hangs on it but its articles."""
        rows = (
            Publisher.objects.filter(pk=self.publisher.pk) if self.publisher else Publisher.objects.order_by("handle")
        )
        for publisher in rows.iterator():
            plain = self._trees("publishers.Publisher", [publisher], Sheet.PUBLISHER, self.people)[0]
            plain[MEMBERS.called] = counts.members(publisher)
            plain[ACTS.called] = counts.of_publisher(publisher)
            yield plain

    def articles(self) -> Iterator[OneArticle]:
        """Yield each article with its comments and its statistics, in the order in which they were made."""
        keys = list(self._articles().order_by("created_at", "public_id").values_list("pk", flat=True))
        for start in range(0, len(keys), _BATCH):
            with transaction.atomic():  # an article is told as it was at one moment
                yield from self._batch(keys[start : start + _BATCH])
            self.names.forget("articles.Article", "articles.Revision", "comments.Comment")

    def count(self) -> int:
        """Return how many articles there are."""
        return self._articles().count()

    def shared(self) -> Iterator[tuple[str, list[Plain]]]:
        """Yield the rows that were pointed at, by model."""
        for row in TRAVELS:
            if row.sheet is not Sheet.SHARED or row.under:
                continue
            model = row.of()
            keys, found = sorted(self._pointed_at(row, model)), list[models.Model]()  # tags are shown in this order
            for start in range(0, len(keys), _MANY):
                rows = model._default_manager.filter(pk__in=keys[start : start + _MANY])  # noqa: SLF001 - Django's own
                found += rows.order_by("pk")
            yield row.model, self._all(row, found)

    def reposts(self) -> Iterator[tuple[str, list[Plain]]]:
        """Yield who may take over what, and what was taken over, by model."""
        for row in TRAVELS:
            if row.sheet is not Sheet.REPOSTS or row.under or (row.is_of_host and not self.whole):
                continue
            rows = row.of()._default_manager.order_by("pk")  # noqa: SLF001 - Django's own
            if self.publisher:
                rows = rows.filter(Q(publisher=self.publisher) | Q(article__publisher=self.publisher))
            yield row.model, self._all(row, list(rows))

    def site(self) -> Iterator[tuple[str, list[Plain]]]:
        """Yield what the host set about its site, by model; nothing in the archive of a publisher."""
        for row in TRAVELS if self.whole else ():
            if row.sheet is Sheet.SITE and not row.under:
                yield row.model, self._all(row, list(row.of()._default_manager.order_by("pk")))  # noqa: SLF001 - Django's own

    def settle_media(self) -> None:
        """Count the files that texts show among what was pointed at."""
        wanted = sorted(self.media)
        for start in range(0, len(wanted), _MANY):
            rows = Media.objects.filter(sha256__in=wanted[start : start + _MANY])
            self.names.of(Media, rows.values_list("pk", flat=True))

    def hashes(self) -> list[str]:
        """Return the files that were pointed at, by hash."""
        return [name for name in self.names.told.get("media.Media", {}).values() if name]

    def _articles(self) -> models.QuerySet[Article]:
        return Article.objects.filter(publisher=self.publisher) if self.publisher else Article.objects.all()

    def _pointed_at(self, row: Travels, model: type[models.Model]) -> Iterable[int]:
        if self.whole and row.model in {"channels.Channel", "articles.Tag"}:
            return model._default_manager.values_list("pk", flat=True)  # noqa: SLF001 - Django's own
        return list(self.names.told.get(row.model, {}))

    def _batch(self, keys: Sequence[int]) -> Iterator[OneArticle]:
        found = Article.objects.prefetch_related("tags").in_bulk(keys)
        articles = [found[key] for key in keys if key in found]  # one may have gone for good meanwhile
        trees = self._trees("articles.Article", articles, Sheet.ARTICLE, self.people)
        for article, plain in zip(articles, trees, strict=True):
            plain["tags"] = sorted(tag.slug for tag in article.tags.all())
            self.names.of(article.tags.model, [tag.pk for tag in article.tags.all()])
            self._note_pictures(plain)
        statistics = self._hanging("articles.Article", articles, Sheet.STATISTICS, self.people)
        for article, plain in zip(articles, trees, strict=True):
            told = statistics[article.pk]
            yield OneArticle(plain, self._comments(article), counts.of_article(article, told.get("polls", ())) | told)

    def _note_pictures(self, told: Any) -> None:
        """Note what the texts of an article show, wherever in it they stand."""
        if isinstance(told, list):
            for each in told:
                self._note_pictures(each)
        elif isinstance(told, dict):
            self.media.update(markup.media_keys(told["html"]) if isinstance(told.get("html"), str) else ())
            for each in told.values():
                self._note_pictures(each)

    def _comments(self, article: Article) -> Plain:
        """Return what readers said. A number that is withheld or taken back is kept, without words or name."""
        rows = list(Comment.objects.filter(article=article).order_by("floor"))
        if not rows:
            return {}
        shown = (
            {row.pk for row in rows}
            if self.whole
            else set(visible(now()).filter(article=article).values_list("pk", flat=True))
        )
        for row in rows:
            if row.pk not in shown or (row.removed_at and not self.whole):
                row.text, row.actor_id = "", None
        people = People("r")  # of this article alone: who says what under several is nobody's to follow up
        plain = self._trees("comments.Comment", rows, Sheet.COMMENTS, people)
        for row, each in zip(rows, plain, strict=True):
            if row.pk not in shown:
                each["withheld"] = True
        return {"article": article.public_id, "people": people.named, "comments": plain}

    def _all(self, row: Travels, rows: Sequence[models.Model]) -> list[Plain]:
        plain: list[Plain] = []
        for start in range(0, len(rows), _MANY):
            plain += self._trees(row.model, rows[start : start + _MANY], row.sheet, self.people)
        return plain

    def _trees(self, model: str, rows: Sequence[models.Model], sheet: Sheet, people: People) -> list[Plain]:
        """Return rows as plain values, what hangs on them among their own."""
        row = table()[model]
        values = self._plain(row, rows, people)
        hanging = self._hanging(model, rows, sheet, people)
        return [{**plain, **hanging[each.pk]} for plain, each in zip(values, rows, strict=True)]

    def _hanging(self, model: str, rows: Sequence[models.Model], sheet: Sheet, people: People) -> dict[int, Plain]:
        found: dict[int, Plain] = {row.pk: {} for row in rows}
        for below in beneath(model, sheet):
            if (below.is_of_host and not self.whole) or not rows:
                continue
            field: Any = below.of()._meta.get_field(below.under)  # noqa: SLF001 - Django's own way to ask
            asked: dict[str, Any] = {f"{below.under}__in": rows}
            children = list(below.of()._default_manager.filter(**asked).order_by("pk"))  # noqa: SLF001 - Django's own
            grouped: dict[int, list[Plain]] = defaultdict(list)
            for child, plain in zip(children, self._trees(below.model, children, sheet, people), strict=True):
                grouped[getattr(child, field.attname)].append(plain)
            for key, plains in grouped.items():
                found[key][below.called] = plains[0] if field.one_to_one else plains
        return found

    def _plain(self, row: Travels, rows: Sequence[models.Model], people: People) -> list[Plain]:
        fields: list[Any] = [row.of()._meta.get_field(name) for name in row.carried(whole=self.whole)]  # noqa: SLF001
        named: dict[str, Any] = {}
        for field in fields:
            if field.is_relation:
                keys = [key for each in rows if (key := getattr(each, field.attname)) is not None]
                target = field.related_model
                named[field.name] = people.keys(keys) if label(target) == ACTOR else self.names.of(target, keys)
        return [{field.name: _told(field, each, named) for field in fields} for each in rows]


def _told(field: Any, row: models.Model, named: dict[str, Any]) -> Any:
    value = getattr(row, field.attname)
    if field.name in named:
        return None if value is None else named[field.name].get(value)
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, dt.date) else value


def own_media(publisher: Publisher, rows: Iterable[Any]) -> set[str]:
    """Return which files' originals are this publisher's to take along, by hash.

    Whoever shows a file of somebody else's gets what readers get; an original may tell where it was taken.
    """
    own = (
        Q(assets__publisher=publisher) | Q(pk=publisher.avatar_id) | Q(added_by=None) | Q(added_by__kind=ActorKind.HOST)
    )
    own |= Q(added_by__user__memberships__publisher=publisher)
    asked, found = list(rows), set[str]()
    for start in range(0, len(asked), _MANY):
        mine = Media.objects.filter(own, sha256__in=asked[start : start + _MANY])
        found.update(mine.values_list("sha256", flat=True))
    return found
