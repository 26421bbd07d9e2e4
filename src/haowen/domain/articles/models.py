"""Articles and their revisions. What an article says at one moment hangs on a revision; publishing moves a pointer."""

from django.db import models
from django.db.models import Q

from haowen.domain.channels.models import Channel
from haowen.domain.media.models import Media
from haowen.domain.people.models import Actor
from haowen.domain.publishers.models import Publisher
from haowen.domain.site.models import Origin
from haowen.domain.statements.models import Statement
from haowen.kit.clock import now
from haowen.kit.personal import Fate, Personal
from haowen.kit.publicids import new_id


class Kind(models.TextChoices):
    """What an article is."""

    ARTICLE = "article"
    VIDEO = "video"
    GALLERY = "gallery"
    SHORT = "short"
    LIVE = "live"


class State(models.TextChoices):
    """Where an article stands on its way to readers."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Series(models.Model):
    """Articles of one publisher that belong together in an order."""

    public_id = models.CharField(max_length=20, unique=True, default=new_id, editable=False)
    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="series")
    title = models.CharField(max_length=120)
    created_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name_plural = "series"
        constraints = [models.UniqueConstraint(fields=["publisher", "title"], name="series_title_is_unique")]

    def __str__(self) -> str:
        return self.title


class Tag(models.Model):
    """A word that articles are found under, at ``/t/<slug>``."""

    slug = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.name


class ArticleQuerySet(models.QuerySet["Article"]):
    """Named filters over articles; who may read what is in ``access``."""

    def published(self) -> "ArticleQuerySet":
        """Articles whose state is published (whether readable is another question)."""
        return self.filter(state=State.PUBLISHED)

    def newest(self) -> "ArticleQuerySet":
        """Newest first, with a stable order among equals."""
        return self.order_by("-published_at", "-id")


class Article(models.Model):
    """What is published. ``title``, ``summary``, ``cover`` are those of the revision that readers see."""

    personal = Personal(exported=True, fate=Fate.DETACHED)

    public_id = models.CharField(max_length=20, unique=True, default=new_id, editable=False)
    publisher = models.ForeignKey(Publisher, on_delete=models.PROTECT, related_name="articles")
    channel = models.ForeignKey(Channel, null=True, blank=True, on_delete=models.PROTECT, related_name="articles")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.ARTICLE)
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.UPLOAD)
    language = models.CharField(max_length=10, default="zh-Hans")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    title = models.CharField(max_length=200, blank=True, default="")
    summary = models.CharField(max_length=400, blank=True, default="")
    cover = models.ForeignKey(Media, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    cover_alt = models.CharField(max_length=300, blank=True, default="")
    revision = models.ForeignKey(
        "Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # what readers see
    head = models.ForeignKey("Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="+")  # the last saved
    created_at = models.DateTimeField(default=now)
    created_by = models.ForeignKey(Actor, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)  # the place in lists: for imports the time of import
    changed_at = models.DateTimeField(null=True, blank=True)  # told to readers; null until changed after publishing
    scheduled_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    is_date_known = models.BooleanField(default=True)
    original_on = models.CharField(max_length=10, blank=True, default="")  # YYYY, YYYY-MM or YYYY-MM-DD as a source said
    source_name = models.CharField(max_length=120, blank=True, default="")
    source_url = models.URLField(max_length=500, blank=True, default="")
    import_key = models.CharField(max_length=200, null=True, blank=True, unique=True)  # identity at import
    is_touched = models.BooleanField(default=True)  # a person worked on it: imports leave it alone
    series = models.ForeignKey(Series, null=True, blank=True, on_delete=models.SET_NULL, related_name="articles")
    series_position = models.PositiveSmallIntegerField(null=True, blank=True)
    translation_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="translations")
    licence = models.CharField(max_length=40, blank=True, default="")
    tags = models.ManyToManyField(Tag, blank=True, related_name="articles")
    is_open_to_comments = models.BooleanField(default=True)
    heat = models.FloatField(default=0.0)  # logarithmic, see derived.recommend.heat: grows with time, needs no recomputing

    objects = ArticleQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "-published_at", "-id"], name="article_latest"),
            models.Index(fields=["channel", "state", "-published_at", "-id"], name="article_of_channel"),
            models.Index(fields=["publisher", "state", "-published_at", "-id"], name="article_of_publisher"),
            models.Index(fields=["state", "-heat"], name="article_hot"),
            models.Index(fields=["channel", "state", "-heat"], name="article_hot_of_channel"),
            models.Index(fields=["scheduled_at"], condition=Q(state="scheduled"), name="article_due"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="article_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="article_kind_is_known"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="article_origin_is_known"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(revision__isnull=False, published_at__isnull=False),
                name="article_published_has_revision_and_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="scheduled") | Q(scheduled_at__isnull=False), name="article_scheduled_has_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(withdrawn_at__isnull=False), name="article_withdrawn_has_time"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.public_id

    def is_published(self) -> bool:
        """Whether it is out (a restriction may still withhold it)."""
        return self.state == State.PUBLISHED

    def has_unpublished_changes(self) -> bool:
        """Whether the last saved revision is not the one that readers see."""
        return self.head_id != self.revision_id


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
    summary = models.CharField(max_length=400, blank=True, default="")
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
    html = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["article", "-at"])]

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

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "kind"], name="declaration_is_unique"),
            models.CheckConstraint(condition=Q(kind__in=DeclarationKind.values), name="declaration_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(kind="repost") | ~Q(source_name=""), name="declaration_repost_names_source"
            ),
            models.CheckConstraint(condition=~Q(kind="old_event") | ~Q(event_on=""), name="declaration_old_event_has_date"),
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


class LabelKind(models.TextChoices):
    """What the host or a file's own metadata states about an article."""

    AI_GENERATED = "ai_generated"
    DISPUTED = "disputed"
    SENSITIVE = "sensitive"
    STATE_MEDIA = "state_media"


class Label(models.Model):
    """A statement of the host about an article, which the writer cannot take off."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="labels")
    kind = models.CharField(max_length=12, choices=LabelKind.choices)
    note = models.CharField(max_length=200, blank=True, default="")
    by_public_id = models.CharField(max_length=20)
    set_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "kind"], name="label_is_unique"),
            models.CheckConstraint(condition=Q(kind__in=LabelKind.values), name="label_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.kind


class Correction(models.Model):
    """A note to readers on what was put right after publishing."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="corrections")
    note = models.CharField(max_length=500)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.note


class ArticleEffect(models.TextChoices):
    """What a restriction takes from an article; several can stand side by side."""

    WITHHELD = "withheld"
    UNLISTED = "unlisted"  # readable by its address, in no list
    NO_COMMENTS = "no_comments"


class ArticleRestriction(models.Model):
    """Something taken from an article for a time, under a statement."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="restrictions")
    effect = models.CharField(max_length=16, choices=ArticleEffect.choices)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["article", "effect"])]
        constraints = [
            models.CheckConstraint(condition=Q(effect__in=ArticleEffect.values), name="article_effect_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.effect} of article {self.article_id}"
