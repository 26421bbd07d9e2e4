"""What was read: sums by the hour and pairs read together. Nobody is named here."""

from django.db import models

from haowen.domain.articles.models import Article
from haowen.domain.publishers.models import Publisher


class HourlyReads(models.Model):
    """How often one article was opened and read in one hour (UTC), by where readers came from.

    ``source`` is one of our own kinds of pages (``front``, ``search`` …), the host name of another site, or empty.
    Each number counts a reader once a day: ``lasting`` those who kept it in view, ``quarter``, ``half`` and ``most``
    (three quarters) how far they came, ``finished`` who came to the end and had kept it in view.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="reads")
    hour_at = models.DateTimeField()  # of what is older than ``tasks.BY_THE_HOUR``: the first hour of the day
    source = models.CharField(max_length=40, blank=True, default="")
    opened = models.PositiveIntegerField(default=0)
    lasting = models.PositiveIntegerField(default=0)
    quarter = models.PositiveIntegerField(default=0)
    half = models.PositiveIntegerField(default=0)
    most = models.PositiveIntegerField(default=0)
    finished = models.PositiveIntegerField(default=0)
    shared = models.PositiveIntegerField(default=0)
    seconds = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "hourly reads"
        constraints = [models.UniqueConstraint(fields=["article", "hour_at", "source"], name="hour_is_unique")]
        indexes = [models.Index(fields=["hour_at"], name="reads_by_hour")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.hour_at:%Y-%m-%d %H}"


class HourlyShows(models.Model):
    """How many readers saw one article in a list in one hour (UTC), and how many followed it from there.

    ``place`` is the list: ``front``, ``related``, ``hot`` … Who saw it in two lists is in the sums of both; ``first`` counts
    those who had seen it in no list that day.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="shows")
    hour_at = models.DateTimeField()
    place = models.CharField(max_length=20)
    shown = models.PositiveIntegerField(default=0)
    first = models.PositiveIntegerField(default=0)
    followed = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "hourly shows"
        constraints = [models.UniqueConstraint(fields=["article", "hour_at", "place"], name="show_is_unique")]
        indexes = [models.Index(fields=["hour_at"], name="shows_by_hour")]

    def __str__(self) -> str:
        return f"{self.article_id} in {self.place} {self.hour_at:%Y-%m-%d %H}"


class HourlyTitles(models.Model):
    """How many readers saw one of an article's two titles in a list in one hour (UTC), and how many followed it.

    A reader counts under the title that they were shown first.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="titles_shown")
    hour_at = models.DateTimeField()
    title = models.CharField(max_length=6)  # first, second
    shown = models.PositiveIntegerField(default=0)
    followed = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "hourly titles"
        constraints = [models.UniqueConstraint(fields=["article", "hour_at", "title"], name="title_hour_is_unique")]

    def __str__(self) -> str:
        return f"{self.title} of {self.article_id} {self.hour_at:%Y-%m-%d %H}"


class SearchWord(models.Model):
    """How many readers came to an article from our own search with certain words on one day (UTC)."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="search_words")
    day = models.DateField()
    word = models.CharField(max_length=60)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "day", "word"], name="word_is_unique")]
        indexes = [models.Index(fields=["day"], name="words_by_day")]

    def __str__(self) -> str:
        return f"{self.word} → {self.article_id}"


class Trait(models.TextChoices):
    """What is known of readers besides, each by itself."""

    DEVICE = "device"
    REGION = "region"


class DailyTrait(models.Model):
    """How many readers opened one article on one day (UTC) with one class of device, or from one country.

    The two are never joined with each other, nor with an hour or a source.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="traits")
    day = models.DateField()  # of what is older than ``tasks.BY_THE_DAY``: the first day of the month
    trait = models.CharField(max_length=8, choices=Trait.choices)
    value = models.CharField(max_length=10)
    readers = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "day", "trait", "value"], name="trait_is_unique")]
        indexes = [models.Index(fields=["day"], name="traits_by_day")]

    def __str__(self) -> str:
        return f"{self.trait} {self.value} {self.article_id} {self.day}"


class DailyReaders(models.Model):
    """How many readers opened anything of one publisher on one day (UTC): each once, whatever they opened."""

    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="readers")
    day = models.DateField()
    readers = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "daily readers"
        constraints = [models.UniqueConstraint(fields=["publisher", "day"], name="readers_of_day_are_unique")]

    def __str__(self) -> str:
        return f"{self.publisher_id} {self.day}"


class CoReading(models.Model):
    """How often two articles were read by the same reader on one day (smaller key first)."""

    one = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="pair_is_unique"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="pair_is_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id}-{self.other_id}"
