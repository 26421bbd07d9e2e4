"""Revisions, and all that an article says at one moment: text, references, declarations, credits, pictures."""

from django.db import models
from django.db.models import Q

from haowen.domain.articles.models.article import Article
from haowen.domain.media.models import Media
from haowen.domain.people.models import Actor
from haowen.domain.statements.models import Statement
from haowen.kit.personal import Fate, Personal
from haowen.kit.publicids import new_id


class Cause(models.TextChoices):
    """Why a revision was made."""

    SAVE = "save"
    PUBLISH = "publish"
    MERGE = "merge"
    LEAVE = "leave"
    IDLE = "idle"
    IMPORT = "import"
    RESTORE = "restore"


class Revision(models.Model):
    """One saved state of an article: append-only; the database refuses changes and deletion."""

    personal = Personal(exported=True, fate=Fate.DETACHED)

    public_id = models.CharField(max_length=20, unique=True, default=new_id, editable=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    made_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Actor, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    cause = models.CharField(max_length=8, choices=Cause.choices)
    title = models.CharField(max_length=200, blank=True)
    second_title = models.CharField(max_length=200, blank=True, default="")  # tried beside the first for a day
    summary = models.CharField(max_length=400, blank=True, default="")
    # The first of its covers, for lists.
    cover = models.ForeignKey(Media, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    cover_alt = models.CharField(max_length=300, blank=True, default="")
    sha256 = models.CharField(max_length=64)  # of the canonical body as it was saved; stays when the text is redacted
    redacted_under = models.ForeignKey(Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_is_unique"),
            models.CheckConstraint(condition=Q(cause__in=Cause.values), name="revision_cause_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} revision {self.number}"


class Body(models.Model):
    """The text of a revision, in a table of its own so that lists never read its pages.

    ``html`` is canonical (``text.markup``), stored sanitised with the sanitiser's version; ``plain`` is its text.
    """

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, primary_key=True, related_name="body")
    html = models.TextField()
    plain = models.TextField()
    sanitiser_version = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return f"body of revision {self.revision_id}"


class Autosave(models.Model):
    """Text kept between revisions, acknowledged after commit, thinned later."""

    personal = Personal(exported=True, fate=Fate.ERASED)

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="autosaves")
    base = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    title = models.CharField(max_length=200, blank=True)
    summary = models.CharField(max_length=400, blank=True, default="")
    html = models.TextField()
    references = models.JSONField(default=list)  # rows as in drafts.DraftReference
    rest = models.JSONField(default=dict, blank=True)  # all else that a draft says, as drafts.rest_of tells it
    typed = models.JSONField(default=dict, blank=True)  # the form's other fields as they stood, to be offered back
    tab = models.CharField(max_length=40, blank=True, default="")  # the name of the editor's window
    sequence = models.PositiveIntegerField(default=0)  # counted by that window
    taken_into = models.ForeignKey(Revision, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["article", "-at"]),
            models.Index(fields=["by", "tab"], name="autosave_of_window"),
            models.Index(fields=["at"], condition=Q(taken_into=None), name="autosave_in_no_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} at {self.at:%H:%M:%S}"


class Reference(models.Model):
    """A source that a revision cites. ``key`` is what the body's citation marks name."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="references")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=400)
    outlet = models.CharField(max_length=200, blank=True, default="")
    authors = models.CharField(max_length=300, blank=True, default="")
    dated_on = models.CharField(max_length=10, blank=True, default="")  # YYYY, YYYY-MM or YYYY-MM-DD
    url = models.URLField(max_length=1000, blank=True, default="")
    accessed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "position"], name="reference_position_is_unique"),
            models.UniqueConstraint(fields=["revision", "key"], name="reference_key_is_unique"),
            models.CheckConstraint(condition=~Q(title=""), name="reference_has_title"),
        ]
        indexes = [models.Index(fields=["url"], condition=~Q(url=""), name="reference_address")]

    def __str__(self) -> str:
        return self.title


class DeclarationKind(models.TextChoices):
    """What a writer can state about an article."""

    ORIGINAL = "original"
    REPOST = "repost"
    AI_NONE = "ai_none"
    AI_ASSISTED = "ai_assisted"
    AI_GENERATED = "ai_generated"
    FICTION = "fiction"
    OPINION = "opinion"
    OLD_EVENT = "old_event"
    OWN_FOOTAGE = "own_footage"
    ADVERTISING = "advertising"


class Declaration(models.Model):
    """What the writer states about one revision, shown before the body."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="declarations")
    kind = models.CharField(max_length=12, choices=DeclarationKind.choices)
    note = models.CharField(max_length=200, blank=True, default="")
    source_name = models.CharField(max_length=120, blank=True, default="")
    source_url = models.URLField(max_length=500, blank=True, default="")
    event_on = models.CharField(max_length=10, blank=True, default="")
    place = models.CharField(max_length=120, blank=True, default="")
    answered_by = models.CharField(max_length=60, blank=True, default="")  # the person who answers for what AI did

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "kind"], name="declaration_is_unique"),
            models.CheckConstraint(condition=Q(kind__in=DeclarationKind.values), name="declaration_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(kind="repost") | ~Q(source_name=""), name="declaration_repost_names_source"
            ),
            models.CheckConstraint(
                condition=~Q(kind="old_event") | ~Q(event_on=""), name="declaration_old_event_has_date"
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class CreditRole(models.TextChoices):
    """Who did what on an article."""

    AUTHOR = "author"
    REPORTER = "reporter"
    PHOTO = "photo"
    EDITOR = "editor"
    PROOF = "proof"
    APPROVER = "approver"
    TRANSLATOR = "translator"


class Credit(models.Model):
    """Who did what, as shown in the byline."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="credits")
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=10, choices=CreditRole.choices)
    name = models.CharField(max_length=60)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "position"], name="credit_position_is_unique"),
            models.CheckConstraint(condition=Q(role__in=CreditRole.values), name="credit_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.name}"


class RevisionMedia(models.Model):
    """A file that a revision's body shows."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="pictures")
    media = models.ForeignKey(Media, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["revision", "media"], name="revision_media_is_unique")]

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.media_id}"


class RevisionCovers(models.Manager["RevisionCover"]):
    """Covers, each with its picture: nobody asks for the one without the other."""

    def get_queryset(self) -> "models.QuerySet[RevisionCover]":
        """Bring the picture along."""
        return super().get_queryset().select_related("media")


class RevisionCover(models.Model):
    """A picture that a revision shows in lists, and the point of it that stays within every crop."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="covers")
    position = models.PositiveSmallIntegerField()
    media = models.ForeignKey(Media, on_delete=models.PROTECT, related_name="+")
    alt = models.CharField(max_length=300, blank=True, default="")
    focus_x = models.PositiveSmallIntegerField(default=50)  # percent from the left
    focus_y = models.PositiveSmallIntegerField(default=50)  # percent from above

    objects = RevisionCovers()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "position"], name="cover_position_is_unique"),
            models.CheckConstraint(condition=Q(position__in=(1, 2, 3)), name="covers_are_three_at_most"),
            models.CheckConstraint(condition=Q(focus_x__lte=100, focus_y__lte=100), name="cover_focus_is_within"),
        ]

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.media_id} at {self.position}"


class Imported(models.Model):
    """What a source said of an article beyond what has a place of its own here: the names and values as they came."""

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, primary_key=True, related_name="imported")
    facts = models.JSONField()

    class Meta:
        verbose_name_plural = "imported"

    def __str__(self) -> str:
        return f"facts of revision {self.revision_id}"
