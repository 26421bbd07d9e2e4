"""Applications that open a publisher, the names that want a careful look, and private documents."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from haowen.domain.channels.models import Channel
from haowen.domain.media.models import Media
from haowen.domain.people.models import User
from haowen.domain.publishers.models.publisher import HANDLE, Kind, Publisher
from haowen.kit.clock import now
from haowen.kit.personal import Fate, Personal
from haowen.kit.publicids import new_id, new_secret


class ApplicationState(models.TextChoices):
    """Where an application stands."""

    DRAFT = "draft"  # filled in step by step; nobody but the applicant sees it
    SUBMITTED = "submitted"
    ASKED = "asked"  # sent back with questions
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Application(models.Model):
    """The request to open a publisher, or to claim one that the host keeps."""

    personal = Personal(exported=True, fate=Fate.KEPT, kept_days=1095)

    public_id = models.CharField(max_length=20, unique=True, default=new_id, editable=False)
    applicant = models.ForeignKey(User, on_delete=models.PROTECT, related_name="applications")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    organisation = models.CharField(max_length=100, blank=True, default="")  # for whom the applicant speaks
    name = models.CharField(max_length=60, blank=True, default="")
    handle = models.CharField(max_length=30, blank=True, default="", validators=[HANDLE])
    tagline = models.CharField(max_length=160, blank=True, default="")
    avatar = models.ForeignKey(Media, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=60, blank=True, default="")
    motivation = models.TextField(blank=True, default="")
    channels = models.ManyToManyField(Channel, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=ApplicationState.choices, default=ApplicationState.SUBMITTED)
    submitted_at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    taken_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reasons = models.TextField(blank=True, default="")
    answer = models.TextField(blank=True, default="")
    # A claim is proved by a code that stands on a page of the publisher's old site.
    proof_code = models.CharField(max_length=40, blank=True, default="")
    proof_url = models.URLField(max_length=500, blank=True, default="")
    proved_at = models.DateTimeField(null=True, blank=True)
    publisher = models.ForeignKey(
        Publisher, null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )

    class Meta:
        ordering = ["submitted_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ApplicationState.values), name="application_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "asked"]) | ~Q(reasons=""), name="application_refusal_has_reasons"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(publisher__isnull=False), name="application_approval_has_publisher"
            ),
            models.UniqueConstraint(
                Lower("handle"), condition=Q(state__in=["submitted", "asked"]), name="application_handle_is_asked_once"
            ),
            models.UniqueConstraint(
                fields=["applicant"], condition=Q(state="draft"), name="application_draft_is_one_a_person"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | ~Q(name="") & ~Q(handle="") & ~Q(motivation=""),
                name="application_handed_in_is_filled_in",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"


class ApplicationWord(models.Model):
    """One thing that happened to an application, with what was written: both sides, in the order of time."""

    personal = Personal(exported=True, fate=Fate.KEPT, kept_days=1095)

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="words")
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_host = models.BooleanField()
    state = models.CharField(max_length=10, choices=ApplicationState.choices)  # what it led to
    text = models.TextField(blank=True, default="")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ApplicationState.values), name="application_word_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.state} of application {self.application_id}"


class FlagReason(models.TextChoices):
    """Why the name of an application wants a careful look."""

    SAME = "same"  # as another name, once widths, scripts and invisible characters are taken away
    SOUNDS = "sounds"  # the same in pinyin
    SIMILAR = "similar"
    LOOKALIKE = "lookalike"  # letters of several scripts that look alike
    RESERVED = "reserved"


class ApplicationFlag(models.Model):
    """A reason to look carefully at an application, with the name or word that it resembles."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="flags")
    reason = models.CharField(max_length=10, choices=FlagReason.choices)
    resembles = models.CharField(max_length=60, blank=True, default="")
    publisher = models.ForeignKey(Publisher, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(reason__in=FlagReason.values), name="application_flag_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.reason}: {self.resembles}"


class NameChange(models.Model):
    """A name or handle that a publisher wants and that the host looks at first, with the reasons why it does."""

    personal = Personal(exported=True, fate=Fate.DETACHED)

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="name_changes")
    name = models.CharField(max_length=60)
    handle = models.CharField(max_length=30, validators=[HANDLE])
    resembles = models.JSONField(default=list)  # pairs: a FlagReason, and what is resembled
    asked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=now)
    is_granted = models.BooleanField(null=True, blank=True)  # none: not decided yet
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reasons = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["publisher"], condition=Q(is_granted__isnull=True), name="name_change_is_asked_once"
            ),
            models.CheckConstraint(
                condition=~Q(is_granted=False) | ~Q(reasons=""), name="name_change_refusal_has_reasons"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (@{self.handle})"


class ReservedSort(models.TextChoices):
    """Whom a reserved word makes readers think of."""

    STATE = "state"
    MEDIA = "media"
    PLACE = "place"
    OTHER = "other"


class ReservedWord(models.Model):
    """A word in names that wants a careful look; the host edits the list."""

    text = models.CharField(max_length=30, unique=True)
    sort = models.CharField(max_length=6, choices=ReservedSort.choices)

    class Meta:
        ordering = ["sort", "text"]
        constraints = [
            models.CheckConstraint(condition=Q(sort__in=ReservedSort.values), name="reserved_word_sort_is_known"),
        ]

    def __str__(self) -> str:
        return self.text


class Document(models.Model):
    """A private file that proves an application; its row stays as a record when the file is deleted."""

    public_id = models.CharField(max_length=30, unique=True, default=new_secret, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="documents")
    what = models.CharField(max_length=80)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=20)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=30, unique=True, default=new_secret, editable=False)
    added_at = models.DateTimeField(default=now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return f"{self.what} of application {self.application_id}"


class DocumentOpening(models.Model):
    """Somebody opened a private document."""

    personal = Personal(exported=False, fate=Fate.KEPT, kept_days=1095)

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="openings")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"document {self.document_id} opened {self.at:%Y-%m-%d %H:%M}"
