"""Addresses under which articles stood on another site, before they came here."""

from django.db import models
from django.db.models import Q

from haowen.domain.articles.models.article import Article


class FormerAddress(models.Model):
    """Where an article once stood; whoever still asks for it there is led to it.

    ``path`` is as ``text.addresses`` writes it. ``host`` is empty where an export tells paths alone.
    """

    host = models.CharField(max_length=253, blank=True, default="")
    path = models.CharField(max_length=500)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="former_addresses")

    class Meta:
        verbose_name_plural = "former addresses"
        indexes = [models.Index(fields=["path"], name="former_address_path")]
        constraints = [
            models.UniqueConstraint(fields=["host", "path"], name="former_address_is_unique"),
            models.CheckConstraint(condition=Q(path__startswith="/") & ~Q(path="/"), name="former_address_is_a_path"),
        ]

    def __str__(self) -> str:
        return f"{self.host}{self.path}"
