"""Articles, the series they belong to and the tags they are found under."""

from django.db import models
from django.db.models import Q

from haowen.domain.channels.models import Channel
from haowen.domain.media.models import Media
from haowen.domain.people.models import Actor
from haowen.domain.publishers.models import Publisher
from haowen.domain.site.models import Origin
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

    def best(self) -> "ArticleQuerySet":
        """Most heat first; of equal ones those whose date is known, the newest first."""
        return self.order_by("-heat", "-is_date_known", "-published_at", "-id")

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
    # What lists show of the covers of what is out, once it is made: the words of ``media.crops.told``.
    crops = models.CharField(max_length=240, null=True, blank=True)
    revision = models.ForeignKey(
        "Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # what readers see
    head = models.ForeignKey(
        "Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # the last saved
    title_trial = models.ForeignKey(
        "TitleTrial", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # two titles of which lists show one or the other, until the writer has decided
    created_at = models.DateTimeField(default=now)
    created_by = models.ForeignKey(Actor, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)  # the place in lists: for imports the time of import
    changed_at = models.DateTimeField(null=True, blank=True)  # told to readers; null until changed after publishing
    scheduled_at = models.DateTimeField(null=True, blank=True)
    planned = models.ForeignKey(
        "Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # what comes out at that time, whatever is saved meanwhile
    scheduled_by = models.ForeignKey(Actor, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    trashed_at = models.DateTimeField(null=True, blank=True)  # thrown away, and kept for a while to be taken back
    history_shown_at = models.DateTimeField(null=True, blank=True)  # readers may see what it said before
    is_date_known = models.BooleanField(default=True)
    original_on = models.CharField(
        max_length=10, blank=True, default=""
    )  # YYYY, YYYY-MM or YYYY-MM-DD as a source said
    source_name = models.CharField(max_length=120, blank=True, default="")
    source_url = models.URLField(max_length=500, blank=True, default="")
    import_key = models.CharField(max_length=200, null=True, blank=True, unique=True)  # identity at import
    is_touched = models.BooleanField(default=True)  # a person worked on it: imports leave it alone
    series = models.ForeignKey(Series, null=True, blank=True, on_delete=models.SET_NULL, related_name="articles")
    series_position = models.PositiveSmallIntegerField(null=True, blank=True)
    translation_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="translations"
    )
    pinned_at = models.DateTimeField(null=True, blank=True)  # stands on top of its publisher's page; one at most
    licence = models.CharField(max_length=40, blank=True, default="")
    tags = models.ManyToManyField(Tag, blank=True, related_name="articles")
    is_open_to_comments = models.BooleanField(default=True)
    shows_selected_comments = models.BooleanField(null=True, blank=True)  # none: as its publisher does
    heat = models.FloatField(
        default=0.0
    )  # logarithmic, see derived.recommend.heat: grows with time, needs no recomputing

    objects = ArticleQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "-published_at", "-id"], name="article_latest"),
            models.Index(fields=["channel", "state", "-published_at", "-id"], name="article_of_channel"),
            models.Index(fields=["publisher", "state", "-published_at", "-id"], name="article_of_publisher"),
            models.Index(fields=["state", "-heat"], name="article_hot"),
            # In the whole order of its readers, so that the best few are found without sorting what has the same heat.
            models.Index(
                fields=["channel", "state", "-heat", "-is_date_known", "-published_at", "-id"],
                name="article_best_of_channel",
            ),
            # In the studio: what a publisher saved last, in all places and in one.
            models.Index(fields=["publisher", "-head"], condition=Q(trashed_at=None), name="article_in_studio"),
            models.Index(
                fields=["publisher", "state", "-head"], condition=Q(trashed_at=None), name="article_in_studio_by_state"
            ),
            models.Index(fields=["scheduled_at"], condition=Q(scheduled_at__isnull=False), name="article_due"),
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
            models.UniqueConstraint(
                fields=["publisher"], condition=Q(pinned_at__isnull=False), name="article_pinned_is_one"
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
