import pytest
from django.apps import apps
from django.db import models

from haowen.kit.personal import Personal

# The order of the domain, lowest first; packages of one step do not know each other.
STEPS = [
    {"site"}, {"statements"}, {"people"}, {"channels", "media"}, {"publishers"}, {"articles"}, {"imports", "reposts", "sources"}, {"library"}, {"audience"}, {"readers"},
    {"comments"}, {"headlines", "moderation"}, {"archives"}, {"search", "duplicates", "recommend"},
]  # fmt: skip
HEIGHT = {name: step for step, names in enumerate(STEPS) for name in names}
OURS = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("haowen.")]


def label(model: "type[models.Model]") -> str:
    return model._meta.label


@pytest.mark.parametrize("model", OURS, ids=label)
def test_foreign_keys_point_down(model: "type[models.Model]") -> None:
    own = model._meta.app_label
    for field in model._meta.get_fields():
        if isinstance(field, (models.ForeignKey, models.ManyToManyField)) and not field.auto_created:
            other = field.related_model._meta.app_label  # type: ignore[union-attr]
            if other in HEIGHT and other != own:
                assert HEIGHT[other] < HEIGHT[own], f"{label(model)}.{field.name}"


@pytest.mark.parametrize(
    "model", [model for model in OURS if model._meta.app_label in ("site", "statements")], ids=label
)
def test_site_and_statements_name_people_by_public_id_only(model: "type[models.Model]") -> None:
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey):
            assert field.related_model._meta.app_label != "people"  # type: ignore[union-attr]


@pytest.mark.parametrize("model", OURS, ids=label)
def test_what_can_point_at_a_person_says_what_becomes_of_it(model: "type[models.Model]") -> None:
    people = {"people.User", "people.Actor"}
    points = [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, (models.ForeignKey, models.ManyToManyField))
        and not field.auto_created
        and field.related_model._meta.label in people  # type: ignore[union-attr]
    ]
    if points and not model._meta.auto_created:
        assert isinstance(getattr(model, "personal", None), Personal), f"{label(model)}: {points}"


@pytest.mark.parametrize("model", [model for model in OURS if model.__name__.endswith("Restriction")], ids=label)
def test_no_restriction_is_there_without_its_reasons(model: "type[models.Model]") -> None:
    field = model._meta.get_field("statement")
    assert isinstance(field, models.ForeignKey)
    assert not field.null
    assert field.remote_field.on_delete is models.PROTECT


def test_models_hide_no_effects_in_save() -> None:
    hidden = [label(model) for model in OURS if any(name in vars(model) for name in ("save", "delete"))]
    assert not hidden
