"""Makes a row of everything that travels, whatever models there will be: every field holds something of its own."""

import datetime as dt
import hashlib
import io
from typing import Any

from django.db import models
from PIL import Image

from haowen.domain.archives.travelling import TRAVELS, Sheet, Travels, fields_of, label
from haowen.domain.articles.models import Article, Revision, State
from haowen.domain.library.captioning import kept_of
from haowen.domain.library.models import Asset
from haowen.domain.media.keeping import keep
from haowen.domain.media.models import Media
from haowen.domain.people.models import Actor
from haowen.domain.publishers.models import Publisher
from haowen.text import markup

BEGIN = dt.datetime(2026, 3, 4, 5, 6, 7, 891234, tzinfo=dt.UTC)
# What a row must hold so that the database takes it, or so that it is what its name says.
SAID: dict[str, dict[str, Any]] = {
    "articles.Article": {"state": "draft", "import_key": "path:a.md", "pinned_at": None, "scheduled_at": None, "trashed_at": None,
                         "withdrawn_at": None, "language": "zh-Hans", "original_on": "2026-03", "licence": "CC BY 4.0"},
    "articles.Revision": {"number": 1, "made_from": None, "redacted_under": None},
    "articles.Stage": {"position": 1},
    "articles.Declaration": {"kind": "old_event", "event_on": "2020-01"},
    "articles.FormerAddress": {"path": "/old/1.html"},
    "articles.Reference": {"key": "r1"},
    "articles.RevisionCover": {"position": 1, "focus_x": 20, "focus_y": 80},
    "comments.Comment": {"floor": 1, "answers": None, "removed_at": None},
    "publishers.FormerHandle": {"handle": "former_name"},
    "headlines.Slot": {"place": "channel", "until": None},
    "reposts.Grant": {"publisher": None},
    "site.Site": {"id": 1, "name": "好文", "report_email": "desk@example.org", "accent": "#123456", "time_zone": "Asia/Shanghai"},
    "site.Terms": {"in_force_at": dt.datetime(2030, 1, 1, tzinfo=dt.UTC)},
    "audience.DailyTrait": {"readers": 21},
}  # fmt: skip


class Filling:
    """Fills an empty database through the table alone."""

    def __init__(self, publisher: Publisher, article: Article) -> None:
        """Take what stands there already; ``article`` is not finished yet: no revision is its head."""
        self.count = 0
        self.publisher, self.article = publisher, article
        self.rows: dict[str, models.Model] = {"publishers.Publisher": publisher, "articles.Article": article}

    def fill(self) -> None:
        """Make one row of every model that travels, those first that others point at, and finish the article."""
        self.rows["people.Actor"] = Actor.objects.create(name="乙", kind="person")
        order = [
            Sheet.SHARED,
            Sheet.PUBLISHER,
            Sheet.ARTICLE,
            Sheet.COMMENTS,
            Sheet.STATISTICS,
            Sheet.REPOSTS,
            Sheet.SITE,
        ]
        known = [row for row in TRAVELS if row.model not in self.rows]
        for sheet in order:
            for row in sorted(
                (row for row in known if row.sheet is sheet), key=lambda each: each.model == "media.MediaRestriction"
            ):
                self.rows[row.model] = self.row(row)
        self.article.tags.add(self.rows["articles.Tag"])
        revision = self.rows["articles.Revision"]
        assert isinstance(revision, Revision)
        Article.objects.filter(pk=self.article.pk).update(
            state=State.PUBLISHED, revision=revision, head=revision, published_at=BEGIN, series=self.rows["articles.Series"],
            channel=self.rows["channels.Channel"], cover=self.rows["media.Media"],
        )  # fmt: skip

    def row(self, row: Travels) -> models.Model:
        """Make one row with a value of its own in every field."""
        if row.model == "media.Media":
            return self.media()
        told = {*row.carried(whole=True), row.under, *SAID.get(row.model, {})}
        values = {name: self.value(row, name) for name in fields_of(row.of()) if name in told or is_needed(row, name)}
        if row.model == "library.Captions":
            asset = self.rows["library.Asset"]
            assert isinstance(asset, Asset)
            said = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n水位\n"
            values["text"], values["sha256"] = kept_of(asset, said)
        if row.model == "articles.LiveText":
            values |= {"html": "<p>水位。</p>", "plain": "水位。"}
        if row.model == "articles.Body":
            html = markup.clean(
                f'<p data-lead>水位。<sup data-cite="r1"></sup></p><figure><img data-media="{self.sha256()}" alt="江"></figure>'
            )
            values |= {"html": html, "plain": markup.to_text(html), "sanitiser_version": markup.SANITISER_VERSION}
        if row.model == "reposts.Repost":
            values["original"] = Article.objects.create(publisher=self.publisher, title="源", language="zh-Hans")
        manager = row.of()._default_manager
        if row.model == "site.Site":
            made: models.Model = manager.update_or_create(id=1, defaults=values)[0]
        else:
            made = manager.create(**values)
        return made

    def sha256(self) -> str:
        media = self.rows["media.Media"]
        assert isinstance(media, Media)
        return media.sha256

    def value(self, row: Travels, name: str) -> Any:
        said = SAID.get(row.model, {})
        if name in said:
            return said[name]
        field: Any = row.of()._meta.get_field(name)
        self.count += 1
        if field.is_relation:
            return self.rows.get(label(field.related_model))
        return self.plain(field)

    def plain(self, field: Any) -> Any:  # noqa: PLR0911 - one a kind of field
        if field.choices:
            return list(dict(field.flatchoices))[-1]
        if isinstance(field, models.BooleanField):
            return not field.get_default()
        if isinstance(field, models.DateTimeField):
            return BEGIN + dt.timedelta(seconds=self.count)
        if isinstance(field, models.DateField):
            return (BEGIN + dt.timedelta(days=self.count)).date()
        if isinstance(field, models.JSONField):
            return {"第": [self.count, {"a": None}]}
        if isinstance(field, models.FloatField):
            return self.count + 0.5
        if isinstance(field, models.IntegerField):
            return self.count
        return self.words(field)

    def words(self, field: Any) -> str:
        if field.name == "sha256":
            return hashlib.sha256(str(self.count).encode()).hexdigest()
        if field.name.endswith("url") or field.name == "address":
            return f"https://example.org/{self.count}"
        if field.name == "public_id":
            return str(field.get_default())
        if field.name in {"logo", "logo_dark", "icon"}:
            return ""
        if field.name == "slug":
            return f"slug-{self.count}"
        return f"x{self.count}" if (field.max_length or 99) < 12 else f"言{self.count} “<b>&amp;"[: field.max_length]

    def media(self) -> Media:
        buffer = io.BytesIO()
        Image.new("RGB", (700, 400), "teal").save(buffer, "JPEG", exif=_somewhere())
        media = keep(buffer.getvalue(), by=None, credit="摄影 丙")
        Media.objects.filter(pk=media.pk).update(added_by=self.rows["people.Actor"], added_at=BEGIN)
        return Media.objects.get(pk=media.pk)


def is_needed(row: Travels, name: str) -> bool:
    """Whether the database asks for a value that no archive tells."""
    field: Any = row.of()._meta.get_field(name)
    return not (field.null or field.has_default() or field.blank or field.many_to_many)


def _somewhere() -> Image.Exif:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (31.0, 14.0, 0.0), 3: "E", 4: (121.0, 29.0, 0.0)}
    return exif
