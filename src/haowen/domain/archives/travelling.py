"""What travels in an archive: for every model of the domain, which of its fields, and why the others do not.

A test holds this table against the models: a model or a field that is in neither list fails it. Whoever adds one says
here whether it comes back on a second site; nothing else has to be written for a plain row. Whole models that stay are
in ``staying``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, Final

from django.apps import apps
from django.db import models


class Sheet(StrEnum):
    """The part of an archive in which a model's rows stand."""

    ARTICLE = "article"  # a file for each article
    COMMENTS = "comments"  # a file for each article that has any
    STATISTICS = "statistics"  # a file for each article that was ever shown
    PUBLISHER = "publisher"  # a file for each publisher
    SHARED = "shared"  # a file for each model: what many rows point at
    REPOSTS = "reposts"  # a file for each model: who may take over what, and what was; brought in after all articles
    SITE = "site"  # a file for each model, in the archive of a whole site only


@dataclass(frozen=True, slots=True)
class Travels:
    """A model whose rows travel. ``under`` is the key of the row that they hang on, ``called`` their place there.

    ``fields`` travel always, ``of_host`` only in the archive of a whole site, as the rows of a model that ``is_of_host``:
    what another host has to find out by itself.
    ``stays`` says why the rest does not travel.
    """

    model: str
    sheet: Sheet
    fields: tuple[str, ...]
    under: str = ""
    called: str = ""
    of_host: tuple[str, ...] = ()
    is_of_host: bool = False
    stays: Mapping[str, str] = field(default_factory=dict)

    def of(self) -> type[models.Model]:
        """Return the model."""
        return apps.get_model(self.model)

    def carried(self, *, whole: bool) -> tuple[str, ...]:
        """Return the fields that travel in the archive of a publisher, or of a whole site."""
        return (*self.fields, *self.of_host) if whole else self.fields

    def hanging(self, plain: Mapping[str, Any]) -> list[Any]:
        """Return the rows of this model that hang on a row, as a list also where it is one."""
        found = plain.get(self.called)
        if found is None:
            return []
        return found if isinstance(found, list) else [found]


def _in(
    sheet: Sheet,
    model: str,
    fields: str,
    *,
    under: str = "",
    called: str = "",
    of_host: str = "",
    is_of_host: bool = False,
    **stays: str,
) -> Travels:
    return Travels(
        model,
        sheet,
        tuple(fields.split()),
        under,
        called,
        tuple(of_host.split()),
        is_of_host or sheet is Sheet.SITE,
        stays,
    )


_KEY: Final = "opens a door of the site it was set up on"
_DERIVED: Final = "worked out again"
_DECIDED: Final = "names a person of the host"

