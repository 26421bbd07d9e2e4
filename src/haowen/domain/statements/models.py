"""Statements of reasons: without one there is no restriction. Knows nobody: people are named by public id."""

from django.db import models
from django.db.models import Q

from haowen.kit.publicids import new_id


class Ground(models.TextChoices):
    """On what a restriction stands."""

    LAW = "law"
    TERMS = "terms"
    COURT = "court"


class Statement(models.Model):
    """Why something was restricted: ground, rule, facts, effect, term and the version of the terms it stands on."""

    public_id = models.CharField(max_length=20, unique=True, default=new_id, editable=False)
    ground = models.CharField(max_length=10, choices=Ground.choices)
    rule = models.CharField(max_length=300)
    facts = models.TextField()
    effect = models.CharField(max_length=40)
    until = models.DateTimeField(null=True, blank=True)
    terms_version = models.PositiveIntegerField(null=True, blank=True)
    is_automated = models.BooleanField(default=False)
    by_public_id = models.CharField(max_length=20)
    issued_at = models.DateTimeField()

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(ground__in=Ground.values), name="statement_ground_is_known"),
            models.CheckConstraint(condition=~Q(facts="") & ~Q(rule="") & ~Q(effect=""), name="statement_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.effect}: {self.rule}"
