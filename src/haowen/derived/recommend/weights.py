"""The numbers that order lists: their defaults, what the host set instead, and what each one means."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from haowen.domain.site.models import Weight

DEFAULTS: dict[str, float] = {
    "heat.read": 1.0,
    "heat.finished": 2.0,
    "heat.like": 4.0,
    "heat.bookmark": 4.0,
    "heat.share": 4.0,
    "heat.comment": 8.0,
    "heat.half_life_hours": 48.0,
    "heat.week_half_life_hours": 84.0,
    "related.subject": 10.0,
    "related.read_together": 4.0,
    "related.same_publisher": 1.5,
    "related.same_channel": 1.0,
    "related.fresh": 2.0,
    "related.older_good": 6.0,
}


@dataclass(frozen=True, slots=True)
class WeightRow:
    """One number in force, as a reader is told about it."""

    name: str
    value: float
    explanation: str


def in_force() -> dict[str, float]:
    """Return every weight by name: the host's value where there is one, the default otherwise."""
    return DEFAULTS | dict(Weight.objects.filter(name__in=DEFAULTS).values_list("name", "value"))


def table() -> list[WeightRow]:
    """Return the weights in force with their meaning, in the language of the moment."""
    meaning = {
        "heat.read": _("Heat: each reader of a day who kept the article in view"),
        "heat.finished": _("Heat: each of them who came to the end"),
        "heat.like": _("Heat: each like"),
        "heat.bookmark": _("Heat: each bookmark"),
        "heat.share": _("Heat: each reader of a day who copied or sent on its address"),
        "heat.comment": _("Heat: each comment"),
        "heat.half_life_hours": _("Heat: after this many hours each of these counts half"),
        "heat.week_half_life_hours": _("Heat: after this many hours each counts half in the list of the week"),
        "related.subject": _(
            "Related: how much two articles speak of the same things (the closest of all counts in full)"
        ),
        "related.read_together": _(
            "Related: read by the same readers on one day (the most frequent pair counts in full)"
        ),
        "related.same_publisher": _("Related: by the same publisher"),
        "related.same_channel": _("Related: in the same channel"),
        "related.fresh": _("Related: published lately (half after two weeks)"),
        "related.older_good": _("Related: older than three weeks and much read (for the best of them)"),
    }
    values = in_force()
    return [WeightRow(name, values[name], meaning[name]) for name in DEFAULTS]