TRAVELS: Final = (
    # what many rows point at; statements last, as restrictions of the rows before point at them
    _in(Sheet.SHARED, "channels.Channel", "slug name_zh name_en position is_open"),
    _in(
        Sheet.SHARED,
        "media.Media",
        "sha256 kind format size_bytes width height duration_ms credit added_by added_at",
        colour=_DERIVED,
        has_avif=_DERIVED,
    ),
    _in(
        Sheet.SHARED, "media.MediaRestriction", "effect statement starts_at until", under="media", called="restrictions"
    ),
    _in(Sheet.SHARED, "articles.Tag", "slug name"),
    _in(
        Sheet.SHARED,
        "statements.Statement",
        "public_id ground rule facts effect until terms_version is_automated issued_at",
        by_public_id=_DECIDED,
    ),
    # a publisher
    _in(
        Sheet.PUBLISHER,
        "publishers.Publisher",
        "public_id handle name kind tagline field avatar language created_at about contact licence shows_selected_comments "
        "watermark",
        of_host="verified_at",
        mark_key=_DERIVED,
        is_kept_by_host="on another site the host keeps it until its owner claims it",
    ),
    _in(Sheet.PUBLISHER, "publishers.PublisherLink", "position label url", under="publisher", called="links"),
    _in(Sheet.PUBLISHER, "comments.BlockedWord", "word folded does by at", under="publisher", called="blocked_words"),
    _in(Sheet.PUBLISHER, "audience.DailyReaders", "day readers", under="publisher", called="daily_readers"),
    _in(Sheet.PUBLISHER, "readers.DailyFollows", "day gained lost", under="publisher", called="daily_follows"),
    _in(Sheet.PUBLISHER, "publishers.FormerHandle", "handle", under="publisher", called="former_handles"),
    _in(
        Sheet.PUBLISHER,
        "publishers.PublisherRestriction",
        "effect statement starts_at until",
        under="publisher",
        called="restrictions",
    ),
    _in(Sheet.PUBLISHER, "articles.Series", "public_id title created_at", under="publisher", called="series"),
    _in(
        Sheet.PUBLISHER,
        "library.Asset",
        "media name alt is_decorative caption credit added_by added_at trashed_at",
        under="publisher",
        called="library",
    ),
    _in(
        Sheet.PUBLISHER,
        "library.Captions",
        "language label text sha256 added_by added_at",
        under="asset",
        called="captions",
    ),
    _in(
        Sheet.PUBLISHER,
        "articles.Chain",
        "returns_to may_be_urgent entries_stage entries_go_first changed_at",
        under="publisher",
        called="chain",
        channel="the chain of a channel is the host's own",
    ),
    _in(Sheet.PUBLISHER, "articles.Stage", "position name passers hours", under="chain", called="stages"),
    _in(
        Sheet.PUBLISHER,
        "imports.Account",
        "host name found_at",
        under="publisher",
        called="accounts_elsewhere",
        of_host="proved_at proved_by proof_url",
        code=_KEY,
    ),
    # an article
    _in(
        Sheet.ARTICLE,
        "articles.Article",
        "public_id publisher channel kind origin language state title summary cover cover_alt revision head created_at "
        "created_by published_at changed_at scheduled_at planned scheduled_by withdrawn_at trashed_at history_shown_at "
        "is_date_known original_on source_name source_url import_key is_touched series series_position translation_of "
        "pinned_at licence is_open_to_comments shows_selected_comments",
        heat=_DERIVED,
        crops=_DERIVED,
        title_trial="lists of another site show the first title; the trial and its numbers come back",
        tags="told as a list of their slugs",
    ),
    _in(
        Sheet.ARTICLE,
        "articles.Revision",
        "public_id number made_from made_by made_at cause title second_title summary cover cover_alt sha256 redacted_under",
        under="article",
        called="revisions",
    ),
    _in(
        Sheet.ARTICLE,
        "articles.Body",
        "html",
        under="revision",
        called="body",
        plain=_DERIVED,
        sanitiser_version="says who cleaned it last",
    ),
    _in(
        Sheet.ARTICLE,
        "articles.Reference",
        "position key title outlet authors dated_on url accessed_on",
        under="revision",
        called="references",
    ),
    _in(
        Sheet.ARTICLE,
        "articles.Declaration",
        "kind note source_name source_url event_on place answered_by",
        under="revision",
        called="declarations",
    ),
    _in(Sheet.ARTICLE, "articles.Credit", "position role name", under="revision", called="credits"),
    _in(
        Sheet.ARTICLE, "articles.RevisionCover", "position media alt focus_x focus_y", under="revision", called="covers"
    ),
    _in(Sheet.ARTICLE, "articles.Imported", "facts", under="revision", called="imported"),
    _in(Sheet.ARTICLE, "imports.Provenance", "account", under="article", called="provenance"),
    _in(Sheet.ARTICLE, "articles.Label", "kind note set_at", under="article", called="labels", by_public_id=_DECIDED),
    _in(Sheet.ARTICLE, "articles.Correction", "note at", under="article", called="corrections"),
    _in(
        Sheet.ARTICLE,
        "articles.ArticleRestriction",
        "effect statement starts_at until",
        under="article",
        called="restrictions",
    ),
    _in(Sheet.ARTICLE, "articles.Publication", "revision at", under="article", called="publications"),
    _in(
        Sheet.ARTICLE,
        "articles.TitleTrial",
        "first second started_at ends_at outcome ended_at",
        under="article",
        called="title_trials",
    ),
    _in(Sheet.ARTICLE, "articles.WriterNote", "kind text due_at at", under="article", called="notes"),
    _in(Sheet.ARTICLE, "articles.FormerAddress", "host path", under="article", called="former_addresses"),
    _in(
        Sheet.ARTICLE,
        "articles.PictureElsewhere",
        "address is_cover media trouble sha256 asked_at",
        under="article",
        called="pictures_elsewhere",
    ),
    _in(
        Sheet.ARTICLE,
        "articles.Review",
        "chain state asked_by opened_at reached_at wanted_at urgent_at urgent_by urgent_reason closed_at",
        under="article",
        called="reviews",
    ),
    _in(
        Sheet.ARTICLE,
        "articles.Pass",
        "revision position stage_name by by_name is_deputy is_later at",
        under="review",
        called="passes",
    ),
    _in(Sheet.ARTICLE, "articles.Remark", "revision by by_name passage text at", under="review", called="remarks"),
    _in(
        Sheet.ARTICLE,
        "articles.LiveEntry",
        "number at made_by pinned_at removed_at",
        under="article",
        called="live_entries",
    ),
    _in(
        Sheet.ARTICLE, "articles.LiveText", "title html note made_by at", under="entry", called="texts", plain=_DERIVED
    ),
    _in(
        Sheet.ARTICLE,
        "articles.EntryReview",
        "state is_out_first stage_name by by_name reason asked_at closed_at",
        under="text",
        called="review",
        public_id="is known to the page that passes it alone",
    ),
    _in(Sheet.ARTICLE, "articles.LiveEnd", "at made_by", under="article", called="live_end"),
    # what readers said under it, and how it was read
    _in(
        Sheet.COMMENTS,
        "comments.Comment",
        "public_id floor actor answers text at removed_at score publisher pinned_at selected_at waits_since waits_word",
        under="article",
        called="comments",
    ),
    _in(
        Sheet.COMMENTS,
        "comments.CommentRestriction",
        "effect statement starts_at until",
        under="comment",
        called="restrictions",
        is_of_host=True,
    ),
    _in(
        Sheet.STATISTICS,
        "audience.HourlyReads",
        "hour_at source opened lasting quarter half most finished shared seconds",
        under="article",
        called="reads",
    ),
    _in(
        Sheet.STATISTICS, "audience.HourlyShows", "hour_at place shown first followed", under="article", called="shows"
    ),
    _in(
        Sheet.STATISTICS,
        "audience.HourlyTitles",
        "hour_at title shown followed",
        under="article",
        called="titles_shown",
    ),
    # Told to writers from so many readers on (domain/audience/summing.py); one by one they are the host's.
    _in(
        Sheet.STATISTICS,
        "audience.SearchWord",
        "day word times",
        under="article",
        called="search_words",
        is_of_host=True,
    ),
    _in(
        Sheet.STATISTICS,
        "audience.DailyTrait",
        "day trait value readers",
        under="article",
        called="traits",
        is_of_host=True,
    ),
    _in(Sheet.STATISTICS, "readers.ArticleFollows", "day gained lost", under="article", called="follows"),
    _in(Sheet.STATISTICS, "readers.Poll", "key question options asked_at", under="article", called="polls"),
    _in(Sheet.STATISTICS, "readers.FormerAnswer", "option number", under="poll", called="answers"),
    # who may take articles over; of others than the publisher itself only where all of them come along
    _in(Sheet.REPOSTS, "reposts.Grant", "publisher article who may_change changed_at", named="told as rows of its own"),
    _in(Sheet.REPOSTS, "reposts.Grant_named", "publisher", under="grant", called="named", is_of_host=True),
    _in(
        Sheet.REPOSTS,
        "reposts.Request",
        "article publisher asked_by asked_at words answer may_change reasons answered_by answered_at",
        is_of_host=True,
    ),
    _in(Sheet.REPOSTS, "reposts.Repost", "article original title sha256 made_at", is_of_host=True),
    # what the host set about its site
    _in(
        Sheet.SITE,
        "site.Site",
        "name tagline_zh tagline_en logo logo_dark icon accent parent_name parent_url time_zone default_language icp_number "
        "police_number police_url news_licence report_phone report_email about_zh about_en contact_zh contact_en title_least "
        "title_most short_most publishers_a_person documents_kept_days archives_kept_days media_room copies",
        id="there is one site",
        changed_at="is the moment of the last change",
        indexnow_key=_KEY,
        indexnow_url=_KEY,
        push_url=_KEY,
    ),
    _in(Sheet.SITE, "site.Notice", "origin text_zh text_en"),
    _in(Sheet.SITE, "site.Terms", "version text_zh text_en in_force_at"),
    _in(Sheet.SITE, "site.FooterLink", "label_zh label_en url position"),
    _in(Sheet.SITE, "site.Weight", "name value"),
    _in(Sheet.SITE, "publishers.ReservedWord", "text sort"),
    _in(Sheet.SITE, "publishers.WritingRule", "kind holds channel permission"),
    _in(Sheet.SITE, "channels.Demand", "channel declaration"),
    _in(Sheet.SITE, "headlines.Slot", "place channel position article starts_at until", by_public_id=_DECIDED),
    _in(Sheet.SITE, "headlines.Vertical", "slug name_zh name_en position"),
    _in(Sheet.SITE, "headlines.VerticalArticle", "article position", under="vertical", called="entries"),
)

