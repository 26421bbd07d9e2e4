"""Sketches of published texts, their bands, and the pairs that were found. Rows here can be thrown away and made again."""

from django.db import models
from django.db.models import F, Q

from haowen.domain.articles.models import Article


class Sketch(models.Model):
    """The sketch (MinHash) of an article's published text; empty where the text is too short to compare."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="+")
    revision_id = models.BigIntegerField()
    places = models.BinaryField()

    class Meta:
        verbose_name_plural = "sketches"

    def __str__(self) -> str:
        return f"sketch of article {self.article_id}"


class Band(models.Model):
    """One band of a sketch: texts with a key in common are candidates.

    By far the most rows here, so they have no key of their own, and which belong to an article is known from its sketch.
    """

    pk = models.CompositePrimaryKey("key", "article_id")
    key = models.BigIntegerField()
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"band of article {self.article_id}"


class Pair(models.Model):
    """Two published articles of which one is a copy; ``original`` is the one that lists prefer.

    ``common`` is the share of both texts' shingles that they have in common, ``contained`` that of the shorter one.
    """

    copy = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="copied_from")
    original = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="copies")
    common = models.FloatField()
    contained = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["copy", "original"], name="pair_of_copies_is_unique"),
            models.CheckConstraint(condition=~Q(copy=F("original")), name="copy_is_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.copy_id} copies {self.original_id}"
