"""Imports by writers: what was asked for, what became of it, and the accounts elsewhere that things came from."""

from django.db import models
from django.db.models import Q

from haowen.domain.articles.models import Article
from haowen.domain.people.models import Actor
from haowen.domain.publishers.models import Publisher
from haowen.kit.clock import now
from haowen.kit.personal import Fate, Personal
from haowen.kit.publicids import new_id, new_secret


def new_code() -> str:
    """Return a code that nobody guesses, to be put on an account elsewhere."""
    return f"haowen-{new_secret()}"


class Account(models.Model):
    """An account elsewhere, as an import found it: its host and its name there (empty: the site as a whole).

    Only when a code stood on it is what comes from there called a publisher's own work. A page that was saved without its
    address names no host; that of the proof counts then.
    """

    personal = Personal(exported=True, fate=Fate.DETACHED)

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="accounts_elsewhere")
    host = models.CharField(max_length=120, blank=True, default="")
    name = models.CharField(max_length=120, blank=True, default="")
    code = models.CharField(max_length=60, default=new_code)
    found_at = models.DateTimeField(default=now)
    proved_at = models.DateTimeField(null=True, blank=True)
    proved_by = models.ForeignKey(Actor, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    proof_url = models.URLField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ["host", "name"]
        constraints = [
            models.UniqueConstraint(fields=["publisher", "host", "name"], name="account_elsewhere_is_unique"),
            models.CheckConstraint(condition=~Q(host="") | ~Q(name=""), name="account_elsewhere_is_known_by_something"),
        ]

    def __str__(self) -> str:
        return " · ".join(part for part in (self.name, self.host) if part)


class Provenance(models.Model):
    """Which account elsewhere an article was brought in from."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="provenance")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="articles")

    def __str__(self) -> str:
        return f"{self.article_id} from {self.account}"


class Import(models.Model):
    """What a writer asked to be brought in at one time."""

    personal = Personal(exported=True, fate=Fate.DETACHED)

    public_id = models.CharField(max_length=20, unique=True, default=new_id, editable=False)
    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="imports")
    by = models.ForeignKey(Actor, null=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(max_length=10)  # in which the writer is told what became of it
    began_at = models.DateTimeField(default=now)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["publisher", "-began_at"], name="import_newest")]

    def __str__(self) -> str:
        return f"import {self.public_id}"


class ItemState(models.TextChoices):
    """Where one thing that was asked for stands."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    REFUSED = "refused"  # nothing of it came in; why is said
    STOPPED = "stopped"


OPEN_STATES = (ItemState.WAITING, ItemState.WORKING)


class Item(models.Model):
    """One address or one file of an import. ``spool`` is where a file waits, below the data folder."""

    work = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=2000)  # the address, or the file as it was called
    host = models.CharField(max_length=120, blank=True, default="")  # of an address
    spool = models.CharField(max_length=200, blank=True, default="")
    size_bytes = models.BigIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)  # one host is not asked twice in a moment
    state = models.CharField(max_length=8, choices=ItemState.choices, default=ItemState.WAITING)
    kind = models.CharField(max_length=12, blank=True, default="")  # what it was recognised as
    reason = models.CharField(max_length=500, blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["work", "position"], name="import_item_position_is_unique"),
            models.CheckConstraint(condition=Q(state__in=ItemState.values), name="import_item_state_is_known"),
        ]
        indexes = [models.Index(fields=["host", "due_at"], name="import_item_of_host")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_address(self) -> bool:
        """Whether it is fetched from the web."""
        return bool(self.host)


class Outcome(models.Model):
    """What became of one article of an item: a draft, or the reason why there is none."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="outcomes")
    name = models.CharField(max_length=300)
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    fate = models.CharField(max_length=12, blank=True, default="")  # as in articles.importing.Fate, empty: refused
    reason = models.CharField(max_length=1000, blank=True, default="")
    pictures = models.PositiveIntegerField(default=0)  # that lay elsewhere when it came in

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["item", "fate"], name="import_outcome_fate")]

    def __str__(self) -> str:
        return self.name
