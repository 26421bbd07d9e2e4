"""The host's own data: name, footer, notices, terms, weights. One row of Site for one installation."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

_SHA256 = RegexValidator(r"^[0-9a-f]{64}\Z")


class Language(models.TextChoices):
    """The languages of the interface and of what the host says."""

    ZH_HANS = "zh-hans", "简体中文"
    EN = "en", "English"


class Origin(models.TextChoices):
    """Where an article comes from; selects its notice."""

    NEWSROOM = "newsroom"
    CONTRACTED = "contracted"
    UPLOAD = "upload"
    REPOST = "repost"


class Copies(models.TextChoices):
    """Whether copies of the pages that articles cite are kept, and who may see them."""

    NONE = "none"
    WRITERS = "writers"
    PUBLIC = "public"


class Site(models.Model):
    """What the host set about its site. The database admits the row with key 1 alone."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=60, default="好文")
    tagline_zh = models.CharField(max_length=120, blank=True, default="")
    tagline_en = models.CharField(max_length=120, blank=True, default="")
    logo = models.CharField(max_length=64, blank=True, default="", validators=[_SHA256])  # a kept picture, by its hash
    logo_dark = models.CharField(max_length=64, blank=True, default="", validators=[_SHA256])
    icon = models.CharField(max_length=64, blank=True, default="", validators=[_SHA256])
    accent = models.CharField(max_length=7, blank=True, default="")  # empty: the house's own
    parent_name = models.CharField(max_length=60, blank=True, default="")
    parent_url = models.URLField(blank=True, default="")
    time_zone = models.CharField(max_length=60, default="Asia/Shanghai")
    default_language = models.CharField(max_length=10, choices=Language.choices, default=Language.ZH_HANS)
    icp_number = models.CharField(max_length=60, blank=True, default="")
    police_number = models.CharField(max_length=60, blank=True, default="")
    police_url = models.URLField(blank=True, default="")
    news_licence = models.CharField(max_length=80, blank=True, default="")
    report_phone = models.CharField(max_length=40, blank=True, default="")
    report_email = models.EmailField(blank=True, default="")
    about_zh = models.TextField(blank=True, default="")
    about_en = models.TextField(blank=True, default="")
    contact_zh = models.TextField(blank=True, default="")
    contact_en = models.TextField(blank=True, default="")
    title_least = models.PositiveSmallIntegerField(default=5)
    title_most = models.PositiveSmallIntegerField(default=40)
    short_most = models.PositiveSmallIntegerField(default=500)  # characters of a short post
    publishers_a_person = models.PositiveSmallIntegerField(default=3)
    documents_kept_days = models.PositiveSmallIntegerField(default=90)  # of applicants, after the decision
    archives_kept_days = models.PositiveSmallIntegerField(default=7)  # of a publisher, after they were made
    media_room = models.PositiveIntegerField(default=4096)  # megabytes of files that a publisher may bring
    copies = models.CharField(max_length=8, choices=Copies.choices, default=Copies.NONE)  # of cited pages
    # Search engines that are told of changes; an empty key or address: not told.
    indexnow_key = models.CharField(
        max_length=128, blank=True, default="", validators=[RegexValidator(r"^[A-Za-z0-9-]{8,128}\Z")]
    )
    indexnow_url = models.URLField(max_length=300, default="https://api.indexnow.org/indexnow")
    push_url = models.URLField(max_length=500, blank=True, default="")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="site_is_one")]

    def __str__(self) -> str:
        return self.name


class SiteChange(models.Model):
    """One setting changed: what it was and what it became, exactly as stored, by whom (public id), when."""

    field = models.CharField(max_length=60)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    by_public_id = models.CharField(max_length=20)
    at = models.DateTimeField()
    undoes = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by")

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.field} {self.at:%Y-%m-%d %H:%M}"


class Notice(models.Model):
    """The host's standing text under every article of one origin; empty texts show nothing."""

    origin = models.CharField(max_length=12, choices=Origin.choices, unique=True)
    text_zh = models.TextField(blank=True, default="")
    text_en = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(origin__in=Origin.values), name="notice_origin_is_known")]

    def __str__(self) -> str:
        return self.origin


class Terms(models.Model):
    """One version of the terms of use; versions are never changed once in force."""

    version = models.PositiveIntegerField(unique=True)
    text_zh = models.TextField()
    text_en = models.TextField()
    in_force_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"terms {self.version}"


class FooterLink(models.Model):
    """A link of the host's own in the footer."""

    label_zh = models.CharField(max_length=40)
    label_en = models.CharField(max_length=40)
    url = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.label_en


class Weight(models.Model):
    """A number that the host may set in a ranking; the code names the default."""

    name = models.CharField(max_length=60, unique=True)
    value = models.FloatField()

    def __str__(self) -> str:
        return f"{self.name}={self.value}"
