"""Articles and their revisions. What an article says at one moment hangs on a revision; publishing moves a pointer."""

from haowen.domain.articles.models.article import Article, ArticleQuerySet, Kind, Series, State, Tag
from haowen.domain.articles.models.chain import (
    STAGES_MOST,
    Chain,
    Pass,
    Passer,
    Remark,
    Review,
    ReviewState,
    Stage,
    StagePerson,
)
from haowen.domain.articles.models.elsewhere import PictureElsewhere, Trouble
from haowen.domain.articles.models.former import FormerAddress
from haowen.domain.articles.models.live import EntryReview, LiveEnd, LiveEntry, LiveText
from haowen.domain.articles.models.revision import (
    Autosave,
    Body,
    Cause,
    Credit,
    CreditRole,
    Declaration,
    DeclarationKind,
    Imported,
    Reference,
    Revision,
    RevisionCover,
    RevisionMedia,
)
from haowen.domain.articles.models.standing import ArticleEffect, ArticleRestriction, Correction, Label, LabelKind
from haowen.domain.articles.models.trail import NoteKind, Prepared, Publication, TitleTrial, TrialOutcome, WriterNote
from haowen.domain.site.models import Origin

__all__ = [
    "STAGES_MOST",
    "Article",
    "ArticleEffect",
    "ArticleQuerySet",
    "ArticleRestriction",
    "Autosave",
    "Body",
    "Cause",
    "Chain",
    "Correction",
    "Credit",
    "CreditRole",
    "Declaration",
    "DeclarationKind",
    "EntryReview",
    "FormerAddress",
    "Imported",
    "Kind",
    "Label",
    "LabelKind",
    "LiveEnd",
    "LiveEntry",
    "LiveText",
    "NoteKind",
    "Origin",
    "Pass",
    "Passer",
    "PictureElsewhere",
    "Prepared",
    "Publication",
    "Reference",
    "Remark",
    "Review",
    "ReviewState",
    "Revision",
    "RevisionCover",
    "RevisionMedia",
    "Series",
    "Stage",
    "StagePerson",
    "State",
    "Tag",
    "TitleTrial",
    "TrialOutcome",
    "Trouble",
    "WriterNote",
]