# What is told in numbers or names, and kept by models of this package (``counts``).
ACTS: Final = _in(Sheet.STATISTICS, "archives.FormerCount", "what day number", called="acts")
MEMBERS: Final = _in(Sheet.PUBLISHER, "archives.FormerMember", "name role", called="members")


@cache
def table() -> Mapping[str, Travels]:
    """Return what travels, by model."""
    return {each.model: each for each in TRAVELS}


@cache
def beneath(model: str, sheet: Sheet) -> tuple[Travels, ...]:
    """Return the models whose rows hang on rows of this one and stand in this part."""
    return tuple(each for each in TRAVELS if each.sheet is sheet and each.under and _above(each) == model)


def _above(row: Travels) -> str:
    return label(row.of()._meta.get_field(row.under).related_model)  # noqa: SLF001 - Django's own way to ask


def label(model: Any) -> str:
    """Return the name by which the table knows a model."""
    return str(model._meta.label)  # noqa: SLF001 - Django's own way to ask


def fields_of(model: type[models.Model]) -> list[str]:
    """Return the fields of a model about which the table has to say something: all but a number of its own."""
    said = model._meta  # noqa: SLF001 - Django's own way to ask
    own: list[Any] = [*said.concrete_fields, *said.many_to_many]
    return [each.name for each in own if not isinstance(each, models.AutoField)]
